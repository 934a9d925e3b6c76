/** What was claimed and paid on chain, against receipts from the database and from the calldata that carried them. */
import type { CarriedTrade, ChainEvent } from '@evlock/chain';
import {
  type Bytes32,
  CLAIM_SECONDS,
  type Claim,
  closeAfterClaims,
  type Energy,
  type Outcome,
  Receipt,
  type Role,
  type SignedReceipt,
  settleFinal,
  type TradeTerms,
} from '@evlock/protocol';
import { type ReceiptRow, signedReceipt } from '../database/receipts.ts';
import type { Ending, TradeHistory } from './chain-history.ts';
import { compareRow, type Difference } from './difference.ts';
import { type Facts, metersOf } from './facts.ts';
import { isSignedBy } from './signatures.ts';

export interface SettlementFindings {
  readonly differences: readonly Difference[];
  /** Neither database nor calldata has the receipts: they reached the chain through someone else's contract. */
  readonly unproven: boolean;
}

const NOTHING: SettlementFindings = { differences: [], unproven: false };

/** `rows` are receipts with valid signatures. */
export function checkSettlement(facts: Facts, tradeId: Bytes32, rows: readonly ReceiptRow[]): SettlementFindings {
  const history = facts.history.trades.get(tradeId);
  if (!history) return NOTHING;
  const here = rows.map((row) => signedReceipt(row).receipt);
  const found = [...checkClaims(facts, history, here), checkEnding(facts, history, here)];
  return {
    differences: found.flatMap(({ differences }) => differences),
    unproven: found.some(({ unproven }) => unproven),
  };
}

/** A trade's receipts that a transaction carried and its meters signed; undefined if the calldata is not for our contracts. */
function carriedIn({ chain, ...facts }: Facts, transaction: Bytes32, tradeId: Bytes32): Receipt[] | undefined {
  const carried = (chain.carried.get(transaction) ?? []).filter((trade) => trade.tradeId === tradeId);
  if (carried.length === 0) return undefined;
  const signers = metersOf({ chain, ...facts }, tradeId);
  const isSigned = ({ receipt, signature }: SignedReceipt): boolean => {
    const signer = signers[receipt.role];
    return signer !== undefined && isSignedBy(Receipt.digest(facts.domain, receipt), signature, signer);
  };
  const receiptsOf = ({ receipts }: CarriedTrade) => receipts.filter(isSigned).map(({ receipt }) => receipt);
  return carried.flatMap(receiptsOf);
}

/** Every claim for a side rests on a receipt of its meter. */
function checkClaims(facts: Facts, { claimed }: TradeHistory, here: readonly Receipt[]): SettlementFindings[] {
  const claims: { [Side in Role]?: Claim } = {};
  return claimed.map((event) => {
    const before = claims[event.role];
    claims[event.role] = { energy: event.energy, final: event.final };
    const carried = carriedIn(facts, event.transaction, event.tradeId);
    if ([...(carried ?? []), ...here].some((receipt) => bringsTo(event, before, receipt))) return NOTHING;
    if (!carried) return { differences: [], unproven: true };
    const place = { check: 'claims', table: 'chain', key: `${event.tradeId}/${event.role}` };
    const recorded = `${event.energy}${event.final ? ' final' : ''}`;
    return { differences: [{ ...place, field: 'energy', recorded, expected: 'a signed receipt' }], unproven: false };
  });
}

/** Whether applying a receipt to the previous claim yields what the event says. */
function bringsTo(event: ChainEvent<'Claimed'>, before: Claim | undefined, receipt: Receipt): boolean {
  const energy = before && before.energy > receipt.energy ? before.energy : receipt.energy;
  const final = receipt.final || before?.final === true;
  return receipt.role === event.role && energy === event.energy && final === event.final;
}

/** What was paid is what the settlement rules give for the receipts and claims. */
function checkEnding(facts: Facts, history: TradeHistory, here: readonly Receipt[]): SettlementFindings {
  const { opened, ended } = history;
  if (!ended) return NOTHING;
  const carried = carriedIn(facts, ended.event.transaction, opened.tradeId);
  const outcome = expectedOutcome(history, ended, [...(carried ?? []), ...here]);
  const place = { check: 'settlement', table: 'chain', key: opened.tradeId };
  if (!outcome && !carried) return { differences: [], unproven: true };
  if (!outcome) {
    const recorded = String(ended.delivered);
    const expected = 'what a signed final pair says';
    return { differences: [{ ...place, field: 'delivered', recorded, expected }], unproven: false };
  }
  const { delivered, paid, refunded } = outcome;
  const expected = { state: outcome.state.toLowerCase(), delivered, paid, refunded };
  return { differences: compareRow(place, { ...ended }, expected), unproven: false };
}

function expectedOutcome(
  { opened, claims }: TradeHistory,
  { event, delivered }: Ending,
  receipts: readonly Receipt[],
): Outcome | undefined {
  // The loss band affects reputation only.
  const terms: TradeTerms = { energy: opened.energy, price: opened.price, lossBandPpm: 0 as TradeTerms['lossBandPpm'] };
  if (event.time >= opened.end + CLAIM_SECONDS) return closeAfterClaims(terms, claims.buyer, claims.seller);
  return finalPairs(receipts)
    .map(({ buyer, seller }) => settleFinal(terms, buyer, seller))
    .find((outcome) => outcome.delivered === delivered);
}

/** The energies of every final pair: the seller's names the buyer's energy. */
function finalPairs(receipts: readonly Receipt[]): { readonly buyer: Energy; readonly seller: Energy }[] {
  const finals = (role: Role): Receipt[] => receipts.filter((receipt) => receipt.final && receipt.role === role);
  const bought = new Set(finals('buyer').map(({ energy }) => energy));
  return finals('seller').flatMap(({ energy, partnerEnergy }) =>
    bought.has(partnerEnergy) ? [{ buyer: partnerEnergy, seller: energy }] : [],
  );
}
