/** Asks the chain for what the checks need. */
import { type ChainEvent, type ChainReader, type FinalReceipt, readSignedTransaction } from '@evlock/chain';
import { type Address, type Bytes32, type Clock, type Deployment, milliseconds } from '@evlock/protocol';
import type { Snapshot } from '../database/snapshot.ts';
import { accountsOf, checkAccount, lookAt } from './check-money.ts';
import type { Difference } from './difference.ts';
import type { ChainFacts, Tables } from './facts.ts';

export type AuditedChain = Pick<ChainReader, 'finalized' | 'events' | 'transactionReceipt' | 'account'>;

/** Questions asked at once. */
const AT_ONCE = 8;
/** An endpoint may be a few blocks behind the one that the database was filled from. */
const PATIENCE = 10;
const PATIENCE_MILLISECONDS = 500;
/** An account that differs is looked at again: a trade may have moved its money meanwhile. */
const LOOKS = 5;

const OPENS_OR_ENDS: ReadonlySet<string> = new Set(['TradeOpened', 'TradeSettled', 'TradeExpired']);

export async function readTables(snapshot: Snapshot): Promise<Tables> {
  // One connection: one after the other.
  const cursor = await snapshot.cursor();
  const [offers, trades] = [await snapshot.offers(), await snapshot.trades()];
  const [events, meters] = [await snapshot.events(), await snapshot.meters()];
  return { cursor, offers, trades, events, meters, outbox: await snapshot.outbox() };
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
  const events = await chain.events(deployment.block, Math.max(deployment.block, Math.min(taken, head)));
  const asked = new Set([
    ...events.filter(({ name }) => OPENS_OR_ENDS.has(name)).map(({ transaction }) => transaction),
    ...outbox.flatMap(({ attempts }) => attempts.map(({ transaction }) => transaction)),
  ]);
  const receipts = new Map<Bytes32, FinalReceipt | undefined>();
  await each([...asked], async (transaction) => {
    receipts.set(transaction, await chain.transactionReceipt(transaction));
  });
  const raws = outbox.flatMap(({ attempts }) => attempts.map(({ raw }) => raw));
  const read = async (raw: (typeof raws)[number]) =>
    [raw, await readSignedTransaction(raw).catch(() => undefined)] as const;
  return { head, events, receipts, transactions: new Map(await Promise.all(raws.map(read))) };
}

/** Compares every account with the contract, which goes on trading meanwhile. */
export async function readMoney(
  deployment: Deployment,
  chain: AuditedChain,
): Promise<{ readonly accounts: number; readonly differences: Difference[] }> {
  const events: ChainEvent[] = [];
  let next = deployment.block;
  const sums = async () => {
    const head = (await chain.finalized()).number;
    if (head >= next) events.push(...(await chain.events(next, head)));
    next = Math.max(next, head + 1);
    return accountsOf(events);
  };
  let before = await sums();
  const differing = new Map<Address, Difference[]>([...before.keys()].map((owner) => [owner, []]));
  const accounts = differing.size;
  for (let look = 0; look < LOOKS && differing.size > 0; look++) {
    const asked = new Map<Address, Awaited<ReturnType<AuditedChain['account']>>>();
    await each([...differing.keys()], async (owner) => {
      asked.set(owner, await chain.account(owner));
    });
    const after = await sums();
    for (const [owner, { balance, locked }] of asked) {
      const found = checkAccount(owner, lookAt(owner, { balance, locked }, before, after));
      if (found.length === 0) differing.delete(owner);
      else differing.set(owner, found);
    }
    before = after;
  }
  return { accounts, differences: [...differing.values()].flat() };
}

/** Does `work` for every item, a few at once. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
