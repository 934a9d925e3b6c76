/** One anvil process: its binary, its start, its end, and what an earlier one left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { EvlockError } from '@evlock/protocol';
import { DEVELOPMENT_ACCOUNTS, WORTHLESS_MNEMONIC } from './development.ts';
import { Endpoint } from './endpoint.ts';
import { networks } from './networks.ts';

const HOST = '127.0.0.1';
const READY_WITHIN_MILLISECONDS = 15_000;
const END_WITHIN_MILLISECONDS = 10_000;

const packages: Readonly<Record<string, string>> = { 'linux-x64': '@foundry-rs/anvil-linux-amd64' };

/** The path of the anvil binary. Throws `PLATFORM_UNSUPPORTED`. */
export function anvilBinary(platform = `${process.platform}-${process.arch}`): string {
  const name = packages[platform];
  try {
    if (name !== undefined) return createRequire(import.meta.url).resolve(`${name}/bin/anvil`);
  } catch {
    // An optional dependency that npm left out.
  }
  throw new EvlockError('PLATFORM_UNSUPPORTED', { part: 'local chain', platform, package: name ?? null });
}

/** `port` if it is free, or any free one. Throws `PORT_IN_USE`. */
export async function freePort(port = 0): Promise<number> {
  const server = createServer();
  server.listen({ host: HOST, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch {
    throw new EvlockError('PORT_IN_USE', { port, part: 'local chain' });
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : port;
}

export interface AnvilOptions {
  readonly stateFile: string;
  readonly pidFile: string;
  readonly port: number;
  readonly blockSeconds: number;
  readonly extraArguments: readonly string[];
}

const argumentsOf = ({ stateFile, port, blockSeconds, extraArguments }: AnvilOptions): readonly string[] => [
  ...['--host', HOST, '--port', String(port), '--chain-id', String(networks.local.chainId)],
  // Some states are kept: with none, a read at `finalized` fails when a block is mined while it is answered.
  ...['--state', stateFile, '--state-interval', '2', '--prune-history', '32'],
  // `finalized` is then the newest block, as on Kaia.
  ...['--hardfork', 'osaka', '--block-time', String(blockSeconds), '--slots-in-an-epoch', '0'],
  ...['--mnemonic', WORTHLESS_MNEMONIC, '--accounts', String(DEVELOPMENT_ACCOUNTS)],
  ...['--quiet', '--no-cors'],
  ...extraArguments,
];

export class AnvilProcess {
  readonly pid: number;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #options: AnvilOptions;
  #stderr = '';

  private constructor(child: ChildProcess, options: AnvilOptions) {
    this.#child = child;
    this.#options = options;
    this.pid = child.pid ?? 0;
    this.ended = once(child, 'exit').then(() => undefined);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-1_000);
    });
  }

  /** Starts anvil on a port that was free and waits until it answers. Throws `PROCESS_FAILED`, `PORT_IN_USE`. */
  static async start(options: AnvilOptions): Promise<AnvilProcess> {
    // A group of its own: Ctrl-C reaches the parent alone, which then stops it in order.
    const child = spawn(anvilBinary(), argumentsOf(options), { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    const anvil = new AnvilProcess(child, options);
    const spawned = once(child, 'spawn').then(
      () => undefined,
      (cause: unknown) => {
        throw new EvlockError('PROCESS_FAILED', { process: 'anvil', reason: 'cannot be started' }, { cause });
      },
    );
    await spawned;
    await writeFile(options.pidFile, JSON.stringify({ pid: child.pid, parent: process.pid }), { mode: 0o600 });
    const kill = (): boolean => child.kill('SIGTERM');
    process.once('exit', kill);
    void anvil.ended.then(() => process.removeListener('exit', kill));
    await anvil.#ready();
    return anvil;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #ready(): Promise<void> {
    const url = `http://${HOST}:${this.#options.port}`;
    const { chainId } = networks.local;
    const endpoint = new Endpoint({ url, chainId });
    const until = performance.now() + READY_WITHIN_MILLISECONDS;
    while (this.running && performance.now() < until) {
      const answered = await endpoint.checkChain().then(
        () => true,
        () => false,
      );
      // An answer while our child is gone would be somebody else's: anvil ends when it cannot bind.
      if (answered && this.running) return;
      await Promise.race([sleep(25), this.ended]);
    }
    const last = this.#stderr.trim().split('\n').at(-1) ?? '';
    if (this.running) await this.stop();
    if (/in use/i.test(this.#stderr))
      throw new EvlockError('PORT_IN_USE', { port: this.#options.port, part: 'local chain' });
    throw new EvlockError('PROCESS_FAILED', { process: 'anvil', reason: 'did not answer', last });
  }

  /** Ends the process once it has written its state. */
  async stop(): Promise<void> {
    if (this.running) {
      this.#child.kill('SIGTERM');
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), END_WITHIN_MILLISECONDS);
      await this.ended;
      clearTimeout(timer);
    }
    await rm(this.#options.pidFile, { force: true });
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Ends an anvil that a killed parent left on this state file, and waits until it has written its state. Throws
 * `ALREADY_RUNNING` when its parent lives: two processes would write one file.
 */
export async function endOrphan(pidFile: string, stateFile: string): Promise<void> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const match = /^\{"pid":(\d+),"parent":(\d+)\}$/.exec(text);
  const [pid, parent] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (pid === 0 || !alive(pid)) return;
  // A process id is used again; the state file in its command line tells ours from a stranger.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.split('\0').includes(stateFile)) return;
  if (parent !== process.pid && alive(parent))
    throw new EvlockError('ALREADY_RUNNING', { part: 'local chain', pid, parent });
  process.kill(pid, 'SIGTERM');
  const until = performance.now() + END_WITHIN_MILLISECONDS;
  while (alive(pid) && performance.now() < until) await sleep(50);
  if (alive(pid)) process.kill(pid, 'SIGKILL');
}
