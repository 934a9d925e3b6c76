/** The drawer of sabotage: what is broken and what the system does about it, then everything that can be. */
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Button, ErrorNotice } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, type Fault, flowOf, responses, type Snapshot, type Wire } from '../model.ts';
import { LIE_KEYS, useActWords, wireName } from '../parts/fact-words.ts';
import { HappeningList } from '../parts/happenings.tsx';
import { ACT_KINDS, actOf, commit, isSame, LIES, mend, type Needs } from './acts.ts';
import styles from './sabotage.module.css';

/** As many answers of the system as one reads. */
const SHOWN = 8;

/** Runs one request at a time, and keeps what went wrong. */
function useRequest(): {
  readonly busy: string | undefined;
  readonly error: unknown;
  readonly run: (key: string, work: () => Promise<void>) => void;
} {
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const run = (key: string, work: () => Promise<void>): void => {
    setBusy(key);
    setError(undefined);
    void work()
      .catch((thrown: unknown) => setError(thrown))
      .finally(() => setBusy(undefined));
  };
  return { busy, error, run };
}

export function Sabotage({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const request = useRequest();
  const { faults, sabotageToken } = snapshot;
  return (
    <section id="sabotage" className={styles.drawer} aria-labelledby="sabotage-title">
      <h2 id="sabotage-title" className={styles.title}>
        {t('breakTitle')}
      </h2>
      <p className={styles.soft}>{t('breakIntro')}</p>
      {request.error !== undefined && <ErrorNotice error={request.error} />}
      <div className={styles.now} aria-live="polite">
        <h3>{t('breakNow')}</h3>
        {faults.length === 0 && <p className={styles.soft}>{t('breakNothing')}</p>}
        {faults.map((fault) => (
          <Broken
            key={fault.id}
            fault={fault}
            busy={request.busy === `mend ${fault.id}`}
            onMend={() => request.run(`mend ${fault.id}`, () => mend(fault.id, sabotageToken))}
          />
        ))}
        {faults.length > 0 && <Response facts={responses(snapshot).slice(0, SHOWN)} />}
      </div>
      <ul className={styles.acts}>
        {ACT_KINDS.map((kind) => (
          <ActEntry key={kind.kind} kind={kind} snapshot={snapshot} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Broken({
  fault,
  busy,
  onMend,
}: {
  readonly fault: Fault;
  readonly busy: boolean;
  readonly onMend: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const words = useActWords();
  return (
    <div className={styles.broken}>
      <p>
        <strong>{words(fault.sabotage)}</strong>{' '}
        <span className={styles.soft}>{t('breakSince', { time: format.clockWithSeconds(fault.since) })}</span>
      </p>
      <Button busy={busy} onClick={onMend}>
        {t('mend')}
      </Button>
    </div>
  );
}

function Response({ facts }: { readonly facts: Snapshot['facts'] }) {
  const t = useText();
  return (
    <div className={styles.response}>
      <h3>{t('response')}</h3>
      {facts.length === 0 ? <p className={styles.soft}>{t('responseWait')}</p> : <HappeningList facts={facts} />}
    </div>
  );
}

interface ActEntryProps {
  readonly kind: (typeof ACT_KINDS)[number];
  readonly snapshot: Snapshot;
  readonly request: ReturnType<typeof useRequest>;
}

function ActEntry({ kind, snapshot, request }: ActEntryProps) {
  const t = useText();
  const options = useOptions(kind.needs, snapshot);
  const [chosen, setChosen] = useState<string>();
  const choice = options.find(({ value }) => value === chosen)?.value ?? options[0]?.value ?? '';
  const act = actOf(kind, choice);
  const isBroken = snapshot.faults.some(({ sabotage }) => isSame(sabotage, act));
  const isEarly = snapshot.phase !== 'running' || (kind.needs !== 'none' && options.length === 0);
  return (
    <li className={styles.act}>
      <h3>{t(kind.name)}</h3>
      <p className={styles.soft}>{t(kind.text)}</p>
      <div className={styles.doing}>
        {options.length > 0 && (
          <Choice needs={kind.needs} value={choice} onValue={setChosen}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Choice>
        )}
        <Button
          kind="danger"
          aria-label={`${t('act')}: ${t(kind.name)}`}
          busy={request.busy === kind.kind}
          why={isEarly ? t('notWhileStarting') : isBroken ? t('already') : undefined}
          onClick={() => request.run(kind.kind, () => commit(act, snapshot.sabotageToken))}
        >
          {t('act')}
        </Button>
      </div>
    </li>
  );
}

const CHOICES = { wire: 'chooseWire', house: 'chooseHouse', lie: 'chooseLie', none: 'act' } as const;

function Choice({
  needs,
  value,
  onValue,
  children,
}: {
  readonly needs: Needs;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly children: ReactNode;
}) {
  const t = useText();
  return (
    <select
      className={styles.choice}
      aria-label={t(CHOICES[needs])}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      {children}
    </select>
  );
}

/** Wires in which energy flows before those that a trade will use. */
const urgency = (wire: Wire): number => (flowOf(wire) ? 2 : wire.trade === null ? 0 : 1);

/** What can be chosen. What energy flows through now comes first: there one sees something at once. */
function useOptions(
  needs: Needs,
  { wires, houses, trades }: Snapshot,
): readonly { readonly value: string; readonly label: string }[] {
  const t = useText();
  const isBusy = (house: string): boolean =>
    trades.some(({ delivery, seller, buyer }) => delivery === 'flowing' && (seller === house || buyer === house));
  switch (needs) {
    case 'wire':
      return wires
        .toSorted((one, other) => urgency(other) - urgency(one))
        .map(({ id, from, to }) => ({ value: id, label: wireName(`${from}-${to}`) }));
    case 'house':
      return houses
        .filter(({ owner }) => owner !== 'nobody')
        .toSorted((one, other) => Number(isBusy(other.name)) - Number(isBusy(one.name)))
        .map(({ name }) => ({ value: name, label: capital(name) }));
    case 'lie':
      return LIES.map((lie) => ({ value: lie, label: t(LIE_KEYS[lie]) }));
    case 'none':
      return [];
  }
}
