/** `evlock up --rpc URL`: on a node started by somebody else, which is left untouched when the demonstration ends. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainIdOf } from '@evlock/chain';
import { ForeignAnvil } from '@evlock/testing/chain/foreign-anvil';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo } from './support/demo.ts';

let folder: string;
let node: ForeignAnvil;
const data = (): string => join(folder, 'data');
const demo = (): Demo => new Demo(data(), { args: ['--rpc', node.url] });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-node-'));
  // Like `geth --dev`: its own chain id and an unlocked account.
  node = await ForeignAnvil.start(['--chain-id', '1337', '--mnemonic-random', '12', ...ForeignAnvil.soonFinal]);
});
afterAll(async () => {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a demonstration on an existing node', () => {
  it('trades, and starts no chain', async () => {
    const { code, out, err } = await demo().ended;
    if (code !== 0) throw new Error(err.slice(-2_000));
    expect(JSON.parse(out)).toMatchObject({ state: 'settled', error: null });
    expect(err).toContain(`the node at ${new URL(node.url).host}, chain 1337`);
    expect(await readdir(join(data(), 'chain'))).toEqual(['deployment.json']);
    expect(await chainIdOf(node.url)).toBe(1337);
  });

  it('finds its contracts and deposits at the next start', async () => {
    const second = demo();
    expect(await second.said('✓ deposits   as before')).toBe(true);
    second.stop();
    await second.ended;
    expect(await chainIdOf(node.url)).toBe(1337);
  });
});
