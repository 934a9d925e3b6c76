/** A gateway gone for good in the middle of a trade: every coin gets out, submitted by a third party's key. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentAccount, increaseTime, type Outcome } from '@evlock/chain';
import type { Household } from '@evlock/community';
import { closeAfterClaims, type Energy, readSignedExport, type SignedExport } from '@evlock/protocol';
import { evlock } from '@evlock/testing/cli/test-context';
import {
  type CommunityUnderTest,
  DEPOSIT,
  pair,
  placeOf,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killPostgres } from '../verdict/database.ts';

const CLAIM_PERIOD = 24 * 3600;
const stranger = developmentAccount(7);

describe('a gateway gone for good', () => {
  let underTest: CommunityUnderTest;
  let scenario: Scenario;
  const file = (name: string): string => join(underTest.community.layout.root, name);

  /** Runs the command; its failure fails the test. */
  async function done(...argv: string[]): Promise<string> {
    const { exit, out, err } = await evlock(argv);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    return out;
  }

  /** With the third party's key, which has nothing but native balance for gas. */
  async function byStranger(...argv: string[]): Promise<Outcome[]> {
    const by = ['--rpc', underTest.community.chain.url, '--key-file', file('stranger.key'), '--json'];
    return (await done(...argv, ...by)).split('\n').map((line) => JSON.parse(line));
  }
  const submit = (...argv: string[]): Promise<Outcome[]> => byStranger('chain', 'submit', ...argv);

  async function exported({ name, meterProfile }: Household): Promise<SignedExport> {
    const out = await done('meter', 'export', '--profile', meterProfile, '--out', file(`${name}.json`), '--json');
    expect(JSON.parse(out)).toMatchObject({ trades: 1, cancels: 0 });
    return readSignedExport(await readFile(file(`${name}.json`), 'utf8'));
  }

  /** With its database, which would outlive it. */
  async function loseGateway(): Promise<void> {
    await underTest.community.gateway.kill();
    await killPostgres(underTest.community);
  }

  beforeAll(async () => {
    underTest = await startCommunity([pair('gone')]);
    scenario = new Scenario(underTest, pair('gone'));
    await writeFile(file('stranger.key'), stranger.privateKey, { mode: 0o600 });
  });
  afterAll(async () => underTest?.close());

  it('leaves trades that any key can end, and balances that only the owners can withdraw', {
    timeout: 120_000,
  }, async () => {
    const { community, seller, buyer } = scenario;
    const { reader, chain } = community;
    const run = await scenario.begin(4_000, 22);
    await scenario.delivering(run, 200);
    await loseGateway();

    // Each meter closes on its own when its partner is silent.
    await expect.poll(() => scenario.relays(), { timeout: 20_000 }).toEqual({ seller: false, buyer: false });
    await expect.poll(async () => (await reader.finalized()).time, { timeout: 40_000 }).toBeGreaterThan(run.view.end);
    // Nobody needs to be asked: a killed meter's last signatures are in its store.
    await Promise.all([seller.meter.kill(), buyer.meter.kill()]);
    const finals = async (household: Household, role: 'buyer' | 'seller') =>
      (await exported(household)).trades[0]?.receipts.filter(({ receipt }) => receipt.role === role && receipt.final);
    const [sold] = (await finals(seller, 'seller')) ?? [];
    const [bought] = (await finals(buyer, 'buyer')) ?? [];
    expect(sold?.receipt.energy).toBeGreaterThan(0n);

    const files = [file(`${seller.name}.json`), file(`${buyer.name}.json`)];
    const planned = await submit(...files, '--dry-run');
    expect(planned).toMatchObject([{ item: 'trade', id: run.view.id, result: 'planned' }]);
    expect((await reader.trade(placeOf(run.view))).state).toBe('open');

    // By the final pair, if the last receipts had crossed; otherwise by claims, which wait for the end of the claim period.
    const [first] = await submit(...files);
    expect(first).toMatchObject({ item: 'trade', result: 'submitted' });
    if (first?.steps[0]?.call === 'claim') {
      expect(await submit(...files)).toMatchObject([{ result: 'waiting', why: 'claim-period' }]);
      await increaseTime(chain.url, CLAIM_PERIOD + 60);
    }
    // The watchtower closes what remains, and ends with the last trade.
    expect((await byStranger('watchtower', 'run', ...files)).at(-1)).toMatchObject({ result: 'over', why: 'settled' });
    const terms = { energy: run.view.energy, price: run.view.price, lossBandPpm: run.view.bid.order.lossBandPpm };
    const claim = (energy: Energy | undefined) => ({ energy: energy ?? (0n as Energy), final: true });
    const { paid } = closeAfterClaims(terms, claim(bought?.receipt.energy), claim(sold?.receipt.energy));
    expect(paid).toBeGreaterThan(0n);
    await scenario.expectMoney(paid);

    // The seller has lost its meter for good, and has the recovery phrase.
    await seller.secureWorld.kill();
    const withdrawals = [await withdrawalByWords(seller), await withdrawal(buyer, '--fee', '0.005')];
    const withdrawn = { item: 'withdrawal', result: 'submitted', steps: [{ call: 'withdraw' }] };
    const again = { result: 'over', why: 'withdrawn' };
    const told = await byStranger('watchtower', 'run', ...withdrawals);
    expect(told.filter(({ result }) => result === 'submitted')).toMatchObject([withdrawn, withdrawn]);
    expect(told.filter(({ result }) => result === 'over')).toMatchObject([again, again]);
    expect(await submit(...withdrawals)).toMatchObject([again, again]);
    expect(await balances(seller)).toEqual({ account: 0n, locked: 0n, wallet: DEPOSIT + paid });
    expect(await balances(buyer)).toEqual({ account: 0n, locked: 0n, wallet: DEPOSIT - paid - 5_000n });
    expect(await reader.tokenBalance(stranger.address)).toBe(5_000n);
    expect(community.gateway.running).toBe(false);
  });

  /** A file with all of the free balance, signed in the secure world with the owner's passkey. */
  async function withdrawal(household: Household, ...fee: string[]): Promise<string> {
    const { name, ownerProfile, socket } = household;
    const out = file(`${name}-withdrawal.json`);
    const { address: to } = await household.wallet();
    const at = ['--profile', ownerProfile, '--socket', socket];
    await done('account', 'withdraw', 'all', '--local', '--to', to, ...at, ...fee, '--out', out);
    return out;
  }

  /** As `withdrawal`, by whoever holds the recovery phrase and the market's addresses. */
  async function withdrawalByWords(household: Household): Promise<string> {
    const { name } = household;
    const { layout, chain } = underTest.community;
    const out = file(`${name}-words.json`);
    const { address: to } = await household.wallet();
    const words = join(layout.keys, 'households', name, 'words.txt');
    const market = ['--deployment', layout.deploymentFile, '--rpc', chain.url];
    await done('account', 'withdraw', 'all', '--recovery-phrase-file', words, '--to', to, ...market, '--out', out);
    return out;
  }

  async function balances(household: Household) {
    const { reader } = underTest.community;
    const { balance, locked } = await reader.account(household.account);
    return { account: balance, locked, wallet: await reader.tokenBalance((await household.wallet()).address) };
  }
});
