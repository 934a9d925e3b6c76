/** The small gas key of a meter, at a local chain. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentAccount, fund, nativeBalanceOf, writeDeployment } from '@evlock/chain';
import { Store } from '@evlock/meter';
import { catalogue, toJson } from '@evlock/protocol';
import { keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { evlock, NOW } from '@evlock/testing/cli/test-context';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { done, failure } from '../support/local-household.ts';

const KAIA = 10n ** 18n;
const [first, second] = [keyNamed('first gas key'), keyNamed('second gas key')];
const savings = keyNamed('savings').address;
let folder: string;
let localMarket: LocalMarket;
const at = (name: string): string => join(folder, name);
const gas = (...argv: string[]): string[] => ['gas', ...argv, '--profile', at('meter.json')];

async function profile(submitters: readonly object[]): Promise<void> {
  const example = JSON.parse((await evlock(['profiles', 'print', 'meter'])).out);
  const chain = { endpoints: [localMarket.chain.url], deploymentFile: 'deployment.json' };
  await writeFile(at('meter.json'), toJson({ ...example, dataFolder: folder, chain, submitters }));
}
const byKey = (keyFile: string) => ({ endpoint: localMarket.chain.url, keyFile, dailyGasWei: '500000000000000000' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-gas-'));
  localMarket = await LocalMarket.start();
  await writeDeployment(at('deployment.json'), deploymentFile(localMarket.deployment));
  await writeFile(at('first.key'), first.privateKey, { mode: 0o600 });
  await writeFile(at('second.key'), second.privateKey.slice(2), { mode: 0o600 });
  await writeFile(at('wallet.key'), developmentAccount(0).privateKey, { mode: 0o600 });
});
beforeEach(() => profile([{ gateway: true }, byKey('first.key')]));
afterAll(async () => {
  await localMarket.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('evlock gas', () => {
  it('refuses a meter without a gas key, in every way, and says that it may need none', async () => {
    await profile([{ gateway: true }, { watchtower: 'https://tower.example:8446', authorityFile: 'tower.pem' }]);
    for (const argv of [['show'], ['refill', '1', '--key-file', at('wallet.key')], ['drain', '--to', savings]])
      expect(await failure(gas(...argv))).toMatchObject({ exit: 1, error: { code: 'NO_GAS_KEY' } });
    const { err } = await evlock(gas('show'));
    expect(err).toContain(catalogue.NO_GAS_KEY.remedy);
  });

  it('shows what the key holds, and what was set aside today', async () => {
    await fund(localMarket.chain.url, first.address, KAIA / 4n);
    expect(await done(gas('show'))).toEqual({
      keys: [
        {
          ...{ address: first.address, endpoint: localMarket.chain.url },
          ...{ balance: '250000000000000000', dailyGas: '500000000000000000' },
        },
      ],
      reservedToday: null,
    });
    const store = Store.open(at('meter.sqlite'));
    store.gas.reserve(Math.floor(NOW / 86_400), 'a settlement', 7n);
    store.gas.reserve(Math.floor(NOW / 86_400) - 1, 'one of yesterday', 5n);
    store.close();
    expect(await done(gas('show'))).toMatchObject({ reservedToday: '7' });
    expect((await evlock(gas('show'))).out).toMatch(/holds\s+0\.25 KAIA/);
  });

  it('refills it from a key of its owner', async () => {
    const told = await done(gas('refill', '0.5', '--key-file', at('wallet.key')));
    expect(told).toMatchObject({ to: first.address, wei: '500000000000000000', balance: '750000000000000000' });
    expect(await nativeBalanceOf(localMarket.chain.url, first.address)).toBe((KAIA * 3n) / 4n);
    expect(await failure(gas('refill', '0.5', '--key-file', `${at('first.key')}0`))).toMatchObject({ exit: 1 });
    const poor = await failure(gas('refill', '5', '--key-file', at('second.key')));
    expect(poor.error).toMatchObject({ code: 'WALLET_SHORT', details: { wallet: second.address } });
  });

  it('drains it, but for the gas of that, and never to the contracts', async () => {
    const { market } = localMarket.deployment;
    expect(await failure(gas('drain', '--to', market))).toMatchObject({
      exit: 2,
      error: { details: { argument: '--to' } },
    });
    const before = await nativeBalanceOf(localMarket.chain.url, first.address);
    const { wei, balance } = await done(gas('drain', '--to', savings));
    expect(await nativeBalanceOf(localMarket.chain.url, savings)).toBe(BigInt(wei));
    expect(await nativeBalanceOf(localMarket.chain.url, first.address)).toBe(BigInt(balance));
    // What is left is what the gas of the transfer might have cost more: below a ten-thousandth.
    expect(before - BigInt(wei)).toBeLessThan(KAIA / 1_000n);
    expect(BigInt(balance)).toBeLessThan(KAIA / 10_000n);
    const { error } = await failure(gas('drain', '--to', savings));
    expect(error).toMatchObject({ code: 'WALLET_SHORT', details: { wallet: first.address } });
  });

  it('wants to be told which key, where there are several', async () => {
    await profile([byKey('first.key'), byKey('second.key')]);
    expect((await done(gas('show'))).keys).toHaveLength(2);
    const refill = gas('refill', '0.5', '--key-file', at('wallet.key'));
    expect(await failure(refill)).toMatchObject({ exit: 2, error: { details: { argument: '--address' } } });
    expect(await failure([...refill, '--address', savings])).toMatchObject({ exit: 2 });
    expect(await done([...refill, '--address', second.address])).toMatchObject({ to: second.address });
  });

  it('reads no key that others can read, nor one that is none', async () => {
    await writeFile(at('open.key'), first.privateKey, { mode: 0o644 });
    await writeFile(at('broken.key'), 'not a key', { mode: 0o600 });
    await profile([byKey('open.key')]);
    expect((await failure(gas('show'))).error.code).toBe('SECRET_EXPOSED');
    await profile([byKey('broken.key')]);
    const { error, err } = await failure(gas('show'));
    expect(error).toMatchObject({ code: 'PROFILE_INVALID', details: { field: 'submitters.keyFile' } });
    expect(err).not.toContain('not a key');
  });
});
