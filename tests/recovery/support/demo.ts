/** `evlock up` as a user starts it: its output, its processes, and ways to disturb them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { milliseconds, systemClock } from '@evlock/protocol';
import { expect } from 'vitest';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'packages', 'cli', 'src', 'main.ts');

/** A process id with when it started: names one process. */
type Identity = string;

interface Found {
  readonly identity: Identity;
  readonly parent: number;
}

async function processes(): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (stat === '' || fields[0] === 'Z') continue;
    found.set(Number(name), { identity: `${name}:${fields[19]}`, parent: Number(fields[1]) });
  }
  return found;
}

async function descendantsOf(pid: number): Promise<Identity[]> {
  const all = await processes();
  const family = new Set([pid]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const [child, { parent }] of all) if (family.has(parent)) family.add(child);
  }
  return [...family].flatMap((one) => all.get(one)?.identity ?? []);
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface DemoOptions {
  /** Default true: one trade. */
  readonly once?: boolean;
  /** Maximum bytes of any file. */
  readonly room?: number;
  readonly args?: readonly string[];
}

export class Demo {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Every process seen so far. */
  readonly #family = new Set<Identity>();
  #out = '';
  #err = '';

  constructor(folder: string, { once: isOnce = true, room, args = [] }: DemoOptions = {}) {
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, 'up', '--data', folder, ...args];
    const limited = room === undefined ? command : ['prlimit', `--fsize=${room}:unlimited`, ...command];
    const script = `trap '' XFSZ; exec "$@"`;
    this.#child = spawn(
      '/bin/sh',
      ['-c', script, 'sh', ...limited, ...(isOnce ? ['--once', '--json'] : ['--houses', '2'])],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
    });
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({
      ...{ code, signal },
      ...{ out: this.#out, err: this.#err },
    }));
  }

  /** Waits until it has printed this; false when it ended first. */
  async said(text: string): Promise<boolean> {
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    while (!this.#err.includes(text)) {
      if (over) return false;
      await systemClock.sleep(milliseconds(20));
    }
    await this.#look();
    return true;
  }

  async #look(): Promise<void> {
    for (const identity of await descendantsOf(this.#child.pid ?? 0)) this.#family.add(identity);
  }

  /** Like Ctrl-C. */
  stop(): void {
    this.#child.kill('SIGINT');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** From now on no file of its processes grows beyond `bytes`. */
  async limit(bytes: number): Promise<void> {
    await this.#look();
    for (const identity of this.#family)
      spawnSync('prlimit', [`--pid=${Number.parseInt(identity, 10)}`, `--fsize=${bytes}:unlimited`]);
  }

  /** Those of its processes still alive. */
  async left(): Promise<Identity[]> {
    const alive = new Set([...(await processes()).values()].map(({ identity }) => identity));
    return [...this.#family].filter((identity) => alive.has(identity));
  }
}

const GONE = { timeout: 60_000, interval: 100 };

export async function expectNothingLeft(demo: Demo): Promise<void> {
  await expect.poll(() => demo.left(), GONE).toEqual([]);
}

/** One trade from beginning to end, which the folder's state must allow. */
export async function expectTrade(data: string): Promise<void> {
  const demo = new Demo(data);
  const { code, out, err } = await demo.ended;
  if (code !== 0) throw new Error(`no trade: ${err.slice(-2_000)}`);
  expect(JSON.parse(out)).toMatchObject({ state: 'settled', error: null });
  await expectNothingLeft(demo);
}
