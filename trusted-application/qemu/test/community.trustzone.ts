/**
 * `evlock up --secure-world trustzone` as a person starts it: chain, PostgreSQL, gateway, two households, and the seller's
 * secure world in a machine. The machine dies in the middle of a delivery, and everything starts again.
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainReader, readDeployment, startLocalChain } from '@evlock/chain';
import type { TradeSummary } from '@evlock/community';
import { readOwnerProfile } from '@evlock/owner/node';
import { systemClock } from '@evlock/protocol';
import { SecureWorldClient, type SecureWorldInfo } from '@evlock/secure-world';
import { type Service, Shell } from '@evlock/testing/cli/shell';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from './machines.ts';
import { processesNaming } from './processes.ts';

/** Per household; micro-units. */
const DEPOSIT = 10_000_000n;
const ENERGY = 5_000n;
const PRICE = 120_000n;
/** Where the machine dies: some of the energy is signed, but not all. */
const UNDER_WAY = [1, 2, 3].map((wattHours) => `seller's meter ${wattHours}`);

/** Printed as decimal strings. */
const AMOUNTS = new Set(['energyBySeller', 'energyByBuyer', 'delivered', 'locked', 'paid', 'refunded']);
const readSummary = (line: string): TradeSummary =>
  JSON.parse(line, (key, value) => (AMOUNTS.has(key) && value !== null ? BigInt(value) : value));

const least = (...values: bigint[]): bigint => values.reduce((one, other) => (one < other ? one : other));

describe.skipIf(!isBuilt)('evlock up --secure-world trustzone', () => {
  let shell: Shell;
  let running: Service | undefined;
  let first: SecureWorldInfo;
  const trades: TradeSummary[] = [];
  const data = (...names: string[]): string => shell.at('data', ...names);

  beforeAll(async () => {
    shell = await Shell.open(await mkdtemp(join(tmpdir(), 'evlock-tz-world-')));
  });
  afterAll(async () => {
    await running?.stop();
    if (process.env.EVLOCK_KEEP === undefined) await rm(shell.folder, { recursive: true, force: true });
  });

  const up = (...more: string[]): Service => {
    const argv = ['up', '--json', '--houses', '2', '--secure-world', 'trustzone', '--data', data()];
    running = shell.start(...argv, ...more);
    return running;
  };

  /** What the seller's secure world reports while everything runs. */
  async function info(): Promise<SecureWorldInfo> {
    const client = await SecureWorldClient.connect({ path: data('run', 'alice', 'secure-world.sock') });
    return client.info().finally(() => client.close());
  }

  async function summary(service: Service): Promise<TradeSummary> {
    const trade = readSummary(await service.line('{"tradeId"', 'ended with'));
    trades.push(trade);
    return trade;
  }

  /** The class in each meter's evidence, as recorded by the gateway. */
  async function securityClasses(service: Service): Promise<unknown> {
    const [url = ''] = /https:\/\/\S+(?=,)/.exec(await service.line('✓ gateway')) ?? [];
    const at = ['--gateway', url, '--authority', data('gateway', 'authority.pem')];
    const list = await shell.run('enrolments', 'list', '--json', ...at, '--token-file', data('keys', 'operator.token'));
    expect(list).toMatchObject({ exit: 0, err: '' });
    const { enrolments } = JSON.parse(list.out) as { enrolments: { meterKey: string; securityClass: string }[] };
    return Object.fromEntries(enrolments.map(({ meterKey, securityClass }) => [meterKey, securityClass]));
  }

  /** Paid by the settlement rules of a final pair: the lowest of the two registers and what was traded. */
  function expectSettled({
    state,
    delivered,
    locked,
    paid,
    refunded,
    energyBySeller,
    energyByBuyer,
  }: TradeSummary): void {
    expect(state).toBe('settled');
    expect(delivered).toBe(least(energyBySeller ?? 0n, energyByBuyer ?? 0n, ENERGY));
    expect(locked).toBe((ENERGY * PRICE) / 1_000_000n);
    expect(paid).toBe(((delivered ?? 0n) * PRICE) / 1_000_000n);
    expect(refunded).toBe((locked ?? 0n) - (paid ?? 0n));
  }

  /** By the names of folder and database in every command line. */
  async function expectNothingLeft(): Promise<void> {
    const database = await realpath(data('gateway', 'postgres'));
    expect([...(await processesNaming(data())), ...(await processesNaming(database))]).toEqual([]);
  }

  it('ends a boot in progress, and leaves nothing running', async () => {
    const service = up();
    await service.line('boots TF-A', 'ended with');
    expect(await service.stop()).toBe(0);
    await expectNothingLeft();
  });

  it('ends a trade by the settlement rules when the machine dies in the middle of a delivery', async () => {
    const service = up();
    await service.line('✓ deposits', 'ended with');
    first = await info();
    await service.line(...UNDER_WAY, 'ended with');
    const machines = (await processesNaming(data('households', 'alice', 'machine', 'flash'))).map(({ pid }) => pid);
    expect(machines).toHaveLength(1);
    for (const pid of machines) process.kill(pid, 'SIGKILL');
    await service.line("✗ alice's secure world ended");
    expect(await securityClasses(service)).toMatchObject({ [first.meterKey]: 'qemu' });
    await service.line("✓ alice's secure world runs again", 'ended with');

    const trade = await summary(service);
    expect(await service.stop()).toBe(0);
    expectSettled(trade);
    expect(trade).toMatchObject({ seller: 'alice', buyer: 'bob' });
    expect(trade.delivered).toBeGreaterThan(0n);
    expect(trade.delivered).toBeLessThan(ENERGY);
    await expectNothingLeft();
  });

  it('starts again with the same keys, account and sequences, and completes a trade', async () => {
    const service = up('--once');
    await service.line('✓ deposits', 'ended with');
    const second = await info();
    const { securityClass, deviceId, meterKey, account, attestationKey, domain } = first;
    expect(second).toMatchObject({ securityClass, deviceId, meterKey, account, attestationKey, domain });
    expect(securityClass).toBe('qemu');
    expect(second.bootCount).toBe(first.bootCount + 2);
    expect(second.nextNonce).toBe(first.nextNonce + 1);
    expect(second.nextReadingSequence).toBeGreaterThanOrEqual(first.nextReadingSequence);

    const trade = await summary(service);
    expect(await service.line('ended with')).toBe('ended with 0');
    expectSettled(trade);
    expect(trade).toMatchObject({ seller: 'alice', error: null, delivered: ENERGY });
    await expectNothingLeft();
  });

  it('has moved on chain exactly what the summaries say, to the micro-unit', async () => {
    const chain = await startLocalChain({ folder: data('chain') });
    try {
      const deployment = await readDeployment(data('chain', 'deployment.json'));
      const reader = new ChainReader({ endpoints: [chain.url], deployment }, { clock: systemClock });
      const paid = trades.reduce((sum, trade) => sum + (trade.paid ?? 0n), 0n);
      expect(trades).toHaveLength(2);
      const buyer = await readOwnerProfile(data('households', 'bob', 'owner.json'));
      const bob = await reader.meter(buyer.meterKey);
      if (!bob) throw new Error('the buyer is not enrolled');
      expect(await reader.account(first.account)).toMatchObject({ balance: DEPOSIT + paid, locked: 0n });
      expect(await reader.account(bob.account)).toMatchObject({ balance: DEPOSIT - paid, locked: 0n });
    } finally {
      await chain.stop();
    }
  });
});
