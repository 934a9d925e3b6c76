import { rm } from 'node:fs/promises';
import { type EvlockError, type Hex, milliseconds, money, systemClock } from '@evlock/protocol';
import { deployOn, householdNamed, keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { createTestClient, http, publicActions } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Call,
  calls,
  developmentAccount,
  fund,
  MemoryOutbox,
  mine,
  type OutboxEntry,
  startLocalChain,
  TransactionQueue,
} from '../../src/index.ts';

let localMarket: LocalMarket;
beforeAll(async () => {
  localMarket = await LocalMarket.start();
});
afterAll(() => localMarket.stop());

interface Setting {
  readonly endpoint?: string;
  readonly outbox?: MemoryOutbox;
  readonly account?: { readonly privateKey: Hex };
  readonly stuckAfter?: number;
  readonly patience?: number;
  readonly capacity?: number;
}

/** A queue with its own account, so that tests do not interfere. */
function queueOf({ endpoint = localMarket.chain.url, outbox = new MemoryOutbox(), account, ...rest }: Setting = {}) {
  const { privateKey } = account ?? developmentAccount(1);
  const queue = new TransactionQueue(
    { endpoints: [endpoint], privateKey, chainId: 31_337, pollInterval: 50, resendAfter: 300, ...rest },
    { outbox, clock: systemClock },
  );
  return { queue, outbox };
}

const approval = (amount: bigint): Call => calls.approve(localMarket.deployment, money(amount));

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await systemClock.sleep(milliseconds(20));
}

describe('submission', () => {
  it('returns the same result for the same key, and sends one transaction', async () => {
    const { queue, outbox } = queueOf();
    await queue.start();
    const [first, second] = await Promise.all([queue.submit('one', approval(1n)), queue.submit('one', approval(1n))]);
    expect(second).toEqual(first);
    expect(await queue.submit('one', approval(1n))).toEqual(first);
    await expect(queue.submit('one', approval(2n))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await outbox.find('one'))?.attempts).toHaveLength(1);
    expect(queue.pending()).toBe(0);
    await queue.stop();
  });

  it('keeps several in flight in nonce order', async () => {
    const { queue, outbox } = queueOf({ account: developmentAccount(2) });
    await queue.start();
    const client = createTestClient({ mode: 'anvil', transport: http(localMarket.chain.url) });
    await client.setIntervalMining({ interval: 0 });
    const keys = Array.from({ length: 10 }, (_, index) => `many ${index}`);
    const results = Promise.all(keys.map((key, index) => queue.submit(key, approval(BigInt(index)))));
    await until(() => queue.pending() === 10);
    await client.setIntervalMining({ interval: 1 });
    expect(new Set((await results).map(({ transaction }) => transaction)).size).toBe(10);
    const entries = await Promise.all(keys.map((key) => outbox.find(key)));
    expect(entries.map((entry) => entry?.nonce).sort((a, b) => a! - b!)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await queue.stop();
  });

  it("throws a contract's refusal under its own code and leaves no trace", async () => {
    const { queue, outbox } = queueOf();
    await queue.start();
    const household = householdNamed('stranger');
    const enrol = calls.enrol(localMarket.deployment, await localMarket.enrolment(household));
    await expect(queue.submit('refused', enrol)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    expect(await outbox.find('refused')).toBeUndefined();
    await queue.stop();
  });

  it('reports a transaction that passed simulation but reverted when mined', async () => {
    const household = householdNamed('twice');
    const enrol = calls.enrol(localMarket.deployment, await localMarket.enrolment(household));
    const both = [localMarket.queue.submit('enrol a', enrol), localMarket.queue.submit('enrol b', enrol)];
    const ends = await Promise.allSettled(both);
    const refused = ends.filter((end) => end.status === 'rejected').map((end) => end.reason as EvlockError);
    expect(refused).toHaveLength(1);
    expect(refused[0]!.details.transaction).toMatch(/^0x/);
    expect(['ENROLMENT_INVALID', 'CHAIN_REVERTED']).toContain(refused[0]!.code);
    // The same key keeps its outcome.
    const key = ends[0]!.status === 'rejected' ? 'enrol a' : 'enrol b';
    await expect(localMarket.queue.submit(key, enrol)).rejects.toMatchObject({ code: refused[0]!.code });
  });

  it('is bounded, and reports a missing native balance', async () => {
    const { queue } = queueOf({ account: keyNamed('poor'), capacity: 1 });
    await queue.start();
    await expect(queue.submit('poor', approval(1n))).rejects.toMatchObject({
      code: 'SUBMITTER_EXHAUSTED',
      details: { account: queue.address },
    });
    expect(queue.pending()).toBe(1);
    await expect(queue.submit('more', approval(1n))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    // It is still retried, and succeeds once funded.
    await fund(localMarket.chain.url, queue.address, 10n ** 18n);
    await until(() => queue.pending() === 0);
    await queue.stop();
  });

  it('answers CANCELLED after stop, and refuses an endpoint of another network', async () => {
    const { queue } = queueOf();
    await expect(queue.submit('early', approval(1n))).rejects.toMatchObject({ code: 'CANCELLED' });
    const other = new TransactionQueue(
      { endpoints: [localMarket.chain.url], privateKey: developmentAccount(1).privateKey, chainId: 8_217 },
      { outbox: new MemoryOutbox(), clock: systemClock },
    );
    await expect(other.start()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
  });
});

describe('trouble', () => {
  it('resumes the outbox after a restart, without a second transaction', async () => {
    const proxy = new LyingEndpoint(localMarket.chain.url);
    const endpoint = await proxy.start();
    const account = developmentAccount(3);
    const first = queueOf({ endpoint, account });
    await first.queue.start();
    // Signed and stored, but the process ends before anything reaches the node.
    proxy.before = (method) =>
      method === 'eth_sendRawTransaction' ? Promise.reject(new Error('cut')) : Promise.resolve();
    const lost = first.queue.submit('restart', approval(1n));
    lost.catch(() => undefined);
    await until(() => first.queue.pending() === 1);
    await first.queue.stop();
    await expect(lost).rejects.toMatchObject({ code: 'CANCELLED' });
    const stored = await first.outbox.find('restart');

    proxy.before = async () => undefined;
    const second = queueOf({ endpoint, account, outbox: first.outbox });
    await second.queue.start();
    const { transaction } = await second.queue.submit('restart', approval(1n));
    expect(transaction).toBe(stored?.attempts[0]?.transaction);
    await second.queue.stop();
    await proxy.stop();
  });

  it('refuses the outbox of another account', async () => {
    const outbox = new MemoryOutbox();
    const entry = { key: 'x', from: developmentAccount(4).address, chainId: 31_337, state: 'sent', nonce: 0 };
    await outbox.put(entry as OutboxEntry);
    await expect(queueOf({ outbox }).queue.start()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('replaces a stuck transaction with a higher fee, under the same nonce', async () => {
    const client = createTestClient({ mode: 'anvil', transport: http(localMarket.chain.url) }).extend(publicActions);
    const proxy = new LyingEndpoint(localMarket.chain.url);
    const { queue, outbox } = queueOf({
      endpoint: await proxy.start(),
      account: developmentAccount(5),
      stuckAfter: 100,
    });
    await queue.start();
    // The first attempt is accepted but not propagated, while blocks pass.
    proxy.before = (method) =>
      method === 'eth_sendRawTransaction' ? Promise.reject(new Error('cut')) : Promise.resolve();
    const result = queue.submit('stuck', approval(5n));
    await until(async () => (await outbox.find('stuck'))?.attempts[1] !== undefined);
    proxy.before = async () => undefined;
    const { transaction } = await result;
    const { attempts } = (await outbox.find('stuck'))!;
    expect(attempts.map((attempt) => attempt.transaction)).toContain(transaction);
    expect(attempts[0]!.transaction).not.toBe(transaction);
    const { nonce, maxFeePerGas } = await client.getTransaction({ hash: transaction });
    expect(nonce).toBe(0);
    expect(maxFeePerGas).toBeGreaterThan(0n);
    await queue.stop();
    await proxy.stop();
  });

  it('signs again when someone else with the same key used the nonce', async () => {
    const proxy = new LyingEndpoint(localMarket.chain.url);
    const account = developmentAccount(6);
    const ours = queueOf({ endpoint: await proxy.start(), account });
    const theirs = queueOf({ account });
    await ours.queue.start();
    await theirs.queue.start();
    proxy.before = (method) =>
      method === 'eth_sendRawTransaction' ? Promise.reject(new Error('cut')) : Promise.resolve();
    const result = ours.queue.submit('ours', approval(1n));
    await until(() => ours.queue.pending() === 1);
    await theirs.queue.submit('theirs', approval(2n));
    proxy.before = async () => undefined;
    await result;
    const entry = (await ours.outbox.find('ours'))!;
    expect(entry.nonce).toBe(1);
    expect(entry.attempts).toHaveLength(2);
    await ours.queue.stop();
    await theirs.queue.stop();
    await proxy.stop();
  });

  it('resends what a killed chain lost, before and after seeing its receipt', async () => {
    const folder = `${localMarket.folder}-killed`;
    const chain = await startLocalChain({ folder, blockSeconds: 0.5 });
    const deployment = await deployOn(chain);
    await chain.stop();

    const again = await startLocalChain({ folder, port: chain.port, blockSeconds: 0.5 });
    const { queue, outbox } = queueOf({ endpoint: again.url, account: developmentAccount(7) });
    await queue.start();
    const call = calls.approve(deployment, money(1n));
    // Mined just now, so not yet in the state file; the other is only sent.
    const mined = queue.submit('mined', call);
    await until(async () => (await outbox.find('mined')) !== undefined);
    await mine(again.url);
    const { transaction } = await mined;
    const sent = queue.submit('sent', call);
    await until(async () => (await outbox.find('sent')) !== undefined);
    process.kill(again.pid, 'SIGKILL');
    await again.ended;

    const after = await startLocalChain({ folder, port: chain.port, blockSeconds: 0.5 });
    await sent;
    const client = createTestClient({ mode: 'anvil', transport: http(after.url) }).extend(publicActions);
    await until(
      async () => (await client.getTransactionReceipt({ hash: transaction }).catch(() => undefined)) !== undefined,
    );
    expect((await outbox.find('mined'))?.attempts).toHaveLength(1);
    expect(await client.getTransactionCount({ address: queue.address })).toBe(2);
    await queue.stop();
    await after.stop();
    await rm(folder, { recursive: true });
  });
});
