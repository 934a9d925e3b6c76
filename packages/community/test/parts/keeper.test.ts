import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keeper, ManagedProcess } from '@evlock/community';
import { type Clock, type EvlockError, systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const READY = `process.stdout.write('{"ready":true}\\n'); setInterval(() => undefined, 1000);`;
/** Waits for nobody. */
const clock: Clock = { ...systemClock, sleep: async (_length, signal) => signal?.throwIfAborted() };

let folder: string;
let child: ManagedProcess;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-keeper-'));
  const entry = join(folder, 'entry.ts');
  await writeFile(entry, READY);
  child = new ManagedProcess({ name: 'child', entry, args: [], logFile: join(folder, 'log'), readyWithin: 20_000 });
  await child.start();
});
afterEach(async () => {
  await child.stop();
  await rm(folder, { recursive: true });
});

/** A keeper of the child, and its events. */
function keep() {
  const ends: EvlockError[] = [];
  const running: (() => void)[] = [];
  const gaveUp = Promise.withResolvers<EvlockError>();
  const keeper = new Keeper({
    clock,
    onEnd: (_name, problem) => ends.push(problem),
    onRunning: () => running.shift()?.(),
    onGiveUp: gaveUp.resolve,
  });
  keeper.keep(child);
  const again = (): Promise<void> => new Promise((resolve) => running.push(resolve));
  return { keeper, ends, again, gaveUp: gaveUp.promise };
}

const kill = (): boolean => process.kill(child.pid ?? 0, 'SIGKILL');

describe('a keeper', () => {
  it('restarts what exits unexpectedly, and reports why it exited', async () => {
    const { ends, again } = keep();
    const { pid } = child;
    const running = again();
    kill();
    await running;
    expect(child.running).toBe(true);
    expect(child.pid).not.toBe(pid);
    expect(ends).toMatchObject([{ code: 'PROCESS_FAILED', details: { process: 'child', signal: 'SIGKILL' } }]);
  });

  it('gives up on what cannot be started', async () => {
    const { ends, gaveUp } = keep();
    await writeFile(join(folder, 'entry.ts'), 'process.exitCode = 3;');
    kill();
    expect(await gaveUp).toMatchObject({ code: 'PROCESS_FAILED', details: { reason: 'ended with 3' } });
    expect(ends).toHaveLength(5);
  });

  it('starts nothing once stopped, and nothing that was asked to exit', async () => {
    const { keeper, ends } = keep();
    await child.stop();
    await child.start();
    keeper.stop();
    const ended = new Promise((resolve) => {
      const { onCrash } = child;
      child.onCrash = (problem) => {
        onCrash?.(problem);
        resolve(problem);
      };
    });
    kill();
    await ended;
    expect(ends).toEqual([]);
    expect(child.running).toBe(false);
  });
});
