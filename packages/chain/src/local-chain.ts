/** A chain of one's own: anvil from npm, with its state in a folder. Its keys are public; it is for development only. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EvlockError, type Timestamp } from '@evlock/protocol';
import { AnvilProcess, endOrphan, freePort } from './anvil-process.ts';
import { compactState, stateSize } from './local-chain-state.ts';
import { type Log, silentLog } from './log.ts';

export interface LocalChainOptions {
  /** Holds the state file; a second start on it goes on with the same chain. */
  readonly folder: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default 1, as on Kaia. */
  readonly blockSeconds?: number;
  /** Bytes of the state file beyond which old empty blocks are taken out, in a restart of half a second. Default 8 MiB. */
  readonly stateLimit?: number;
  /** Milliseconds between two looks at the size of the state file. Default 60 000. */
  readonly checkInterval?: number;
  /** Time of the first block of a new chain; default now. For tests that move it forward to now. */
  readonly startTime?: Timestamp;
  /** Keeps execution traces, for `debug_traceTransaction`. Default false. */
  readonly traces?: boolean;
}

export interface LocalChain {
  readonly url: string;
  readonly port: number;
  /** Of the running process: a compaction of the state changes it. */
  readonly pid: number;
  /** Resolves when the process has ended, expected or not. */
  readonly ended: Promise<void>;
  /** Ends the process once it has written its state. */
  stop(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Starts the chain of a folder, or goes on with it. Throws `PLATFORM_UNSUPPORTED`, `PORT_IN_USE`, `ALREADY_RUNNING`,
 * `PROCESS_FAILED`.
 */
export async function startLocalChain(
  options: LocalChainOptions,
  modules: { readonly log?: Log } = {},
): Promise<LocalChain> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  const stateFile = join(folder, 'state.json');
  const pidFile = join(folder, 'anvil.pid');
  await endOrphan(pidFile, stateFile);
  await compactState(stateFile);
  const port = await freePort(options.port);
  const { blockSeconds = 1, traces = false } = options;
  const extraArguments = traces ? ['--steps-tracing'] : [];
  // A chain that goes on keeps the time that it has.
  const isNew = options.startTime !== undefined && !existsSync(stateFile);
  const first = isNew ? [...extraArguments, '--timestamp', String(options.startTime)] : extraArguments;
  const anvil = { stateFile, pidFile, port, blockSeconds, extraArguments };
  const chain = new RunningChain(
    anvil,
    await AnvilProcess.start({ ...anvil, extraArguments: first }),
    modules.log ?? silentLog,
  );
  chain.watch(options.stateLimit ?? 8 * MEBIBYTE, options.checkInterval ?? 60_000);
  return chain;
}

type AnvilOptions = Parameters<typeof AnvilProcess.start>[0];

class RunningChain implements LocalChain {
  readonly url: string;
  readonly port: number;
  readonly ended: Promise<void>;
  readonly #options: AnvilOptions;
  readonly #log: Log;
  #anvil: AnvilProcess;
  #end: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #compacting: Promise<void> | undefined;

  constructor(options: AnvilOptions, anvil: AnvilProcess, log: Log) {
    this.#options = options;
    this.#anvil = anvil;
    this.#log = log;
    this.port = options.port;
    this.url = `http://127.0.0.1:${options.port}`;
    this.ended = new Promise((end) => {
      this.#end = end;
    });
    this.#follow(anvil);
  }

  get pid(): number {
    return this.#anvil.pid;
  }

  #follow(anvil: AnvilProcess): void {
    void anvil.ended.then(() => {
      if (this.#compacting === undefined) this.#end();
    });
  }

  /** Keeps the state file small: it is rewritten whole every other second. */
  watch(limit: number, interval: number): void {
    let next = limit;
    this.#timer = setInterval(async () => {
      if (this.#compacting !== undefined || (await stateSize(this.#options.stateFile)) < next) return;
      this.#compacting = this.#compact();
      await this.#compacting;
      // Trades stay for ever; what they take is not to be looked through again and again.
      next = Math.max(limit, 2 * (await stateSize(this.#options.stateFile)));
    }, interval);
    this.#timer.unref();
  }

  async #compact(): Promise<void> {
    try {
      await this.#anvil.stop();
      await compactState(this.#options.stateFile);
      this.#anvil = await AnvilProcess.start(this.#options);
      this.#log.info({ port: this.port, pid: this.pid }, 'local chain compacted');
    } catch (error) {
      const { code, message } = EvlockError.from(error);
      this.#log.warn({ code }, message);
    } finally {
      this.#compacting = undefined;
      this.#follow(this.#anvil);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#compacting;
    await this.#anvil.stop();
    await this.ended;
  }
}
