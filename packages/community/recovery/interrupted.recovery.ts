/**
 * A demonstration that is killed at any of its steps, or whose disk is full at any size of any file: nothing is left running,
 * what went wrong is told by name, and the folder starts again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo, type Ended } from './support/demo.ts';

const KIBIBYTE = 1024;
const GONE = { timeout: 60_000, interval: 100 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-interrupted-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function expectNothingLeft(demo: Demo): Promise<void> {
  await expect.poll(() => demo.left(), GONE).toEqual([]);
}

/** One trade from beginning to end, which the folder's state must allow. */
async function expectTrade(data: string): Promise<void> {
  const demo = new Demo(data);
  const { code, out, err } = await demo.ended;
  if (code !== 0) throw new Error(`no trade: ${err.slice(-2_000)}`);
  expect(JSON.parse(out)).toMatchObject({ state: 'settled', error: null });
  await expectNothingLeft(demo);
}

function expectNamed({ code, err }: Ended): void {
  expect([code, err]).toEqual([1, err]);
  // A stack trace is for who wrote the program.
  expect(err).not.toMatch(/\n\s+at .*:\d+:\d+/);
  expect(err).toMatch(/docs\/errors\.md#[a-z_]+/);
}

describe('a demonstration that is killed', () => {
  const data = (): string => join(folder, 'killed');
  const steps = ['chain', 'contracts', 'gateway', 'wires', 'alice', 'deposits'];

  it.each(steps.flatMap((name) => [`… ${name}`, `✓ ${name}`]))('at "%s" leaves nothing running', async (text) => {
    const demo = new Demo(data());
    expect(await demo.said(text)).toBe(true);
    demo.kill();
    expect(await demo.ended).toMatchObject({ signal: 'SIGKILL' });
    await expectNothingLeft(demo);
  });

  it('and then in the middle of a delivery, trades after the next start', async () => {
    const demo = new Demo(data());
    expect(await demo.said("open: seller's meter 0.")).toBe(true);
    demo.kill();
    await demo.ended;
    await expectNothingLeft(demo);
    await expectTrade(data());
  });
});

describe('a demonstration on a full disk', () => {
  it.each([0, 1, 3, 20, 100, 1_000, 3_000])(
    'that takes %i KiB a file says so, and starts again on it',
    async (size) => {
      const demo = new Demo(join(folder, 'full'), { room: size * KIBIBYTE });
      const ending = await demo.ended;
      if (ending.code !== 0) expectNamed(ending);
      await expectNothingLeft(demo);
    },
  );

  it('trades once there is room', () => expectTrade(join(folder, 'full')));

  it.each([0, 64])('of %i KiB a file in the middle of a trade ends it by name, and starts again', async (size) => {
    const demo = new Demo(join(folder, 'full'), { once: false });
    expect(await demo.said("open: seller's meter")).toBe(true);
    await demo.limit(size * KIBIBYTE);
    expectNamed(await demo.ended);
    await expectNothingLeft(demo);
    await expectTrade(join(folder, 'full'));
  });
});
