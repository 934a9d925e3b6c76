/**
 * A demonstration whose disk is full at any size of any file: nothing is left running, the error is named, and the folder
 * starts again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo, type Ended, expectNothingLeft, expectTrade } from './support/demo.ts';

const KIBIBYTE = 1024;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-full-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function expectNamed({ code, err }: Ended): void {
  expect([code, err]).toEqual([1, err]);
  // Stack traces are for developers.
  expect(err).not.toMatch(/\n\s+at .*:\d+:\d+/);
  expect(err).toMatch(/docs\/errors\.md#[a-z_]+/);
}

describe('a demonstration on a full disk', () => {
  const data = (): string => join(folder, 'data');

  it.each([0, 1, 3, 20, 100, 1_000, 3_000])('with room for %i KiB per file says so', async (size) => {
    const demo = new Demo(data(), { room: size * KIBIBYTE });
    const ending = await demo.ended;
    if (ending.code !== 0) expectNamed(ending);
    await expectNothingLeft(demo);
  });

  // Each begins its trade on what the previous one left.
  it.each([0, 64])('at %i KiB per file in the middle of a trade ends it with a named error', async (size) => {
    const demo = new Demo(data(), { once: false });
    expect(await demo.said("open: seller's meter")).toBe(true);
    await demo.limit(size * KIBIBYTE);
    expectNamed(await demo.ended);
    await expectNothingLeft(demo);
  });

  it('trades once there is room', () => expectTrade(data()));
});
