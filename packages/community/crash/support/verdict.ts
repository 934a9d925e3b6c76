/** What must hold of chain, database and meters once every trade of a world is over. */
import type { ChainEvent } from '@evlock/chain';
import type { Community, Household } from '@evlock/community';
import { CLAIM_SECONDS, type Claim, closeAfterClaims, type Energy, type Outcome, settleFinal } from '@evlock/protocol';
import { createPublicClient, http } from 'viem';
import { ensureChainKey } from '../../src/keys.ts';
import { DEPOSIT } from '../../test/support/world.ts';
import { type Records, readRecords } from './database.ts';
import { type MeterReceipt, MeterStore } from './meter-store.ts';

type Opened = ChainEvent<'TradeOpened'>;
type Ended = ChainEvent<'TradeSettled'> | ChainEvent<'TradeExpired'>;

interface Evidence {
  readonly events: readonly ChainEvent[];
  readonly records: Records;
  /** By meter key. */
  readonly meters: ReadonlyMap<string, { readonly household: Household; readonly store: MeterStore }>;
}

const isEnd = (event: ChainEvent): event is Ended => event.name === 'TradeSettled' || event.name === 'TradeExpired';

export interface Verdict {
  /** Everything that does not hold, one line each. */
  readonly problems: readonly string[];
  /** What was compared. */
  readonly compared: { readonly trades: number; readonly receipts: number; readonly transactions: number };
}

/** Compares chain, database and meters. */
export async function judge(community: Community): Promise<Verdict> {
  const { number } = await community.reader.finalized();
  const households = [...community.households.values()];
  const evidence: Evidence = {
    events: await community.reader.events(community.deployment.block, number),
    records: await readRecords(community),
    meters: new Map(
      households.map((household) => [household.meterKey, { household, store: new MeterStore(household) }]),
    ),
  };
  const problems = [
    ...tradeProblems(evidence),
    ...recordProblems(evidence),
    ...receiptProblems(evidence),
    ...transactionProblems(evidence, await sentBySubmitter(community)),
    ...(await moneyProblems(community, evidence)),
  ];
  const { receipts, transactions } = evidence.records;
  const trades = evidence.events.filter(({ name }) => name === 'TradeOpened').length;
  return { problems, compared: { trades, receipts: receipts.length, transactions: transactions.length } };
}

/** Every trade opened once and ended once, and by the close table. */
function tradeProblems(evidence: Evidence): string[] {
  const opened = evidence.events.filter((event): event is Opened => event.name === 'TradeOpened');
  const problems: string[] = [];
  for (const trade of opened) {
    if (opened.filter(({ tradeId }) => tradeId === trade.tradeId).length > 1) problems.push(`${trade.tradeId}: twice`);
    const ends = evidence.events.filter(isEnd).filter(({ tradeId }) => tradeId === trade.tradeId);
    const [end] = ends;
    if (!end || ends.length > 1) problems.push(`${trade.tradeId}: ended ${ends.length} times`);
    else problems.push(...tableProblems(evidence, trade, end));
  }
  return problems;
}

function tableProblems(evidence: Evidence, trade: Opened, end: Ended): string[] {
  const expected = outcomeOf(evidence, trade, end);
  const is = end.name === 'TradeSettled' ? end : { delivered: 0n, paid: 0n, refunded: end.refunded };
  const state = end.name === 'TradeSettled' ? 'SETTLED' : 'EXPIRED';
  const same =
    expected?.state === state &&
    expected.delivered === is.delivered &&
    expected.paid === is.paid &&
    expected.refunded === is.refunded;
  if (same) return [];
  const told = expected && `${expected.state} ${expected.delivered} ${expected.paid}`;
  return [`${trade.tradeId}: ${state} ${is.delivered} ${is.paid}, the table says ${told}`];
}

/** By the reference in `protocol`: of the meters' own receipts, or of what was claimed. */
function outcomeOf({ events, meters }: Evidence, trade: Opened, end: Ended): Outcome | undefined {
  // The loss band decides about reputation alone.
  const terms = { energy: trade.energy, price: trade.price, lossBandPpm: 0 as never };
  if (end.time >= trade.end + CLAIM_SECONDS) {
    const claims: Partial<Record<'buyer' | 'seller', Claim>> = {};
    for (const event of events) {
      if (event.name !== 'Claimed' || event.tradeId !== trade.tradeId) continue;
      const before = claims[event.role];
      const energy = before && before.energy > event.energy ? before.energy : event.energy;
      claims[event.role] = { energy, final: event.final || before?.final === true };
    }
    return closeAfterClaims(terms, claims.buyer, claims.seller);
  }
  const finalOf = (meterKey: string, role: string): MeterReceipt | undefined =>
    meters
      .get(meterKey)
      ?.store.receipts()
      .find((receipt) => receipt.trade === trade.tradeId && receipt.role === role && receipt.final);
  const [buyer, seller] = [finalOf(trade.buyerMeter, 'buyer'), finalOf(trade.sellerMeter, 'seller')];
  return buyer && seller && settleFinal(terms, buyer.energy as Energy, seller.energy as Energy);
}

/** The database tells every trade as the chain does, and both meters know that it is over. */
function recordProblems({ events, records, meters }: Evidence): string[] {
  const problems: string[] = [];
  for (const { id, state, delivered, paid, refunded } of records.trades) {
    const end = events.filter(isEnd).find(({ tradeId }) => tradeId === id);
    const wasOpened = events.some((event) => event.name === 'TradeOpened' && event.tradeId === id);
    const expected = wasOpened ? (end?.name === 'TradeSettled' ? 'settled' : 'expired') : 'failed';
    if (state !== expected) problems.push(`${id}: ${state} in the database, ${expected} by the chain`);
    if (!end) continue;
    const chain = end.name === 'TradeSettled' ? end : { delivered: 0n, paid: 0n, refunded: end.refunded };
    if (delivered !== chain.delivered || paid !== chain.paid || refunded !== chain.refunded) {
      problems.push(`${id}: ${delivered} ${paid} ${refunded} in the database, not as on chain`);
    }
  }
  for (const event of events) {
    if (event.name !== 'TradeOpened') continue;
    const row = records.trades.find(({ id }) => id === event.tradeId);
    if (!row) problems.push(`${event.tradeId}: on chain and not in the database`);
    for (const meterKey of [event.buyerMeter, event.sellerMeter]) {
      const meter = meters.get(meterKey);
      const stage = meter?.store.trades().find(({ id }) => id === event.tradeId)?.stage;
      // One that heard nothing of the trade while it lasted has nothing to end.
      if (stage !== undefined && stage !== 'settled' && stage !== 'expired') {
        problems.push(`${event.tradeId}: ${stage} at ${meter?.household.name}`);
      }
    }
  }
  return problems;
}

/** What a meter holds as acknowledged, and what came from its partner, the gateway has. */
function receiptProblems({ records, meters }: Evidence): string[] {
  const stored = new Set(records.receipts.map(({ signature }) => signature));
  const problems: string[] = [];
  for (const { household, store } of meters.values()) {
    const waiting = store.unacknowledged();
    const roles = new Map(store.trades().map(({ id, role }) => [id, role]));
    const newest = new Map<string, MeterReceipt>();
    for (const receipt of store.receipts()) {
      const own = roles.get(receipt.trade) === receipt.role;
      if (!own && !stored.has(receipt.signature)) {
        problems.push(`${household.name}: ${receipt.role}'s receipt ${receipt.sequence} is not in the database`);
      }
      const last = newest.get(receipt.trade);
      if (own && receipt.sequence > (last?.sequence ?? 0)) newest.set(receipt.trade, receipt);
    }
    for (const [trade, receipt] of newest) {
      if (!waiting.has(trade) && !stored.has(receipt.signature)) {
        problems.push(`${household.name}: acknowledged receipt ${receipt.sequence} of ${trade} is not in the database`);
      }
    }
  }
  return problems;
}

async function sentBySubmitter({ chain, layout }: Community): Promise<number> {
  const { address } = await ensureChainKey(layout.key('submitter.key'));
  return createPublicClient({ transport: http(chain.url) }).getTransactionCount({ address });
}

/** Nonces without gap or repetition, as many as the chain has seen, and nothing mined to be refused. */
function transactionProblems({ records }: Evidence, sent: number): string[] {
  const problems: string[] = [];
  if (sent !== records.transactions.length) {
    problems.push(`${sent} transactions on chain, ${records.transactions.length} in the database`);
  }
  records.transactions.forEach(({ key, nonce, state }, index) => {
    if (nonce !== index) problems.push(`transaction ${key} has nonce ${nonce}, ${index} was next`);
    if (state !== 'done') problems.push(`transaction ${key} is ${state}`);
  });
  return problems;
}

/** To the micro-unit: nothing locked, and each balance is the deposit and what its trades paid. */
async function moneyProblems(community: Community, { events }: Evidence): Promise<string[]> {
  const problems: string[] = [];
  let sum = 0n;
  for (const household of community.households.values()) {
    const { balance, locked } = await community.reader.account(household.account);
    sum += balance + locked;
    const expected = DEPOSIT + earned(events, household.meterKey);
    if (balance !== expected || locked !== 0n) {
      problems.push(`${household.name}: holds ${balance} and ${locked} locked, ${expected} by its trades`);
    }
  }
  if (sum !== DEPOSIT * BigInt(community.households.size)) problems.push(`all balances together are ${sum}`);
  return problems;
}

function earned(events: readonly ChainEvent[], meterKey: string): bigint {
  let total = 0n;
  for (const trade of events) {
    if (trade.name !== 'TradeOpened') continue;
    const end = events.filter(isEnd).find(({ tradeId }) => tradeId === trade.tradeId);
    const paid = end?.name === 'TradeSettled' ? end.paid : 0n;
    if (trade.sellerMeter === meterKey) total += paid;
    if (trade.buyerMeter === meterKey) total -= paid;
  }
  return total;
}
