import { useState } from 'react';
import type { Problem } from '../shared/problem.ts';
import { Card, ErrorNotice, Notice, Screen, Steps } from '../shared/ui/index.ts';
import { Admission } from './admission.tsx';
import { Bind } from './bind.tsx';
import type { HandOver } from './hand-over.ts';
import type { LocalClient, LocalState } from './local-client.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import { Phrase } from './phrase.tsx';
import { Provision } from './provision.tsx';
import { Sensor } from './sensor.tsx';
import { Status } from './status.tsx';
import type { Seen } from './use-state.ts';

const STEPS = ['keys', 'phrase', 'bind', 'test', 'ask', 'wait'] as const;
type Step = (typeof STEPS)[number];

/** What is to be done now; undefined when the meter is admitted. */
function stepOf(state: LocalState, words: string | undefined, tested: boolean): Step | undefined {
  if (words !== undefined) return 'phrase';
  if (state.state === 'unprovisioned') return 'keys';
  if (state.passkeys === 0) return 'bind';
  const { step } = state.enrolment;
  if (step === 'none') return tested || state.daemon.state !== 'waiting' ? 'ask' : 'test';
  return step === 'enrolled' ? undefined : 'wait';
}

export function Setup({
  client,
  handOver,
  seen,
  refresh,
}: {
  readonly client: LocalClient;
  readonly handOver: HandOver;
  readonly seen: Seen & { readonly state: LocalState };
  readonly refresh: () => Promise<void>;
}) {
  const t = useText();
  const { state } = seen;
  /** The recovery phrase, while it is being written down; nowhere else on this page. */
  const [words, setWords] = useState<string>();
  // Tested before this page was opened; a test that is made here stays to be looked at.
  const [tested, setTested] = useState(state.selfTest.result === 'passed');
  const step = stepOf(state, words, tested);
  const props = { client, state, handOver, refresh };
  return (
    <Screen
      title={step === undefined ? t('doneTitle') : t('setupTitle')}
      intro={step === undefined ? undefined : t('setupIntro')}
    >
      {seen.problem && <ErrorNotice error={seen.problem} onRetry={() => void refresh()} />}
      {state.securityClass === 'emulator' && <Notice kind="warning">{t('emulator')}</Notice>}
      <div className={styles.columns}>
        <div className={styles.work}>
          {step === 'keys' && <Provision {...props} onWords={setWords} />}
          {words !== undefined && (
            <Phrase
              words={words}
              onWritten={() => {
                setWords(undefined);
                void refresh();
              }}
            />
          )}
          {step === 'bind' && <Bind {...props} />}
          {step === 'test' && <Sensor {...props} first onDone={() => setTested(true)} />}
          {(step === 'ask' || step === 'wait' || step === undefined) && <Admission {...props} />}
          {(step === 'ask' || step === 'wait' || step === undefined) && <Sensor {...props} />}
        </div>
        <aside className={styles.side}>
          {step !== undefined && (
            <Card title={t('stepsTitle')}>
              <Steps steps={STEPS.map((key) => ({ key, label: t(`step_${key}`) }))} current={step} />
            </Card>
          )}
          <Status state={state} />
        </aside>
      </div>
    </Screen>
  );
}

function Unreachable({ problem, onRetry }: { readonly problem: Problem; readonly onRetry: () => Promise<void> }) {
  const t = useText();
  return (
    <Screen title={t('title')}>
      <ErrorNotice error={problem} onRetry={() => void onRetry()} />
    </Screen>
  );
}
Setup.Unreachable = Unreachable;
