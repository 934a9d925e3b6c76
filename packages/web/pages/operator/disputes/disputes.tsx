/** Trades whose end is not decided or was not the agreed one, each with what both meters signed. */
import type { Cause, Dispute, Energy } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Amount, Card, Cards, Empty, EnergyValue, Facts, Screen, ShortId, Time } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { Tag } from '../parts/tag.tsx';

const EVERY = 10_000;

export default function Disputes() {
  const t = useText();
  const { client } = useConsole();
  const disputes = useQuery({ queryKey: ['disputes'], queryFn: () => client.disputes(), refetchInterval: EVERY });
  return (
    <Screen title={t('nav_disputes')} intro={t('disputesIntro')}>
      <Asked query={disputes}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('noDisputes')}>{t('noDisputesText')}</Empty>
          ) : (
            <Cards>
              {all.map((dispute) => (
                <One key={dispute.id} dispute={dispute} />
              ))}
            </Cards>
          )
        }
      </Asked>
    </Screen>
  );
}

const CAUSES = {
  none: 'cause_none',
  completed: 'cause_completed',
  'stopped-by-owner': 'cause_stoppedbyowner',
  'partner-silent': 'cause_partnersilent',
  'partner-final': 'cause_partnerfinal',
  'loss-above-band': 'cause_lossaboveband',
  'mark-missing': 'cause_markmissing',
  'sensor-fault': 'cause_sensorfault',
  restarted: 'cause_restarted',
} as const satisfies Readonly<Record<Cause, string>>;

function Side({
  label,
  energy,
  cause,
  most,
}: {
  readonly label: string;
  readonly energy: Energy | null;
  readonly cause: Cause;
  readonly most: Energy;
}) {
  const t = useText();
  const format = useFormat();
  const share = energy === null || most === 0n ? 0 : Number((energy * 100n) / most);
  return (
    <div className={styles.side}>
      <span>{label}</span>
      <span>{energy === null ? t('nothingSigned') : t('signedEnergy', { energy: format.energy(energy) })}</span>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" height="6" aria-hidden="true">
        <rect width="100" height="4" rx="2" fill="var(--line)" />
        <rect width={Math.min(100, share)} height="4" rx="2" fill="var(--sold)" />
      </svg>
      <span className={styles.soft}>{t(CAUSES[cause])}</span>
    </div>
  );
}

function One({ dispute }: { readonly dispute: Dispute }) {
  const t = useText();
  const format = useFormat();
  const { id, state, energy, claimsUntil, error } = dispute;
  return (
    <Card
      title={<ShortId value={id} />}
      aside={
        <span className={styles.tags}>
          <Tag kind={state === 'claimed' ? 'warning' : 'plain'}>{t(`disputeState_${state}`)}</Tag>
          {error !== null && <Tag kind="danger">{error}</Tag>}
        </span>
      }
    >
      {state === 'claimed' && <p>{t('undecided', { time: format.time(claimsUntil) })}</p>}
      <Side label={t('seller')} energy={dispute.sellerEnergy} cause={dispute.sellerCause} most={energy} />
      <Side label={t('buyer')} energy={dispute.buyerEnergy} cause={dispute.buyerCause} most={energy} />
      <Facts
        rows={[
          [t('agreed'), <EnergyValue key="energy" value={energy} />],
          [t('locked'), <Amount key="locked" value={dispute.locked} />],
          [t('paid'), dispute.paid === null ? t('notPaid') : <Amount key="paid" value={dispute.paid} />],
          [t('endOfDelivery'), <Time key="end" value={dispute.end} />],
        ]}
      />
    </Card>
  );
}
