/** One real process of a community: its log file, its ready line, its exit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { guardedCommand, LogFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import { compileCache } from './entries.ts';

export interface ProcessOptions {
  readonly name: string;
  /** TypeScript entry, run by this same Node. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Maximum milliseconds from start to the ready line. */
  readonly readyWithin?: number;
  /** Maximum milliseconds from SIGTERM to exit; then SIGKILL. */
  readonly endWithin?: number;
}

/** A process's first line of JSON: `{"ready":true,…}`. */
export type Ready = Readonly<Record<string, unknown>>;

/** The process's own exit error: its last line, if that is one of our errors. */
function lastError(log: string, details: Readonly<Record<string, string>>): EvlockError | undefined {
  try {
    const body: unknown = JSON.parse(lastLines(log, 1));
    if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string')
      return undefined;
    const own = 'details' in body && typeof body.details === 'object' ? { ...body.details } : {};
    return EvlockError.fromBody({ code: body.code, details: { ...own, ...details } });
  } catch {
    return undefined;
  }
}

/** The environment a child needs; the parent shell's secrets are withheld. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'USER', 'EVLOCK_DEBUG', 'DATABASE_URL'];

/** Characters. */
const SAID_MAX = 16_384;

const lastLines = (text: string, count: number): string => text.trimEnd().split('\n').slice(-count).join(' | ');

export class ManagedProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #log: LogFile | undefined;
  #expectedEnd = false;
  /** The end of its standard error, which a full disk would not store. */
  #said = '';
  /** Called when the process exits unexpectedly. */
  onCrash: ((error: EvlockError) => void) | undefined;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts the process and waits for its ready line. Throws its own error, or `PROCESS_FAILED` with the end of its output. */
  async start(): Promise<Ready> {
    const { entry, args, logFile, name } = this.#options;
    this.#expectedEnd = false;
    const log = new LogFile({ file: logFile });
    this.#log = log;
    const environment = Object.fromEntries(inherited.map((key) => [key, process.env[key]]));
    const command = guardedCommand(name, [process.execPath, '--disable-warning=ExperimentalWarning', entry, ...args]);
    const child = spawn(...command, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...environment, NODE_COMPILE_CACHE: compileCache },
      // Its own process group, so that Ctrl-C reaches only the parent, which then stops its children in order.
      detached: true,
    });
    this.#child = child;
    // Keep reading even when the log is full: a process blocked on standard error does nothing else.
    this.#said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      log.write(bytes);
      this.#said = (this.#said + bytes).slice(-SAID_MAX);
    });
    child.once('close', () => log.close());
    const ready = this.#awaitReady(child);
    child.once('exit', (code, signal) => {
      child.stdin?.destroy();
      if (!this.#expectedEnd) {
        this.onCrash?.(new EvlockError('PROCESS_FAILED', { process: name, code, signal, log: logFile }));
      }
    });
    return await ready;
  }

  #awaitReady(child: ChildProcess): Promise<Ready> {
    const { name, logFile, readyWithin = 60_000 } = this.#options;
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer);
        const log = this.#said;
        const details = { process: name, reason, log: logFile };
        reject(lastError(log, details) ?? new EvlockError('PROCESS_FAILED', { ...details, last: lastLines(log, 3) }));
      };
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        fail(`not ready within ${readyWithin} ms`);
      }, readyWithin);
      child.once('error', (error) => fail(error.message));
      // Once all of its output has been read.
      child.once('close', (code, signal) => fail(`ended with ${code ?? signal}`));
      if (!child.stdout) return;
      createInterface({ input: child.stdout }).on('line', (line) => {
        const message = parseReady(line);
        if (message === undefined) {
          this.#log?.write(`${line}\n`);
          return;
        }
        clearTimeout(timer);
        resolve(message);
      });
    });
  }

  /** Asks the process to exit, and kills it if it does not. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#expectedEnd = true;
    if (!child || !this.running) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#options.endWithin ?? 10_000);
    await ended;
    clearTimeout(timer);
  }

  /** Kills the process at once, as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#expectedEnd = true;
    if (!child || !this.running) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

function parseReady(line: string): Ready | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value ? (value as Ready) : undefined;
  } catch {
    return undefined;
  }
}
