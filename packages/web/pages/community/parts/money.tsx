/** What was traded since the start, what the escrow holds, and the chain's latest blocks. */
import { useFormat } from '../../shared/format/use-format.tsx';
import { Amount, Card, classes, EnergyValue, Stat, Stats } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import type { Snapshot } from '../model.ts';
import styles from './money.module.css';

export function Money({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const format = useFormat();
  const { totals, escrow, chain, gateway } = snapshot;
  const held = t('escrowNote', { held: format.money(BigInt(escrow.held)) });
  return (
    <Card title={t('money')}>
      <Stats>
        <Stat
          label={t('totalDelivered')}
          value={<EnergyValue value={BigInt(totals.delivered)} />}
          note={t('sinceStart')}
        />
        <Stat label={t('totalPaid')} value={<Amount value={BigInt(totals.paid)} />} note={t('sinceStart')} />
        <Stat label={t('escrowLocked')} value={<Amount value={BigInt(escrow.locked)} />} note={held} />
      </Stats>
      {chain && <Blocks chain={chain} />}
      <p className={classes(styles.gateway, gateway.state !== 'up' && styles.bad)}>
        <GatewayLine gateway={gateway} />
      </p>
    </Card>
  );
}

const GATEWAY = { starting: 'gatewayStarting', up: 'gatewayUp', down: 'gatewayDown', lying: 'gatewayLying' } as const;

function GatewayLine({ gateway: { state, meters } }: { readonly gateway: Snapshot['gateway'] }) {
  const t = useText();
  return (
    <>
      {t(GATEWAY[state])} · {t('gatewayMeters', { count: meters })}
    </>
  );
}

function Blocks({ chain: { block, blocks } }: { readonly chain: NonNullable<Snapshot['chain']> }) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.chain}>
      <span className={styles.number}>{t('block', { number: format.count(block) })}</span>
      <ol className={styles.blocks} aria-label={t('blocks')}>
        {blocks.toReversed().map(({ number, events }) => {
          const label = t('blockHolds', { number: format.count(number), count: events });
          return (
            <li key={number} className={classes(styles.block, events > 0 && styles.full)} title={label}>
              <span className={styles.hidden}>{label}</span>
            </li>
          );
        })}
      </ol>
      <p className={styles.note}>{t('blocks')}</p>
    </div>
  );
}
