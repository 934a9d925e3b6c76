/** What a trade means for one of its sides: pure, from the view and nothing else. */
import type { Address, Energy, Money, TradeView } from '@evlock/protocol';

const KILOWATT_HOUR = 1_000_000n;
/** Seconds of energy that a seller can lose at most beside the loss band: receipt interval, receipt timeout and relay (docs/architecture.md). */
const SELLER_MILLISECONDS = 4_020n;
/** And a buyer: the longest mark interval and the tolerance of a mark. */
const BUYER_MILLISECONDS = 4_400n;

export type Phase =
  | 'opening'
  | 'waiting'
  | 'delivering'
  | 'closing'
  | 'claimed'
  | 'settled'
  | 'cut'
  | 'expired'
  | 'failed';

export const isSeller = (trade: TradeView, account: Address): boolean => trade.seller.account === account;
export const ownSide = (trade: TradeView, account: Address): TradeView['buyer'] =>
  isSeller(trade, account) ? trade.seller : trade.buyer;
export const partnerSide = (trade: TradeView, account: Address): TradeView['buyer'] =>
  isSeller(trade, account) ? trade.buyer : trade.seller;

export const isOver = ({ state }: TradeView): boolean => ['settled', 'expired', 'failed'].includes(state);

const completeEnergy = ({ energy, bid, offer }: TradeView): bigint =>
  energy - (energy * BigInt(Math.min(bid.order.lossBandPpm, offer.order.lossBandPpm))) / 1_000_000n;

/** How far the two meters may be apart over the whole trade. */
export const allowedDifference = (trade: TradeView): Energy => (trade.energy - completeEnergy(trade)) as Energy;

export function phaseOf(trade: TradeView, now: number): Phase {
  switch (trade.state) {
    case 'signed':
      return 'opening';
    case 'claimed':
    case 'expired':
    case 'failed':
      return trade.state;
    case 'settled':
      return (trade.delivered ?? 0n) < completeEnergy(trade) ? 'cut' : 'settled';
    case 'open': {
      if (trade.buyer.receipt?.receipt.final || trade.seller.receipt?.receipt.final) return 'closing';
      if (now < trade.start) return 'waiting';
      return now >= trade.end ? 'closing' : 'delivering';
    }
  }
}

const energyOf = (side: TradeView['buyer']): Energy => side.receipt?.receipt.energy ?? (0n as Energy);

/** What will be paid for, as far as both have signed: the smaller of the two meters, never above the trade. */
export function payableEnergy(trade: TradeView): Energy {
  if (trade.delivered !== null) return trade.delivered;
  const [bought, sold] = [energyOf(trade.buyer), energyOf(trade.seller)];
  const least = bought < sold ? bought : sold;
  return least < trade.energy ? least : trade.energy;
}

/** What it costs so far, or cost. */
export const payableMoney = (trade: TradeView): Money =>
  trade.paid ?? (((payableEnergy(trade) * trade.price) / KILOWATT_HOUR) as Money);

/** What a side lost in energy, beside the bound that is stated for it. */
export interface Loss {
  /** Seller: delivered by the own meter, unpaid. Buyer: paid, not received by the own meter. */
  readonly energy: Energy;
  readonly money: Money;
  readonly bound: Energy;
}

/** Undefined until the trade has ended. */
export function lossOf(trade: TradeView, account: Address): Loss | undefined {
  if (!isOver(trade) || trade.delivered === null) return undefined;
  const own = energyOf(ownSide(trade, account));
  const seller = isSeller(trade, account);
  const gap = seller ? own - trade.delivered : trade.delivered - own;
  const energy = (gap > 0n ? gap : 0n) as Energy;
  const power = BigInt(trade.bid.order.power);
  const band = trade.energy - completeEnergy(trade);
  const flow = (power * (seller ? SELLER_MILLISECONDS : BUYER_MILLISECONDS)) / 3_600_000n;
  return {
    energy,
    money: ((energy * trade.price) / KILOWATT_HOUR) as Money,
    bound: (seller ? flow + band : flow) as Energy,
  };
}

/** The cause to show: what either meter says went wrong, the own one first; undefined where nothing did. */
export function causeOf(trade: TradeView, account: Address): TradeView['buyer']['cause'] | undefined {
  const wrong = [ownSide(trade, account).cause, partnerSide(trade, account).cause].filter(
    (cause) => !['none', 'completed', 'partner-final'].includes(cause),
  );
  return wrong[0];
}
