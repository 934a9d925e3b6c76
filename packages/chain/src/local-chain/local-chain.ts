/** A private chain: anvil from npm, with its state in a folder. Its keys are public; for development only. */

import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeRemains, replaceFile } from '@evlock/files';
import { EvlockError, type Timestamp } from '@evlock/protocol';
import pLimit from 'p-limit';
import { createTestClient, hexToBytes, http, publicActions } from 'viem';
import { type Log, silentLog } from '../log.ts';
import { type AnvilOptions, AnvilProcess, endOrphan, freePort } from './anvil-process.ts';
import { KEPT_HISTORY, prunedState, readState, stateSize } from './local-chain-state.ts';

export interface LocalChainOptions {
  /** Holds the state file; starting on it again resumes the same chain. */
  readonly folder: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default 1, as on Kaia. */
  readonly blockSeconds?: number;
  /** State file size in bytes that triggers pruning, during a restart of half a second. Default 2 MiB. */
  readonly stateLimit?: number;
  /** Old blocks with transactions to keep. Default 6 000. */
  readonly history?: number;
  /** Milliseconds between checks for unsaved changes. Default 1 000. */
  readonly checkInterval?: number;
  /** Time of a new chain's first block; default now. For tests that later move it up to now. */
  readonly startTime?: Timestamp;
  /** Keeps execution traces, for `debug_traceTransaction`. Default false. */
  readonly traces?: boolean;
}

export interface LocalChain {
  readonly url: string;
  readonly port: number;
  /** Of the running process; changes when the state is compacted. */
  readonly pid: number;
  /** Resolves when the process has ended, expected or not. */
  readonly ended: Promise<void>;
  /** Resolves with the error when the state can no longer be saved: anything later would be lost. */
  readonly failed: Promise<EvlockError>;
  /** Resolves when everything so far will outlive the process. Throws `FILE_UNUSABLE`. */
  save(): Promise<void>;
  /** Saves and ends the process. Throws `FILE_UNUSABLE`; the process has ended then too. */
  stop(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;
/** Empty blocks that may be lost: their numbers are reused. */
const IDLE_BLOCKS = 20;
/** Consecutive failed saves before giving up. */
const FAILURES_MAX = 3;
const DUMP_WITHIN_MILLISECONDS = 60_000;
/** viem's default limit is 10 MiB, which large transactions can exceed. */
const DUMP_MAX_BYTES = 512 * MEBIBYTE;

/**
 * Starts or resumes a folder's chain. Throws `PLATFORM_UNSUPPORTED`, `PORT_IN_USE`, `ALREADY_RUNNING`, `FILE_UNUSABLE`,
 * `PROCESS_FAILED`; nothing is left running then.
 */
export async function startLocalChain(
  options: LocalChainOptions,
  modules: { readonly log?: Log } = {},
): Promise<LocalChain> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  const pidFile = join(folder, 'anvil.pid');
  await endOrphan(pidFile);
  const store = new StateStore(folder, options.history ?? KEPT_HISTORY);
  const { blockSeconds = 1, traces = false } = options;
  const anvil = {
    ...{ pidFile, blockSeconds, port: await freePort(options.port) },
    extraArguments: traces ? ['--steps-tracing'] : [],
  };
  const chain = new RunningChain(anvil, store, modules.log ?? silentLog);
  // A resumed chain keeps its own time.
  await chain.start(options.startTime);
  chain.watch(options.stateLimit ?? 2 * MEBIBYTE, options.checkInterval ?? 1_000);
  return chain;
}

/** Where the state is stored between two processes. */
class StateStore {
  readonly #file: string;
  readonly #loadFile: string;
  readonly #history: number;

  constructor(folder: string, history: number) {
    this.#file = join(folder, 'state.json.gz');
    this.#loadFile = join(folder, 'loading.json');
    this.#history = history;
  }

  size(): Promise<number> {
    return stateSize(this.#file);
  }

  save(packed: Uint8Array): Promise<void> {
    return replaceFile(this.#file, packed, 0o600);
  }

  /** Passes `work` the file that anvil should load; undefined if there is no state yet. */
  async load<T>(work: (loadFile: string | undefined) => Promise<T>): Promise<T> {
    removeRemains([this.#file, this.#loadFile]);
    const state = await readState(this.#file);
    if (state === undefined) return work(undefined);
    await replaceFile(this.#loadFile, JSON.stringify(prunedState(state, this.#history)), 0o600);
    return await work(this.#loadFile).finally(() => rm(this.#loadFile, { force: true }));
  }
}

type ProcessOptions = Omit<AnvilOptions, 'loadFile'>;

const clientOf = (url: string) =>
  createTestClient({
    mode: 'anvil',
    transport: http(url, {
      retryCount: 0,
      timeout: DUMP_WITHIN_MILLISECONDS,
      maxResponseBodySize: DUMP_MAX_BYTES,
    }),
  }).extend(publicActions);

class RunningChain implements LocalChain {
  readonly url: string;
  readonly port: number;
  readonly ended: Promise<void>;
  readonly failed: Promise<EvlockError>;
  readonly #options: ProcessOptions;
  readonly #store: StateStore;
  readonly #log: Log;
  readonly #client: ReturnType<typeof clientOf>;
  /** One at a time: checking, saving, compacting. */
  readonly #inTurn = pLimit(1);
  #anvil: AnvilProcess | undefined;
  #end: () => void = () => undefined;
  #fail: (error: EvlockError) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #restarting = false;
  /** The last block saved, and the last one checked. */
  #saved = 0;
  #looked = 0;
  #failures = 0;

  constructor(options: ProcessOptions, store: StateStore, log: Log) {
    this.#options = options;
    this.#store = store;
    this.#log = log;
    this.port = options.port;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#client = clientOf(this.url);
    this.ended = new Promise((end) => {
      this.#end = end;
    });
    this.failed = new Promise((fail) => {
      this.#fail = fail;
    });
  }

  get pid(): number {
    return this.#anvil?.pid ?? 0;
  }

  async start(startTime?: Timestamp): Promise<void> {
    const anvil = await this.#store.load((loadFile) => {
      const isNew = loadFile === undefined && startTime !== undefined;
      const first = isNew ? ['--timestamp', String(startTime)] : [];
      const extraArguments = [...this.#options.extraArguments, ...first];
      return AnvilProcess.start({ ...this.#options, loadFile, extraArguments });
    });
    this.#anvil = anvil;
    this.#saved = await this.#head();
    this.#looked = this.#saved;
    void anvil.ended.then(() => {
      if (!this.#restarting) this.#end();
    });
  }

  /** Saves whenever something changed, and keeps the state small. */
  watch(limit: number, interval: number): void {
    let [next, busy] = [limit, false];
    this.#timer = setInterval(async () => {
      if (busy || !this.#anvil?.running) return;
      busy = true;
      await this.#inTurn(async () => {
        await this.#saveNews();
        if ((await this.#store.size()) < next) return;
        await this.#compact();
        // So that blocks kept are not scanned again and again.
        next = Math.max(limit, 2 * (await this.#store.size()));
      });
      busy = false;
    }, interval);
    this.#timer.unref();
  }

  save(): Promise<void> {
    return this.#inTurn(() => this.#save());
  }

  async #head(): Promise<number> {
    return Number(await this.#client.getBlockNumber({ cacheTime: 0 }));
  }

  /** Whether a block after `from`, up to `to`, has a transaction. A large jump was mined on purpose. */
  async #happened(from: number, to: number): Promise<boolean> {
    if (to - from > IDLE_BLOCKS) return true;
    const numbers = Array.from({ length: Math.max(0, to - from) }, (_, index) => BigInt(from + 1 + index));
    const counts = numbers.map((blockNumber) => this.#client.getBlockTransactionCount({ blockNumber }));
    return (await Promise.all(counts)).some((count) => count > 0);
  }

  async #saveNews(): Promise<void> {
    try {
      const head = await this.#head();
      const isNews = head - this.#saved >= IDLE_BLOCKS || (await this.#happened(this.#looked, head));
      if (isNews) await this.#save();
      this.#looked = head;
      this.#failures = 0;
    } catch (error) {
      if (!EvlockError.is(error, 'FILE_UNUSABLE')) return;
      this.#failures++;
      this.#log.warn({ ...error.details }, error.message);
      if (this.#failures === FAILURES_MAX) this.#fail(error);
    }
  }

  /** anvil's dump is consistent unless a block with transactions is mined during it: then it is requested again. */
  async #save(): Promise<void> {
    for (;;) {
      const before = await this.#head();
      const packed = hexToBytes(await this.#client.dumpState());
      const after = await this.#head();
      if (after > before && (await this.#happened(before, after))) continue;
      await this.#store.save(packed);
      this.#saved = before;
      this.#looked = Math.max(this.#looked, before);
      return;
    }
  }

  /** Saves with block production stopped, so that nothing is newer than the save. Throws `FILE_UNUSABLE`, having resumed it. */
  async #saveLast(): Promise<void> {
    await this.#client.setIntervalMining({ interval: 0 });
    try {
      await this.#save();
    } catch (error) {
      await this.#client.setIntervalMining({ interval: this.#options.blockSeconds }).catch(() => undefined);
      throw error;
    }
  }

  async #compact(): Promise<void> {
    try {
      await this.#saveLast();
      this.#restarting = true;
      await this.#anvil?.stop();
      await this.start();
      this.#log.info({ port: this.port, pid: this.pid }, 'local chain compacted');
    } catch (error) {
      const { code, message } = EvlockError.from(error);
      this.#log.warn({ code }, message);
      if (this.#restarting) this.#end();
    } finally {
      this.#restarting = false;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#inTurn(async () => {
      const anvil = this.#anvil;
      try {
        if (anvil?.running) await this.#saveLast();
      } catch (error) {
        // If it ended meanwhile, there is nothing left to save.
        if (anvil?.running) throw error;
      } finally {
        await anvil?.stop();
      }
    });
  }
}
