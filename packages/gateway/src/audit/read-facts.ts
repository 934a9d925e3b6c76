/** Reads what the checks need from the chain. */
import {
  type CarriedTrade,
  type ChainEvent,
  carriedTrades,
  type FinalReceipt,
  readSignedTransaction,
  type SignedTransaction,
  type UnanimousReader,
} from '@evlock/chain';
import { type Bytes32, type Clock, type Deployment, type Hex, milliseconds } from '@evlock/protocol';
import type { Snapshot } from '../database/snapshot.ts';
import { each } from './each.ts';
import type { ChainFacts, Tables } from './facts.ts';

export type AuditedChain = Pick<
  UnanimousReader,
  'finalized' | 'events' | 'transactionReceipt' | 'account' | 'sentCall' | 'marketTerms'
>;

/** An endpoint may lag a few blocks behind the one the database was filled from. */
const PATIENCE = 10;
const PATIENCE_MILLISECONDS = 500;

const OPENS_OR_ENDS: ReadonlySet<string> = new Set(['TradeOpened', 'TradeSettled', 'TradeExpired']);
const TAKES_RECEIPTS: ReadonlySet<string> = new Set(['Claimed', 'TradeSettled']);

export async function readTables(snapshot: Snapshot): Promise<Tables> {
  // One connection, so sequentially.
  const cursor = await snapshot.cursor();
  const [offers, trades] = [await snapshot.offers(), await snapshot.trades()];
  const [events, meters] = [await snapshot.events(), await snapshot.meters()];
  const [signedOrders, meterFaults] = [await snapshot.signedOrders(), await snapshot.meterFaults()];
  const [devices, gasCharges] = [await snapshot.devices(), await snapshot.gasCharges()];
  const [accounts, outbox] = [await snapshot.accounts(), await snapshot.outbox()];
  return { cursor, offers, trades, events, meters, accounts, signedOrders, meterFaults, devices, gasCharges, outbox };
}

/** Throws `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`. */
export async function readChain(
  deployment: Deployment,
  { cursor, events: rows, outbox }: Tables,
  { chain, clock }: { readonly chain: AuditedChain; readonly clock: Clock },
): Promise<ChainFacts> {
  const taken = Math.max(Number(cursor?.block ?? 0), Number(rows.at(-1)?.block ?? 0));
  let head = (await chain.finalized()).number;
  for (let wait = 0; head < taken && wait < PATIENCE; wait++) {
    await clock.sleep(milliseconds(PATIENCE_MILLISECONDS));
    head = (await chain.finalized()).number;
  }
  const until = Math.max(deployment.block, Math.min(taken, head));
  const events = await chain.events(deployment.block, until);
  const asked = new Set([
    ...events.filter(({ name }) => OPENS_OR_ENDS.has(name)).map(({ transaction }) => transaction),
    ...outbox.flatMap(({ attempts }) => attempts.map(({ transaction }) => transaction)),
  ]);
  const receipts = new Map<Bytes32, FinalReceipt | undefined>();
  await each([...asked], async (transaction) => {
    receipts.set(transaction, await chain.transactionReceipt(transaction));
  });
  const transactions = await readTransactions(outbox.flatMap(({ attempts }) => attempts.map(({ raw }) => raw)));
  const carried = await readCarried(deployment, chain, events, [...transactions.values()]);
  const { minimumReputationLot } = await chain.marketTerms();
  return { head, events, until, receipts, transactions, carried, minimumReputationLot };
}

async function readTransactions(raws: readonly Hex[]): Promise<ChainFacts['transactions']> {
  const read = async (raw: Hex) => [raw, await readSignedTransaction(raw).catch(() => undefined)] as const;
  return new Map(await Promise.all(raws.map(read)));
}

/** The gateway's own calldata is in its outbox; others' is read from the chain. */
async function readCarried(
  deployment: Deployment,
  chain: AuditedChain,
  events: readonly ChainEvent[],
  own: readonly (SignedTransaction | undefined)[],
): Promise<ChainFacts['carried']> {
  const sent = new Map(own.flatMap((one) => (one?.to ? [[one.transaction, { to: one.to, data: one.data }]] : [])));
  const asked = new Set(events.filter(({ name }) => TAKES_RECEIPTS.has(name)).map(({ transaction }) => transaction));
  const carried = new Map<Bytes32, readonly CarriedTrade[]>();
  await each([...asked], async (transaction) => {
    const call = sent.get(transaction) ?? (await chain.sentCall(transaction));
    carried.set(transaction, call ? carriedTrades(deployment, call) : []);
  });
  return carried;
}
