/** The start, step by step, while it happens. */
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, classes, Progress, Spinner } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, type Snapshot, type Step } from '../model.ts';
import styles from './start.module.css';

const NAMES = {
  pages: 'stepPages',
  chain: 'stepChain',
  contracts: 'stepContracts',
  gateway: 'stepGateway',
  wires: 'stepWires',
  house: 'stepHouse',
  deposits: 'stepDeposits',
  mandates: 'stepMandates',
} as const satisfies Record<Step['step'], string>;

export function Start({ snapshot: { steps, at, began } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const format = useFormat();
  const done = steps.filter(({ state }) => state === 'done').length;
  const elapsed = t('startElapsed', { time: format.duration(Math.max(0, at - began)) });
  return (
    <Card title={t('startTitle')} aside={<span className={styles.soft}>{elapsed}</span>}>
      <p className={styles.soft}>{t('startIntro')}</p>
      <Progress label={`${done} / ${steps.length}`} value={steps.length === 0 ? 0 : done / steps.length} />
      <ol className={styles.steps}>
        {steps.map((step) => (
          <StartStep key={`${step.step} ${step.house}`} step={step} />
        ))}
      </ol>
    </Card>
  );
}

const SIGNS = { waiting: '', running: '', done: '✓', failed: '✕' } as const;

function StartStep({ step: { step, house, state, began, ended, code } }: { readonly step: Step }) {
  const t = useText();
  const format = useFormat();
  return (
    <li className={classes(styles.step, styles[state])} aria-current={state === 'running' ? 'step' : undefined}>
      <span className={styles.sign} aria-hidden="true">
        {state === 'running' ? <Spinner small /> : SIGNS[state]}
      </span>
      <span className={styles.label}>{t(NAMES[step], { house: capital(house ?? '') })}</span>
      {state === 'failed' && <span>{t('stepFailed', { code: code ?? '' })}</span>}
      {state === 'done' && began !== null && ended !== null && (
        <span className={styles.soft}>{format.duration(ended - began)}</span>
      )}
    </li>
  );
}
