import { type FormEvent, useState } from 'react';
import { Problem } from '../shared/problem.ts';
import { Button, ButtonLink, Buttons, Card, ErrorNotice, Field, Notice, ShortId, Waiting } from '../shared/ui/index.ts';
import { wayBack } from './hand-over.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import type { StepProps } from './step.ts';
import { useWork } from './use-state.ts';

/** Asks the operator to admit this meter, waits for the decision, and leads back to the app. */
export function Admission(props: StepProps) {
  const t = useText();
  const { state, handOver } = props;
  const { step, chainAsked } = state.enrolment;
  const { meterKey, account, deployment } = state;
  const back =
    meterKey === null || account === null
      ? undefined
      : wayBack(handOver, deployment.origins, { meterKey, account, deployment: deployment.fingerprint });
  const [origin] = deployment.origins;
  const home = back ?? (origin === undefined ? undefined : `${origin}/home/`);
  return (
    <>
      {back !== undefined && step !== 'enrolled' && (
        <Notice kind="good" title={t('boundTitle')} actions={<ButtonLink href={back}>{t('backToApp')}</ButtonLink>}>
          {t('boundText')}
        </Notice>
      )}
      {step === 'none' && <Ask {...props} />}
      {step === 'requested' && (
        <Card title={t('waitTitle')}>
          <p>{t('waitText')}</p>
          {state.deviceId !== null && (
            <p>
              {t('device')} <ShortId value={state.deviceId} />
            </p>
          )}
          <Waiting>{chainAsked ? t('waiting') : t('waitingChain')}</Waiting>
        </Card>
      )}
      {step === 'suspended' && (
        <Notice kind="danger" title={t('suspendedTitle')}>
          {t('suspendedText')}
        </Notice>
      )}
      {step === 'enrolled' && (
        <Card title={t('readyTitle')}>
          <p>{t('readyText')}</p>
          {home !== undefined && (
            <Buttons>
              <ButtonLink kind="primary" href={home}>
                {t('backToApp')}
              </ButtonLink>
            </Buttons>
          )}
        </Card>
      )}
    </>
  );
}

function Ask({ client, state, refresh }: StepProps) {
  const t = useText();
  const [code, setCode] = useState('');
  const { busy, problem, run } = useWork();
  const { codeHere } = state.enrolment;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run(async () => {
      const [passkey] = (await client.call('passkeys')).passkeys;
      if (!passkey) throw new Error('no passkey is bound');
      await client.call('enrol', { passkey, ...(code.trim() !== '' && { code: code.trim() }) });
      await refresh();
    });
  };
  const why = !codeHere && code.trim() === '' ? t('operatorCodeMissing') : undefined;
  return (
    <Card title={t('operatorTitle')}>
      <p>{codeHere ? t('operatorTextHere') : t('operatorText')}</p>
      {state.deviceId !== null && (
        <p>
          {t('device')} <ShortId value={state.deviceId} />
        </p>
      )}
      <form onSubmit={submit} className={styles.form}>
        {!codeHere && (
          <Field
            label={t('operatorCode')}
            error={Problem.is(problem, 'ENROLMENT_CODE_INVALID') ? t('operatorCodeWrong') : undefined}
            value={code}
            onValue={setCode}
            spellCheck={false}
            autoCapitalize="characters"
          />
        )}
        <Buttons>
          <Button kind="primary" type="submit" busy={busy} why={why}>
            {t('ask')}
          </Button>
        </Buttons>
      </form>
      {problem && !(Problem.is(problem, 'ENROLMENT_CODE_INVALID') && !codeHere) && <ErrorNotice error={problem} />}
    </Card>
  );
}
