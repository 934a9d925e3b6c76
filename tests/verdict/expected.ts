/** A community's trades by the settlement rules: by the reference in `protocol`, from what the meters themselves signed. */
import { CLAIM_SECONDS, type Claim, closeAfterClaims, type Energy, type Outcome, settleFinal } from '@evlock/protocol';
import { type Ended, type Evidence, endsOf, type Opened, openedTrades } from './evidence.ts';
import type { MeterReceipt } from './meter-store.ts';

const DAY = 86_400;

/** Whether only claims still counted. */
export const isAfterClaims = (trade: Opened, end: Ended): boolean => end.time >= trade.end + CLAIM_SECONDS;

/** Undefined when the receipts needed by the ending are missing. */
export function outcomeOf(evidence: Evidence, trade: Opened, end: Ended): Outcome | undefined {
  const knows = [trade.buyerMeter, trade.sellerMeter].flatMap((key) => evidence.meters.get(key)?.trades ?? []);
  const lossBandPpm = knows.find(({ id }) => id === trade.tradeId)?.lossBandPpm;
  if (lossBandPpm === undefined) return undefined;
  const terms = { energy: trade.energy, price: trade.price, lossBandPpm };
  if (isAfterClaims(trade, end)) {
    const { buyer, seller } = claimsOn(evidence, trade);
    return closeAfterClaims(terms, buyer, seller);
  }
  const buyer = signedBy(evidence, trade, 'buyer').find(({ final }) => final);
  const seller = signedBy(evidence, trade, 'seller').find(({ final }) => final);
  return buyer && seller && settleFinal(terms, buyer.energy as Energy, seller.energy as Energy);
}

/** Receipts of one side, from its own meter's store. */
export function signedBy({ meters }: Evidence, trade: Opened, role: 'buyer' | 'seller'): MeterReceipt[] {
  const own = meters.get(role === 'buyer' ? trade.buyerMeter : trade.sellerMeter)?.receipts ?? [];
  return own.filter((receipt) => receipt.trade === trade.tradeId && receipt.role === role);
}

function claimsOn({ events }: Evidence, { tradeId }: Opened): Partial<Record<'buyer' | 'seller', Claim>> {
  const claims: Partial<Record<'buyer' | 'seller', Claim>> = {};
  for (const event of events) {
    if (event.name !== 'Claimed' || event.tradeId !== tradeId) continue;
    const before = claims[event.role];
    const energy = before && before.energy > event.energy ? before.energy : event.energy;
    claims[event.role] = { energy, final: event.final || before?.final === true };
  }
  return claims;
}

/** By meter key, one per account here: every ending's change, at most one gain per UTC day, never before `start`. */
export function expectedReputation(evidence: Evidence): Map<string, number> {
  const reputation = new Map<string, number>();
  const gained = new Set<string>();
  const trades = openedTrades(evidence).flatMap((trade) =>
    endsOf(evidence, trade.tradeId).map((end) => ({ trade, end })),
  );
  trades.sort((one, other) => one.end.block - other.end.block || one.end.logIndex - other.end.logIndex);
  for (const { trade, end } of trades) {
    const { buyer = 0, seller = 0 } = outcomeOf(evidence, trade, end)?.reputation ?? {};
    for (const [meterKey, change] of [
      [trade.buyerMeter, buyer],
      [trade.sellerMeter, seller],
    ] as const) {
      const day = `${meterKey} ${Math.floor(end.time / DAY)}`;
      if (change > 0 && (gained.has(day) || end.time < trade.start)) continue;
      if (change > 0) gained.add(day);
      reputation.set(meterKey, (reputation.get(meterKey) ?? 0) + change);
    }
  }
  return reputation;
}
