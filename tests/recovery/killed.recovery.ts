/** A demonstration killed at any of its steps: nothing is left running, and the folder starts again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo, expectNothingLeft, expectTrade } from './support/demo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-killed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a killed demonstration', () => {
  const data = (): string => join(folder, 'data');
  // A step begins when the previous one has ended; households come up in parallel.
  const steps = ['chain', 'contracts', 'gateway', 'wires', 'alice', 'deposits'].map((name) => `… ${name}`);

  it.each([...steps, '✓ alice', '✓ deposits'])('at "%s" leaves nothing running', async (text) => {
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
