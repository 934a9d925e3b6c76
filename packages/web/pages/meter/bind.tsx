import { useState } from 'react';
import { type PublicPasskey, passkeyFingerprint } from '../shared/fingerprint/fingerprint.ts';
import { FingerprintWords } from '../shared/fingerprint/words.tsx';
import { Button, ButtonLink, Buttons, Card, ErrorNotice, Field, Notice } from '../shared/ui/index.ts';
import { parsePublicPart } from './hand-over.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import type { StepProps } from './step.ts';
import { useWork } from './use-state.ts';

/** The owner's first passkey: made in the app, compared and bound here. */
export function Bind(props: StepProps) {
  const t = useText();
  const { handOver, state } = props;
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const passkey = handOver.passkey ?? parsePublicPart(typed);
  const [origin] = state.deployment.origins;
  if (passkey && !refused) return <Compare {...props} passkey={passkey} onDiffer={() => setRefused(true)} />;
  return (
    <Card title={t('bindTitle')}>
      {refused ? (
        <Notice kind="danger" title={t('differTitle')} live>
          {t('differText')}
        </Notice>
      ) : (
        <p>{t('bindText')}</p>
      )}
      {origin !== undefined && (
        <Buttons>
          <ButtonLink kind="primary" href={`${origin}/home/#/take`}>
            {t('toApp')}
          </ButtonLink>
        </Buttons>
      )}
      {!refused && (
        <details className={styles.more}>
          <summary>{t('bindByHand')}</summary>
          <Field
            label={t('publicPart')}
            hint={t('publicPartHint')}
            value={typed}
            onValue={setTyped}
            spellCheck={false}
            error={typed !== '' ? t('publicPartWrong') : undefined}
          />
        </details>
      )}
    </Card>
  );
}

function Compare({
  client,
  state,
  refresh,
  passkey,
  onDiffer,
}: StepProps & { readonly passkey: PublicPasskey; readonly onDiffer: () => void }) {
  const t = useText();
  const { busy, problem, run } = useWork();
  const bind = (): void =>
    void run(async () => {
      const confirmation = await passkeyFingerprint(passkey);
      await client.call('bind', { ...passkey, confirmation });
      await refresh();
    });
  return (
    <Card title={t('compareTitle')}>
      <p>{t('compareText')}</p>
      <FingerprintWords passkey={passkey} />
      <Notice>{t('compareWhy')}</Notice>
      <Buttons>
        <Button kind="primary" busy={busy} onClick={bind}>
          {t('same')}
        </Button>
        <Button kind="danger" onClick={onDiffer}>
          {t('differ')}
        </Button>
      </Buttons>
      <p className={styles.soft}>
        {t('market')}: <code>{state.deployment.fingerprint}</code>
      </p>
      {problem && <ErrorNotice error={problem} />}
    </Card>
  );
}
