/**
 * What a watchtower watches for others: each item in a file of its own, so that it survives a restart and any
 * `evlock watchtower run FOLDER` can continue with it. Bounded in total and for each account.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, SignedSource } from '@evlock/chain';
import { readTextFile, removeRemainsIn, replaceFile } from '@evlock/files';
import {
  type Address,
  type Bytes32,
  Cancel,
  type Clock,
  type Deployment,
  decisiveReceipts,
  domainOf,
  EvlockError,
  type ExportedCancel,
  type ExportedTrade,
  heldTrade,
  isSameMarket,
  Receipt,
  readSignedExport,
  type SignedExport,
  type SignedReceipt,
  writeSignedExport,
} from '@evlock/protocol';

/** Maximum at a time, and maximum accepted for one account per UTC day. */
export interface WatchedLimits {
  readonly trades: number;
  readonly cancels: number;
  readonly tradesOfAccount: number;
  readonly tradesPerDay: number;
  readonly cancelsPerDay: number;
}

/** A meter has at most 3 trades ahead, and those in their claim period. */
export const WATCHED_LIMITS: WatchedLimits = {
  trades: 5_000,
  cancels: 1_000,
  tradesOfAccount: 24,
  tradesPerDay: 200,
  cancelsPerDay: 16,
};

export interface WatchedItemsOptions {
  readonly folder: string;
  readonly deployment: Deployment;
  readonly limits?: WatchedLimits;
}

export interface WatchedItemsModules {
  readonly clock: Clock;
  readonly log: Log;
}

interface Watched {
  readonly signed: SignedExport;
  readonly accounts: readonly Address[];
}

const DAY = 86_400;

export class WatchedItems implements SignedSource {
  readonly endless = true;
  readonly #options: WatchedItemsOptions;
  readonly #limits: WatchedLimits;
  readonly #modules: WatchedItemsModules;
  readonly #items = new Map<Bytes32, Watched>();
  /** Accepted today, by kind and account. */
  #begun: { readonly day: number; readonly counts: Map<string, number> } = { day: -1, counts: new Map() };
  #merged: SignedExport | undefined;

  private constructor(options: WatchedItemsOptions, modules: WatchedItemsModules) {
    this.#options = options;
    this.#limits = options.limits ?? WATCHED_LIMITS;
    this.#modules = modules;
  }

  /** Loads what the folder holds; unusable files are left in place. Throws `FILE_UNUSABLE`. */
  static async open(options: WatchedItemsOptions, modules: WatchedItemsModules): Promise<WatchedItems> {
    const items = new WatchedItems(options, modules);
    await mkdir(options.folder, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
      throw new EvlockError('FILE_UNUSABLE', { file: options.folder, problem: cause.code ?? 'unknown' }, { cause });
    });
    removeRemainsIn(options.folder);
    for (const name of (await readdir(options.folder)).filter((one) => one.endsWith('.json'))) await items.#load(name);
    return items;
  }

  get count(): number {
    return this.#items.size;
  }

  async read(): Promise<SignedExport> {
    const all = [...this.#items.values()].map(({ signed }) => signed);
    this.#merged ??= {
      ...emptyExport(this.#options.deployment),
      trades: all.flatMap(({ trades }) => trades),
      cancels: all.flatMap(({ cancels }) => cancels),
    };
    return this.#merged;
  }

  has(id: Bytes32): boolean {
    return this.#items.has(id);
  }

  /** Keeps a trade, with the receipts that are known of it already. Throws `RATE_LIMITED` for one too many, `FILE_UNUSABLE`. */
  async addTrade(exported: ExportedTrade): Promise<void> {
    const { trade } = heldTrade(this.#options.deployment, exported);
    const known = this.#items.get(trade.id)?.signed.trades[0];
    const accounts = [trade.buyer.account, trade.seller.account];
    if (known) {
      const receipts = mergeReceipts(this.#options.deployment, known, exported);
      if (receipts) await this.#keep(trade.id, { trades: [{ orders: known.orders, receipts }] }, accounts);
      return;
    }
    this.#requireRoom('trade', accounts);
    const receipts = mergeReceipts(this.#options.deployment, { ...exported, receipts: [] }, exported) ?? [];
    await this.#keep(trade.id, { trades: [{ orders: exported.orders, receipts }] }, accounts);
    this.#begin('trade', accounts);
  }

  /** Keeps a cancel. Throws `RATE_LIMITED` for one too many, `FILE_UNUSABLE`. */
  async addCancel(exported: ExportedCancel): Promise<void> {
    const id = Cancel.digest(domainOf(this.#options.deployment), exported.cancel);
    if (this.has(id)) return;
    const accounts = [exported.cancel.account];
    this.#requireRoom('cancel', accounts);
    await this.#keep(id, { cancels: [exported] }, accounts);
    this.#begin('cancel', accounts);
  }

  /** It has ended on chain. */
  async over(id: Bytes32): Promise<void> {
    if (!this.#items.delete(id)) return;
    this.#merged = undefined;
    await rm(this.#file(id), { force: true }).catch((error: unknown) => {
      this.#modules.log.warn({ id, code: EvlockError.from(error).code }, 'a file could not be removed');
    });
  }

  #file(id: Bytes32): string {
    return join(this.#options.folder, `${id}.json`);
  }

  async #keep(
    id: Bytes32,
    parts: Partial<Pick<SignedExport, 'trades' | 'cancels'>>,
    accounts: readonly Address[],
  ): Promise<void> {
    const written = { ...emptyExport(this.#options.deployment), written: this.#modules.clock.now(), ...parts };
    const { text, signed } = writeSignedExport(written);
    await replaceFile(this.#file(id), text, 0o600);
    this.#items.set(id, { signed, accounts });
    this.#merged = undefined;
  }

  #requireRoom(kind: 'trade' | 'cancel', accounts: readonly Address[]): void {
    const { trades, cancels, tradesOfAccount, tradesPerDay, cancelsPerDay } = this.#limits;
    const all = [...this.#items.values()];
    const same = all.filter(({ signed }) => (kind === 'trade' ? signed.trades : signed.cancels).length > 0);
    const most = kind === 'trade' ? trades : cancels;
    if (same.length >= most) throw new EvlockError('RATE_LIMITED', { watched: same.length, most, seconds: 600 });
    for (const account of accounts) {
      const own = same.filter((one) => one.accounts.includes(account)).length;
      const begun = this.#today().get(`${kind} ${account}`) ?? 0;
      const perDay = kind === 'trade' ? tradesPerDay : cancelsPerDay;
      if (kind === 'trade' && own >= tradesOfAccount) {
        throw new EvlockError('RATE_LIMITED', { account, watched: own, seconds: 600 });
      }
      if (begun >= perDay) {
        const seconds = DAY - (this.#modules.clock.now() % DAY);
        throw new EvlockError('RATE_LIMITED', { account, today: begun, seconds });
      }
    }
  }

  #begin(kind: 'trade' | 'cancel', accounts: readonly Address[]): void {
    const counts = this.#today();
    for (const account of accounts) counts.set(`${kind} ${account}`, (counts.get(`${kind} ${account}`) ?? 0) + 1);
  }

  #today(): Map<string, number> {
    const day = Math.floor(this.#modules.clock.now() / DAY);
    if (this.#begun.day !== day) this.#begun = { day, counts: new Map() };
    return this.#begun.counts;
  }

  async #load(name: string): Promise<void> {
    const file = join(this.#options.folder, name);
    try {
      const signed = readSignedExport(await readTextFile(file));
      if (!isSameMarket(signed.deployment, this.#options.deployment)) {
        throw new EvlockError('CHAIN_WRONG_NETWORK', { file: signed.deployment.chainId });
      }
      for (const trade of signed.trades) await this.addTrade(trade);
      for (const cancel of signed.cancels) await this.addCancel(cancel);
    } catch (error) {
      this.#modules.log.warn({ file, code: EvlockError.from(error).code }, 'a file of signed data cannot be used');
    }
  }
}

const emptyExport = (deployment: Deployment): SignedExport => ({
  format: 'evlock-signed-1',
  deployment,
  written: 0 as SignedExport['written'],
  trades: [],
  cancels: [],
  withdrawals: [],
});

/** The decisive receipts of both; undefined when they add nothing. */
function mergeReceipts(
  deployment: Deployment,
  known: ExportedTrade,
  { receipts }: ExportedTrade,
): SignedReceipt[] | undefined {
  const domain = domainOf(deployment);
  const byDigest = new Map(
    [...known.receipts, ...receipts].map((signed) => [Receipt.digest(domain, signed.receipt), signed]),
  );
  const of = (role: 'buyer' | 'seller') => [...byDigest.values()].filter(({ receipt }) => receipt.role === role);
  const { buyer, seller } = decisiveReceipts({ buyer: of('buyer'), seller: of('seller') });
  const telling = [...buyer, ...seller];
  const digests = new Set(known.receipts.map(({ receipt }) => Receipt.digest(domain, receipt)));
  const isKnown =
    telling.length === digests.size && telling.every((one) => digests.has(Receipt.digest(domain, one.receipt)));
  return isKnown ? undefined : telling;
}
