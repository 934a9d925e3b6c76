import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { Problem } from '../shared/problem.ts';
import { Button, Buttons, Card, ErrorNotice, Field, Notice, Screen, Waiting } from '../shared/ui/index.ts';
import type { LocalClient } from './local-client.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import { useWork } from './use-state.ts';

/** The code from the console or the label, before anything is shown. */
export function Enter({
  client,
  code: given,
  onInside,
}: {
  readonly client: LocalClient;
  readonly code: string | undefined;
  readonly onInside: () => void;
}) {
  const t = useText();
  const [code, setCode] = useState('');
  const { busy, problem, run } = useWork();
  const enter = useCallback(
    (typed: string) =>
      run(async () => {
        await client.enter(typed);
        onInside();
      }),
    [client, onInside, run],
  );
  useEffect(() => {
    if (given !== undefined) void enter(given);
  }, [given, enter]);
  if (given !== undefined && problem === undefined) return <Waiting />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') void enter(code);
  };
  return (
    <Screen title={t('enterTitle')} intro={t('enterIntro')}>
      <Card>
        <form className={styles.form} onSubmit={submit}>
          <Field
            label={t('code')}
            hint={t('codeHint')}
            error={Problem.is(problem, 'LOCAL_CODE_WRONG') ? t('codeWrong') : undefined}
            value={code}
            onValue={setCode}
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="K7QF-3M2P"
            maxLength={16}
          />
          <Buttons>
            <Button kind="primary" type="submit" busy={busy} why={code.trim() === '' ? t('codeMissing') : undefined}>
              {t('enter')}
            </Button>
          </Buttons>
        </form>
        {Problem.is(problem, 'RATE_LIMITED') && (
          <Notice kind="warning" live>
            {t('codeWait', { seconds: Number(problem.details.seconds ?? 12) })}
          </Notice>
        )}
        {problem && !Problem.is(problem, 'LOCAL_CODE_WRONG') && !Problem.is(problem, 'RATE_LIMITED') && (
          <ErrorNotice error={problem} />
        )}
      </Card>
    </Screen>
  );
}
