/** The submitter's transactions: each row is what was signed, ended as the chain says, and belongs to a trade recorded here. */
import { type Call, calls, carriedTrades, type FinalReceipt } from '@evlock/chain';
import type { Bytes32 } from '@evlock/protocol';
import type { OutboxRow, TradeRow } from '../database/snapshot.ts';
import { type Columns, compareRow, type Difference, missingRow, type Place } from './difference.ts';
import type { Facts } from './facts.ts';
import { isSignedBy } from './signatures.ts';

export const checkOutbox = (facts: Facts): Difference[] => facts.tables.outbox.flatMap((row) => checkEntry(facts, row));

function checkEntry(facts: Facts, row: OutboxRow): Difference[] {
  const place = { check: 'outbox', table: 'outbox', key: `${row.chain_id}/${row.sender}/${row.key}` };
  const signed = checkSigned(facts, place, row);
  if (signed.length > 0) return signed;
  return [...checkTrade(facts, place, row), ...checkItems(facts, place, row), ...checkResult(facts, place, row)];
}

/** The newest attempt is exactly this row's transaction, and every attempt is keyed by its hash. */
function checkSigned({ chain }: Facts, place: Place, row: OutboxRow): Difference[] {
  const attempts = row.attempts.map(({ raw }) => chain.transactions.get(raw));
  const newest = attempts.at(-1);
  if (!newest) return [{ ...place, field: 'attempts', recorded: 'no transaction', expected: 'a signed transaction' }];
  const misnamed = row.attempts.some(({ transaction }, index) => transaction !== attempts[index]?.transaction);
  const { chainId, from, to, data, nonce, gasLimit } = newest;
  return [
    ...(misnamed ? [{ ...place, field: 'attempts', recorded: 'another hash', expected: newest.transaction }] : []),
    ...compareRow(place, { ...row }, { chain_id: chainId, sender: from, target: to, data, nonce, gas_limit: gasLimit }),
  ];
}

/** The function each kind of key stands for. */
const LABELS: Readonly<Record<string, string>> = {
  open: 'openTrade',
  settle: 'settleFinal',
  'claim-buyer': 'claim',
  'claim-seller': 'claim',
  'settle-claimed': 'settleClaimed',
  expire: 'expire',
  free: 'free',
  withdraw: 'withdraw',
};

/** A batch covers the trades its items name, in order, and nothing else is a batch; skips match the chain. */
function checkItems({ deployment, chain }: Facts, place: Place, row: OutboxRow): Difference[] {
  const { label, target: to, data, items, result } = row;
  const carried = to === deployment.batches ? carriedTrades(deployment, { to, data }) : [];
  const isSound = (items ?? []).every(({ key, index }) => {
    const [, kind = '', id] = /^([a-z-]+):(0x[0-9a-f]{64})/.exec(key) ?? [];
    return carried[index]?.call === LABELS[kind] && carried[index]?.tradeId === id;
  });
  // What is freed before an opening is not an item.
  const own = label === 'freeAndOpenMany' ? carried.filter(({ call }) => call === 'openTrade') : carried;
  const isWhole = (items ?? []).length === own.length;
  if (!isSound || !isWhole || (items !== null) !== carried.length > 0) {
    const expected = carried.map(({ tradeId }) => tradeId).join(', ') || 'null';
    return [{ ...place, field: 'items', recorded: JSON.stringify(items), expected }];
  }
  if (!items || !result || result.block > chain.until) return [];
  const ofThis = chain.events.filter(({ transaction }) => transaction === result.transaction);
  const indexes = ofThis.flatMap((event) => (event.name === 'ItemSkipped' ? [event.index] : []));
  const expected = items.filter(({ index }) => indexes.includes(index)).map(({ key }) => key);
  const recorded = (result.skipped ?? []).map(({ key }) => key);
  if (recorded.join() === expected.join()) return [];
  return [{ ...place, field: 'result.skipped', recorded: recorded.join(', '), expected: expected.join(', ') }];
}

/** The label is the called function; a sent trade is recorded here, and an opening carries its orders. */
function checkTrade(facts: Facts, place: Place, row: OutboxRow): Difference[] {
  const [, kind = '', id] = /^([a-z-]+):(0x[0-9a-f]{64})/.exec(row.key) ?? [];
  const label = LABELS[kind];
  if (label === undefined) return [];
  const differences = compareRow(place, { ...row }, { label });
  if (kind === 'withdraw') return differences;
  const trade = facts.tradeRows.get(id as Bytes32);
  if (!trade) return [...differences, missingRow({ ...place, table: 'trades', key: id ?? '' }, `named by ${row.key}`)];
  const call = kind === 'open' ? openingOf(facts, trade) : undefined;
  if (call) differences.push(...compareRow(place, { ...row }, { target: call.to, data: call.data }));
  return differences;
}

/** Undefined when an order is invalid; its own row is reported then. */
function openingOf(facts: Facts, { id, bid_signature }: TradeRow): Call | undefined {
  const bid = facts.bids.get(id);
  const offer = bid && facts.offers.get(bid.counterOrder);
  const offerRow = bid && facts.offerRows.get(bid.counterOrder);
  if (!offer || !offerRow) return undefined;
  const signed = isSignedBy(id, bid_signature, bid.meterKey);
  if (!signed || !isSignedBy(offerRow.hash, offerRow.signature, offer.meterKey)) return undefined;
  const orders = {
    bid: { order: bid, signature: bid_signature },
    offer: { order: offer, signature: offerRow.signature },
  };
  return calls.openTrade(facts.deployment, orders);
}

/** State and result match the attempt on chain. A pending transaction has none. */
function checkResult({ chain }: Facts, place: Place, row: OutboxRow): Difference[] {
  const mined = row.attempts.map(({ transaction }) => chain.receipts.get(transaction)).find((receipt) => receipt);
  const states = possibleStates(mined);
  if (!states.includes(row.state)) {
    return [{ ...place, field: 'state', recorded: row.state, expected: states.join(' or ') }];
  }
  const ended = row.state === 'done' || row.state === 'included';
  if (!ended && row.result) return [{ ...place, field: 'state', recorded: row.state, expected: 'included or done' }];
  if (!ended) return [];
  if (!row.result) return [{ ...place, field: 'result', recorded: 'null', expected: mined?.transaction ?? 'present' }];
  const { transaction, block, time, gas } = mined ?? {};
  const expected: Columns = { transaction, block, time, gas };
  return compareRow(place, { ...row.result }, expected).map((one) => ({ ...one, field: `result.${one.field}` }));
}

const possibleStates = (mined: FinalReceipt | undefined): string[] => {
  if (!mined) return ['sent'];
  // What was mined just now may not be recorded yet.
  return mined.success ? ['sent', 'included', 'done'] : ['sent', 'reverted'];
};
