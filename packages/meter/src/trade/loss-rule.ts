/** The loss rule (docs/trade.md): how far the two meters' energies may differ, over the whole trade and recently. */
import { type Energy, lossAllowance, type Milliseconds, type Ppm } from '@evlock/protocol';
import { type EnergyPoint, isOver, type TradeProgress } from './trade-progress.ts';
import { energyOver, type TradeRules } from './trade-rules.ts';

export interface LossLimits {
  readonly band: Ppm;
  /** Allowed besides the band. */
  readonly slack: Energy;
  readonly window: Milliseconds;
}

const POINT_INTERVAL = 250;
const distance = (left: bigint, right: bigint): bigint => (left > right ? left - right : right - left);
const larger = (left: Energy, right: Energy): Energy => (left > right ? left : right);

/** `points` with `now` added, trimmed to the window; its first point is the newest that is at least a window old. */
export function withPoint(points: readonly EnergyPoint[], now: EnergyPoint, window: Milliseconds): EnergyPoint[] {
  const last = points.at(-1);
  const kept = last && now.at - last.at < POINT_INTERVAL ? [...points] : [...points, now];
  const begin = now.at - window;
  const first = kept.findLastIndex((point) => point.at <= begin);
  return first > 0 ? kept.slice(first) : kept;
}

const differsTooMuch = (own: Energy, partner: Energy, { band, slack }: LossLimits): boolean =>
  distance(own, partner) > lossAllowance(larger(own, partner), band) + slack;

/** Whether the energies differ by more than band × energy + slack, since the delivery opened or within the window. */
export function lossExceeded(points: readonly EnergyPoint[], now: EnergyPoint, limits: LossLimits): boolean {
  if (differsTooMuch(now.own, now.partner, limits)) return true;
  const first = points[0];
  if (!first) return false;
  return differsTooMuch((now.own - first.own) as Energy, (now.partner - first.partner) as Energy, limits);
}

/**
 * Whether a seller is left unpaid for more than the wire may lose and what flows between two receipts. Decided on both final
 * statements, whatever the cause: the slack of `lossExceeded` is for receipts in flight, and the last ones are not.
 */
export function leftUnpaid(
  { trade, role, stage, delivery, energy, partner }: TradeProgress,
  rules: TradeRules,
): boolean {
  const ended = partner?.final || stage === 'claiming' || isOver({ stage });
  if (role !== 'seller' || delivery !== 'closed' || !ended) return false;
  const slack = energyOver(rules.powerLimit, rules.receiptInterval);
  return energy - (partner?.energy ?? 0n) > lossAllowance(energy, trade.lossBandPpm) + slack;
}
