/**
 * A sending account facing an endpoint that invents nonces: nothing is signed for what never existed, and nothing beyond the
 * daily budget.
 */
import { type Address, EvlockError, type Hex } from '@evlock/protocol';
import { networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { SCRIPTED_CHAIN_ID, ScriptedChain, START_TIME, scriptedDeployment } from '@evlock/testing/chain/scripted-chain';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { parseTransaction, toHex } from 'viem';
import { privateKeyToAddress } from 'viem/accounts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Call, MemoryOutbox, silentLog, TransactionQueue } from '../../src/index.ts';
import type { GasBudget } from '../../src/queue/queue-options.ts';

const privateKey: Hex = `0x${'07'.repeat(32)}`;
const account = privateKeyToAddress(privateKey);
const call: Call = { to: scriptedDeployment.market as Address, data: '0x00000001', label: 'call' };

let chain: ScriptedChain;
let clock: ManualClock;
let first: QuirkyEndpoint;
let second: QuirkyEndpoint;
let outbox: MemoryOutbox;
let queue: TransactionQueue;

beforeEach(() => {
  chain = new ScriptedChain();
  chain.mine(50);
  clock = new ManualClock(START_TIME + 50);
  [first, second] = [new QuirkyEndpoint(chain, 'first'), new QuirkyEndpoint(chain, 'second')];
  outbox = new MemoryOutbox();
  queue = queueOf();
});
afterEach(async () => {
  await done(queue.stop());
});

const queueOf = (budget?: GasBudget, endpoints = [first, second], log = silentLog): TransactionQueue =>
  new TransactionQueue(
    { endpoints: endpoints.map(({ url }) => url), privateKey, chainId: SCRIPTED_CHAIN_ID },
    { outbox, clock, log, fetch: networkOfEndpoints([first, second]), ...(budget && { budget }) },
  );

/** Simulated seconds, each with a block. */
async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second++) {
    chain.mine();
    await clock.advance(1_000);
  }
}

/** The outcome, within this many seconds. */
async function done<T>(work: Promise<T>, within = 30): Promise<T> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  await clock.advance(0);
  for (let waited = 0; !ended && waited < within; waited++) await seconds(1);
  if (!ended) throw new Error(`not done in ${within} seconds`);
  return await work;
}

describe('nonces that an endpoint invents', () => {
  const tells = (endpoint: QuirkyEndpoint, invented: string, of: readonly unknown[] = ['pending']): void => {
    endpoint.instead = ({ method, params }) =>
      method === 'eth_getTransactionCount' && (of.length === 0 || of.includes(params[1])) ? invented : undefined;
  };
  const fillers = () => [...first.sent, ...second.sent].filter((raw) => parseTransaction(raw).data === undefined);

  it('as pending in its pool are used by no transaction', async () => {
    await done(queue.start());
    tells(first, '0xc8');
    const result = queue.submit('far', call);
    await expect(done(result, 5)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    await seconds(10);
    expect([first.sent, second.sent]).toEqual([[], []]);
    tells(first, '0x0');
    await done(queue.submit('far', call), 10);
  });

  it('as used are not filled up to, and the next process signs again what bears them', async () => {
    await done(queue.start());
    tells(first, '0xc8', []);
    queue.submit('far', call).catch(() => undefined);
    await seconds(5);
    expect(await outbox.find('far')).toMatchObject({ nonce: 200 });
    await done(queue.stop());
    first.instead = () => undefined;
    queue = queueOf();
    await done(queue.start());
    await done(queue.submit('far', call), 30);
    expect(fillers()).toEqual([]);
    const mined = chain.blocks.flatMap(({ transactions }) => transactions).filter(({ input }) => input === call.data);
    expect(mined).toHaveLength(1);
  });

  it('make no account exceed its budget for missing ones', async () => {
    const budget = {
      reserve: (key: string) => {
        if (/^nonce/.test(key)) throw new EvlockError('GAS_BUDGET_SPENT');
      },
    };
    queue = queueOf(budget);
    await done(queue.start());
    tells(first, '0x8');
    queue.submit('near', call).catch(() => undefined);
    await seconds(10);
    expect(fillers()).toEqual([]);
  });

  it('as used by others have a call signed again only within the budget', async () => {
    const kept = new Map<string, bigint>();
    const budget: GasBudget = {
      reserve(key, wei) {
        const sum = [...kept].reduce((all, [other, reserved]) => (other === key ? all : all + reserved), wei);
        if (sum > 4n * wei) throw new EvlockError('GAS_BUDGET_SPENT');
        kept.set(key, wei);
      },
    };
    // Whatever is signed is pre-empted at once by a transaction of her own.
    const signed = () => new Set(first.sent.map((raw) => parseTransaction(raw).nonce)).size;
    first.swallows = true;
    first.instead = ({ method, params }) => {
      if (method === 'eth_getTransactionCount') return toHex(signed());
      if (method !== 'eth_getBlockByNumber' || params[1] !== true) return undefined;
      const hers = { hash: `0x${'ee'.repeat(32)}`, from: account, to: account, input: '0x', type: '0x0', value: '0x0' };
      return { ...first.blockOf(chain.head.number), transactions: [{ ...hers, nonce: toHex(signed() - 1) }] };
    };
    queue = queueOf(budget, [first]);
    await done(queue.start());
    queue.submit('again', call).catch(() => undefined);
    await seconds(60);
    expect(signed()).toBe(4);
  });
});

it('the daily budget is logged once per transaction, and again after ten minutes', async () => {
  let reserved = 0;
  const budget: GasBudget = {
    reserve() {
      if (++reserved > 1) throw new EvlockError('GAS_BUDGET_SPENT');
    },
  };
  const warnings: string[] = [];
  queue = queueOf(budget, [first], {
    ...silentLog,
    warn: (details, message) => void warnings.push(`${details.code} ${message}`),
  });
  await done(queue.start());
  first.swallows = true;
  queue.submit('stuck', call).catch(() => undefined);
  await seconds(120);
  expect(reserved).toBeGreaterThan(100);
  expect(warnings).toEqual(["GAS_BUDGET_SPENT not raising a transaction's fee"]);
  // What was signed is still resent, no more often than before.
  expect(first.sent.length).toBeLessThan(120 / 3 + 5);
  await seconds(600);
  expect(warnings).toHaveLength(2);
});
