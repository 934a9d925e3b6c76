/** A person's shell: the `evlock` command as real processes, with its own folder and environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const packages = new URL('../../../', import.meta.url).pathname;
const evlock = join(packages, 'cli/src/main.ts');
/** Compile cache: the second process of a kind starts in half the time. */
const NODE_COMPILE_CACHE = join(packages, '../node_modules/.cache/evlock');

export interface Outcome {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs until it is stopped. */
export class Service {
  /** Its ready line's content. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #looking = new Set<() => void>();
  #ended = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#take(line));
    }
    child.once('close', () => {
      this.#ended = true;
      this.#take(`ended with ${child.exitCode ?? child.signalCode}`);
    });
    this.ready = this.line('"ready":true').then((line) => JSON.parse(line));
    // Whoever awaits it gets the error; a test that already failed must not fail twice.
    this.ready.catch(() => undefined);
  }

  #take(line: string): void {
    this.#lines.push(line);
    for (const look of this.#looking) look();
  }

  /** The first line with one of these texts, past or future. Rejects with all lines when the process ended without. */
  line(...texts: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.#lines.find((line) => texts.some((text) => line.includes(text)));
        if (found !== undefined) resolve(found);
        else if (this.#ended) reject(new Error(this.#lines.join('\n')));
        else return;
        this.#looking.delete(look);
      };
      this.#looking.add(look);
      look();
    });
  }

  /** Ends it at once, with no chance to tidy up. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    if (this.#child.kill('SIGKILL')) await ended;
  }

  /** Ends it as a service manager does; returns its exit code, or the signal that killed it. */
  async stop(): Promise<number | string | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return exitCode ?? signalCode;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [code, signal] = await ended;
    return code ?? signal;
  }
}

export class Shell {
  /** Its working folder; its home is inside. */
  readonly folder: string;
  readonly env: Record<string, string> = {};

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(folder: string): Promise<Shell> {
    await mkdir(join(folder, 'home'), { recursive: true });
    return new Shell(folder);
  }

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  #spawn(entry: string, argv: readonly string[]): ChildProcess {
    const { PATH = '', TMPDIR = '/tmp', USER = '', DATABASE_URL } = process.env;
    const database = DATABASE_URL === undefined ? {} : { DATABASE_URL };
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...argv], {
      cwd: this.folder,
      env: { PATH, TMPDIR, USER, ...database, NODE_COMPILE_CACHE, HOME: this.at('home'), ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs one command to its end. */
  async run(...argv: readonly string[]): Promise<Outcome> {
    const child = this.#spawn(evlock, argv);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (piece) => out.push(piece));
    child.stderr?.on('data', (piece) => err.push(piece));
    const [exit] = await once(child, 'close');
    const text = (pieces: readonly Buffer[]): string => Buffer.concat(pieces).toString().trimEnd();
    return { exit, out: text(out), err: text(err) };
  }

  /** Starts a command that runs until it is stopped. */
  start(...argv: readonly string[]): Service {
    return new Service(this.#spawn(evlock, argv));
  }

  /** Starts the simulator, which replaces hardware and is not a command. */
  simulator(config: string): Service {
    return new Service(this.#spawn(join(packages, 'simulator/src/main.ts'), [config]));
  }
}
