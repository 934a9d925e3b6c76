import type { ShownStandingOrder } from '@evlock/owner';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import { Button, ButtonLink, Card, Facts, Notice, Progress, Verdict } from '../../shared/ui/index.ts';
import { Bounds } from './bounds.tsx';
import { useStandingText } from './messages/index.ts';
import styles from './standing.module.css';
import { waitingText } from './waiting.ts';

const STATES = {
  active: 'stateActive',
  stopping: 'stateStopping',
  stopped: 'stateStopped',
  ended: 'stateEnded',
} as const;
const RENEWALS = { time: 'renewTime', energy: 'renewEnergy', money: 'renewMoney' } as const;
const share = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 1_000n) / whole) / 1_000);

/** One that trades: how far it is, what it waits for, and its bounds. */
export function OrderCard({ order, onStop }: { readonly order: ShownStandingOrder; readonly onStop: () => void }) {
  const t = useStandingText();
  const format = useFormat();
  const { mandate, rules, renewal } = order;
  const sells = mandate.side === 'offer';
  const { approvedAt: _approvedAt, mandateId: _mandateId, ...bounds } = mandate;
  const price = format.price(mandate.limitPrice);
  return (
    <Card
      title={t(sells ? 'sells' : 'buys', { price })}
      aside={<span className={styles.state}>{t(STATES[order.state])}</span>}
    >
      {renewal && (
        <Notice kind="warning" actions={<ButtonLink href={href('standing', 'new')}>{t('place')}</ButtonLink>}>
          {t(RENEWALS[renewal], { time: format.time(mandate.validUntil) })}
        </Notice>
      )}
      <Progress
        label={t('traded', { used: format.energy(order.energyUsed), cap: format.energy(mandate.energyCap) })}
        value={share(order.energyUsed, mandate.energyCap)}
      />
      {!sells && (
        <Progress
          label={t('spent', { used: format.money(order.moneyUsed), cap: format.money(mandate.moneyCap) })}
          value={share(order.moneyUsed, mandate.moneyCap)}
        />
      )}
      <p className={styles.waits}>{order.state === 'stopping' ? t('stoppingText') : waitingText(t, order)}</p>
      <Facts
        rows={[
          [t('trades'), format.count(order.trades)],
          [t('delivered'), format.energy(order.delivered)],
          [t(sells ? 'earned' : 'paid'), format.money(order.paid)],
          [t('reserved'), format.energy(order.energyReserved)],
          [t('endsAt'), format.time(mandate.validUntil)],
        ]}
      />
      <Bounds bounds={bounds} rules={rules} />
      <div className={styles.foot}>
        <div className={styles.marks}>
          <Verdict verdict={order.verdict} />
        </div>
        {order.state === 'active' && <Button onClick={onStop}>{t('stop')}</Button>}
      </div>
    </Card>
  );
}
