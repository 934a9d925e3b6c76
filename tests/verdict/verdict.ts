/** What must hold of chain, database and meters once every trade of a community is over: a list of named checks. */
import type { Community } from '@evlock/community';
import { DEPOSIT } from '@evlock/testing/community/community-under-test';
import { type Ended, type Evidence, endsOf, gather, type Opened, openedTrades, paidBy } from './evidence.ts';
import { expectedReputation, isAfterClaims, outcomeOf, signedBy } from './expected.ts';
import { sentTwice } from './sent.ts';

export interface Verdict {
  /** Everything violated, one line each. */
  readonly problems: readonly string[];
  /** How much was compared. */
  readonly compared: Compared;
}

export interface Compared {
  readonly trades: number;
  readonly settledByFinalPair: number;
  readonly settledByClaims: number;
  readonly expired: number;
  /** Signed and never opened. */
  readonly unopened: number;
  readonly receipts: number;
  readonly acknowledgements: number;
  readonly transactions: number;
  /** Micro-units, agreed by the chain, the database, and the meters' receipts. */
  readonly paid: number;
}

export interface Circumstances {
  /**
   * The chain's process was killed, which makes it forget its last blocks: an opening among them is sent again, and may then be
   * mined too late, and revert.
   */
  readonly chainForgets?: boolean;
}

/** Compares chain, database and meters. */
export async function judge(community: Community, circumstances: Circumstances = {}): Promise<Verdict> {
  const evidence = await gather(community);
  const problems = [
    ...openedTrades(evidence).flatMap((trade) => tradeProblems(evidence, trade)),
    ...recordProblems(evidence),
    ...stageProblems(evidence),
    ...receiptProblems(evidence),
    ...claimProblems(evidence),
    ...transactionProblems(evidence, circumstances),
    ...moneyProblems(evidence),
    ...sumProblems(evidence),
    ...reputationProblems(evidence),
  ];
  return { problems, compared: countAll(evidence) };
}

function countAll(evidence: Evidence): Compared {
  const trades = openedTrades(evidence);
  const ends = trades.flatMap((trade) => endsOf(evidence, trade.tradeId).map((end) => ({ trade, end })));
  const settled = ends.filter(({ end }) => end.name === 'TradeSettled');
  const byClaims = settled.filter(({ trade, end }) => isAfterClaims(trade, end)).length;
  const { records, meters } = evidence;
  return {
    trades: trades.length,
    settledByFinalPair: settled.length - byClaims,
    settledByClaims: byClaims,
    expired: ends.length - settled.length,
    unopened: records.trades.length - trades.length,
    receipts: records.receipts.length,
    acknowledgements: [...meters.values()].reduce((count, { acknowledged }) => count + acknowledged.length, 0),
    transactions: evidence.sent.length,
    paid: Number(sumsOf(evidence).chain),
  };
}

/** Opened once and ended once, and by the settlement rules. */
function tradeProblems(evidence: Evidence, trade: Opened): string[] {
  const { tradeId } = trade;
  const opened = openedTrades(evidence).filter((other) => other.tradeId === tradeId).length;
  const [end, ...more] = endsOf(evidence, tradeId);
  if (opened !== 1) return [`${tradeId}: opened ${opened} times`];
  if (!end || more.length > 0) return [`${tradeId}: ended ${end ? 1 + more.length : 0} times`];
  return tableProblems(evidence, trade, end);
}

function tableProblems(evidence: Evidence, trade: Opened, end: Ended): string[] {
  const expected = outcomeOf(evidence, trade, end);
  const is = paidBy(end);
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

/** The database agrees with the chain on every trade. */
function recordProblems(evidence: Evidence): string[] {
  const rows = new Map(evidence.records.trades.map((row) => [row.id, row]));
  const opened = new Set<string>(openedTrades(evidence).map(({ tradeId }) => tradeId));
  const problems = [...opened].filter((id) => !rows.has(id)).map((id) => `${id}: not in the database`);
  for (const { id, state, delivered, paid, refunded } of rows.values()) {
    const [end] = endsOf(evidence, id);
    const expected = opened.has(id) ? (end?.name === 'TradeSettled' ? 'settled' : 'expired') : 'failed';
    if (state !== expected) problems.push(`${id}: ${state} in the database, ${expected} by the chain`);
    if (!end) continue;
    const chain = paidBy(end);
    if (delivered !== chain.delivered || paid !== chain.paid || refunded !== chain.refunded) {
      problems.push(`${id}: ${delivered} ${paid} ${refunded} in the database, not as on chain`);
    }
  }
  return problems;
}

/** Both meters know every trade on chain, and that it is over. */
function stageProblems(evidence: Evidence): string[] {
  return openedTrades(evidence).flatMap((trade) =>
    (['buyer', 'seller'] as const).flatMap((role) => {
      const meter = evidence.meters.get(role === 'buyer' ? trade.buyerMeter : trade.sellerMeter);
      const stage = meter?.trades.find(({ id }) => id === trade.tradeId)?.stage;
      if (stage === 'settled' || stage === 'expired') return [];
      if (stage === undefined && missedIt(evidence, trade, role)) return [];
      return [`${trade.tradeId}: ${stage ?? 'never heard of'} at ${meter?.name}`];
    }),
  );
}

/**
 * Whether that side may not know: dark from before it had seen the trade on chain until nothing could be claimed any more.
 */
function missedIt(evidence: Evidence, trade: Opened, role: 'buyer' | 'seller'): boolean {
  const signed = evidence.records.receipts.some((receipt) => receipt.trade === trade.tradeId && receipt.role === role);
  return !signed && endsOf(evidence, trade.tradeId).every((end) => isAfterClaims(trade, end));
}

/** The gateway has what a meter saw acknowledged or no longer keeps to send, and what came from its partner. */
function receiptProblems({ records, meters }: Evidence): string[] {
  const stored = new Set(records.receipts.map(({ signature }) => signature));
  const numbered = new Set(records.receipts.map(({ trade, role, sequence }) => `${trade} ${role} ${sequence}`));
  const problems: string[] = [];
  for (const { name, trades, receipts, waiting, acknowledged } of meters.values()) {
    const roles = new Map(trades.map(({ id, role }) => [id, role]));
    for (const { tradeId, sequence } of acknowledged) {
      if (numbered.has(`${tradeId} ${roles.get(tradeId)} ${sequence}`)) continue;
      problems.push(`${name}: receipt ${sequence} of ${tradeId} was acknowledged`);
    }
    const own = receipts.filter(({ trade, role }) => roles.get(trade) === role);
    const newest = new Map<string, number>();
    for (const { trade, sequence } of own) newest.set(trade, Math.max(sequence, newest.get(trade) ?? 0));
    for (const { trade, role, sequence, signature } of receipts) {
      if (stored.has(signature)) continue;
      const isOwn = roles.get(trade) === role;
      if (!isOwn) problems.push(`${name}: ${role}'s receipt ${sequence} of ${trade} is not in the database`);
      else if (sequence === newest.get(trade) && !waiting.has(trade)) {
        problems.push(`${name}: receipt ${sequence} of ${trade} is neither stored nor waiting`);
      }
    }
  }
  return problems;
}

/** Every claim was signed by its meter. */
function claimProblems(evidence: Evidence): string[] {
  return evidence.events.flatMap((event) => {
    const trade = openedTrades(evidence).find((one) => event.name === 'Claimed' && one.tradeId === event.tradeId);
    if (event.name !== 'Claimed' || !trade) return [];
    const signed = signedBy(evidence, trade, event.role);
    // A meter keeps the newest receipt it signed, which is the largest.
    const backed = signed.some(({ energy }) => energy >= event.energy);
    const final = !event.final || signed.some((receipt) => receipt.final);
    return backed && final ? [] : [`${event.tradeId}: a claim of ${event.energy} that the ${event.role} did not sign`];
  });
}

/** Each call mined once, none reverted, and every one in the outbox under its nonce. */
function transactionProblems({ records, sent }: Evidence, { chainForgets = false }: Circumstances): string[] {
  const problems = sentTwice(sent);
  const late = new Set(chainForgets ? lateOpenings(records, sent) : []);
  if (sent.length !== records.transactions.length) {
    problems.push(`${sent.length} transactions on chain, ${records.transactions.length} in the database`);
  }
  sent.forEach(({ transaction, nonce, refused }, index) => {
    const row = records.transactions.find((one) => one.attempts.includes(transaction));
    if (nonce !== index) problems.push(`${transaction}: nonce ${nonce}, ${index} was next`);
    if (row?.nonce !== nonce) problems.push(`${transaction}: nonce ${nonce} on chain, ${row?.nonce} in the database`);
    if (refused && !late.has(row?.key ?? '')) problems.push(`${transaction}: mined but reverted (${row?.key})`);
  });
  for (const { key, state } of records.transactions) {
    if (state !== (late.has(key) ? 'reverted' : 'done')) problems.push(`${key} is ${state}`);
  }
  return problems;
}

/** Keys of the openings that were mined after their `openBefore`, and reverted for it. */
function lateOpenings({ trades, transactions }: Evidence['records'], sent: Evidence['sent']): string[] {
  const deadlines = new Map(trades.map(({ id, openBefore }) => [`open:${id}`, openBefore]));
  const openings = transactions.filter(({ key }) => deadlines.has(key));
  return openings
    .filter(({ key, attempts }) =>
      sent.some(
        ({ transaction, refused, time }) =>
          refused && attempts.includes(transaction) && time >= (deadlines.get(key) ?? Number.POSITIVE_INFINITY),
      ),
    )
    .map(({ key }) => key);
}

/** To the micro-unit: nothing locked, and each balance is the deposit plus what its trades paid. */
function moneyProblems(evidence: Evidence): string[] {
  const problems: string[] = [];
  let sum = 0n;
  for (const [meterKey, { name, balance, locked }] of evidence.meters) {
    sum += balance + locked;
    const expected = DEPOSIT + earned(evidence, meterKey);
    if (balance !== expected || locked !== 0n) {
      problems.push(`${name}: holds ${balance} and ${locked} locked, ${expected} by its trades`);
    }
  }
  if (sum !== DEPOSIT * BigInt(evidence.meters.size)) problems.push(`all balances together are ${sum}`);
  return problems;
}

function earned(evidence: Evidence, meterKey: string): bigint {
  let total = 0n;
  for (const { tradeId, sellerMeter, buyerMeter } of openedTrades(evidence)) {
    const paid = endsOf(evidence, tradeId).reduce((amount, end) => amount + paidBy(end).paid, 0n);
    if (sellerMeter === meterKey) total += paid;
    if (buyerMeter === meterKey) total -= paid;
  }
  return total;
}

/** What all trades together were paid. */
function sumsOf(evidence: Evidence): Record<'chain' | 'database' | 'meters', bigint> {
  const sums = { chain: 0n, database: 0n, meters: 0n };
  for (const { paid } of evidence.records.trades) sums.database += paid ?? 0n;
  for (const trade of openedTrades(evidence)) {
    for (const end of endsOf(evidence, trade.tradeId)) {
      sums.chain += paidBy(end).paid;
      sums.meters += outcomeOf(evidence, trade, end)?.paid ?? 0n;
    }
  }
  return sums;
}

function sumProblems(evidence: Evidence): string[] {
  const { chain, database, meters } = sumsOf(evidence);
  return chain === database && chain === meters ? [] : [`paid: ${chain}, database ${database}, meters ${meters}`];
}

function reputationProblems(evidence: Evidence): string[] {
  const expected = expectedReputation(evidence);
  return [...evidence.meters].flatMap(([meterKey, { name, reputation }]) => {
    const told = expected.get(meterKey) ?? 0;
    return reputation === told ? [] : [`${name}: reputation ${reputation}, ${told} by its trades`];
  });
}
