/** One anvil process: its binary, start and end, and cleanup of an orphan. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardedCommand, isProcessRunning, pidOf, processIdentity, replaceFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import { Endpoint } from '../endpoints/endpoint.ts';
import { networks } from '../endpoints/networks.ts';
import { DEVELOPMENT_ACCOUNTS, WORTHLESS_MNEMONIC } from './development.ts';

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
    // An optional dependency that npm did not install.
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
  /** Initial state; without one, a new chain. */
  readonly loadFile: string | undefined;
  readonly pidFile: string;
  readonly port: number;
  readonly blockSeconds: number;
  readonly extraArguments: readonly string[];
}

const argumentsOf = ({ loadFile, port, blockSeconds, extraArguments }: AnvilOptions): readonly string[] => [
  ...['--host', HOST, '--port', String(port), '--chain-id', String(networks.local.chainId)],
  // Keep some states: with none, a read at `finalized` fails when a block is mined during it.
  ...['--prune-history', '32', ...(loadFile === undefined ? [] : ['--load-state', loadFile])],
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
    // Its own process group: Ctrl-C reaches only the parent, which then stops it in order.
    const command = guardedCommand('anvil', [anvilBinary(), ...argumentsOf(options)]);
    const child = spawn(...command, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
    const anvil = new AnvilProcess(child, options);
    const spawned = once(child, 'spawn').then(
      () => undefined,
      (cause: unknown) => {
        throw new EvlockError('PROCESS_FAILED', { process: 'anvil', reason: 'could not be started' }, { cause });
      },
    );
    await spawned;
    void anvil.ended.then(() => child.stdin?.destroy());
    try {
      const names = await Promise.all([anvil.pid, process.pid].map(processIdentity));
      await replaceFile(options.pidFile, names.join(' '), 0o600);
      await anvil.#ready();
    } catch (error) {
      await anvil.stop();
      throw error;
    }
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
      // An answer while our child is gone would be another process's: anvil exits when it cannot bind.
      if (answered && this.running) return;
      await Promise.race([sleep(25), this.ended]);
    }
    const last = this.#stderr.trim().split('\n').at(-1) ?? '';
    if (this.running) await this.stop();
    if (/in use/i.test(this.#stderr))
      throw new EvlockError('PORT_IN_USE', { port: this.#options.port, part: 'local chain' });
    throw new EvlockError('PROCESS_FAILED', { process: 'anvil', reason: 'did not answer', last });
  }

  /** Ends the process without writing its state. */
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

/**
 * Ends an anvil orphaned by a killed parent, if its guard has not done so yet. Throws `ALREADY_RUNNING` while its parent lives:
 * two would write one file.
 */
export async function endOrphan(pidFile: string): Promise<void> {
  const [anvil = '', parent = ''] = (await readFile(pidFile, 'utf8').catch(() => '')).split(' ');
  if (!(await isProcessRunning(anvil))) return;
  const [pid, parentPid] = [anvil, parent].map(pidOf) as [number, number];
  if (parentPid !== process.pid && (await isProcessRunning(parent)))
    throw new EvlockError('ALREADY_RUNNING', { part: 'local chain', pid, parent: parentPid });
  process.kill(pid, 'SIGKILL');
  while (await isProcessRunning(anvil)) await sleep(20);
}
