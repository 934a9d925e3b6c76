/** A transaction queue whose endpoints are dead, hang, halt or lag: each call is executed and reported exactly once. */
import type { Address, EvlockError, Hex } from '@evlock/protocol';
import { LAGS, networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { SCRIPTED_CHAIN_ID, ScriptedChain, START_TIME, scriptedDeployment } from '@evlock/testing/chain/scripted-chain';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { seededRandom } from '@evlock/testing/protocol/seeded-random';
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Call,
  MemoryOutbox,
  type QueueOptions,
  TransactionQueue,
  type TransactionResult,
} from '../../src/index.ts';

const privateKey: Hex = `0x${'07'.repeat(32)}`;
const account: PrivateKeyAccount = privateKeyToAccount(privateKey);

let chain: ScriptedChain;
let clock: ManualClock;
let first: QuirkyEndpoint;
let second: QuirkyEndpoint;
let outbox: MemoryOutbox;
let queue: TransactionQueue;
/** Whether each second brings a block. */
let blocks: boolean;

beforeEach(() => {
  chain = new ScriptedChain();
  chain.mine(50);
  clock = new ManualClock(START_TIME + 50);
  [first, second] = [new QuirkyEndpoint(chain, 'first'), new QuirkyEndpoint(chain, 'second')];
  outbox = new MemoryOutbox();
  queue = queueOf();
  blocks = true;
});
afterEach(async () => {
  await done(queue.stop());
});

const queueOf = (options: Partial<QueueOptions> = {}): TransactionQueue =>
  new TransactionQueue(
    { endpoints: [first.url, second.url], privateKey, chainId: SCRIPTED_CHAIN_ID, ...options },
    { outbox, clock, fetch: networkOfEndpoints([first, second]) },
  );

/** One simulated second. */
async function aSecond(): Promise<void> {
  if (blocks) chain.mine();
  await clock.advance(1_000);
}

/** The outcome, and that it came within this many seconds. */
async function done<T>(work: Promise<T>, within = 60): Promise<T> {
  const state: { ended?: true } = {};
  work.then(
    () => {
      state.ended = true;
    },
    () => {
      state.ended = true;
    },
  );
  await clock.advance(0);
  for (let waited = 0; !state.ended && waited < within; waited++) await aSecond();
  if (!state.ended) throw new Error(`not done in ${within} seconds`);
  return await work;
}

const call = (index: number): Call => ({
  to: scriptedDeployment.market as Address,
  data: `0x${index.toString(16).padStart(8, '0')}`,
  label: `call ${index}`,
});
const minedOf = (index: number) =>
  chain.blocks.flatMap(({ transactions }) => transactions).filter(({ input }) => input === call(index).data);
const attemptsOf = async (key: string): Promise<number> => (await outbox.find(key))?.attempts.length ?? 0;

describe('with one of two endpoints', () => {
  it.each([
    ['dead', { state: 'dead' }],
    ['hanging', { state: 'hangs' }],
    ['standing still', { stoppedAt: 10 }],
  ] as const)('%s, the first or the second, the queue starts and submits as ever', async (_name, habit) => {
    for (const [index, endpoint] of [first, second].entries()) {
      Object.assign(endpoint, habit);
      const other = queueOf();
      await done(other.start());
      await done(other.submit(`one ${index}`, call(index)), 15);
      expect(await attemptsOf(`one ${index}`)).toBe(1);
      expect(minedOf(index)).toHaveLength(1);
      await done(other.stop());
      endpoint.calm();
    }
  });

  it('halted after accepting a transaction, nothing that is mined is replaced', async () => {
    await done(queue.start());
    const result = queue.submit('mined', call(1));
    await clock.advance(0);
    first.stoppedAt = chain.head.number;
    const { block } = await done(result, 10);
    expect(chain.blocks[block]?.transactions).toMatchObject([{ input: call(1).data }]);
    for (let waited = 0; waited < 60; waited++) await aSecond();
    expect(await attemptsOf('mined')).toBe(1);
    expect([...first.sent, ...second.sent].every((raw) => raw === first.sent[0])).toBe(true);
  });

  it.each([
    ['too little', '0x6000'],
    ['too much', '0x7fffffff'],
  ])('that estimates %s gas, the first or the second, a call gets what it needs', async (_name, estimate) => {
    const needed = 50_000;
    chain.execute = ({ gas }) => ({ success: gas >= needed, gasUsed: Math.min(gas, needed) });
    await done(queue.start());
    for (const [index, endpoint] of [first, second].entries()) {
      const honest = endpoint === first ? second : first;
      endpoint.instead = ({ method }) => (method === 'eth_estimateGas' ? estimate : undefined);
      honest.instead = ({ method }) => (method === 'eth_estimateGas' ? `0x${needed.toString(16)}` : undefined);
      // The lying one has the newer block.
      honest.lag.head = 1;
      await done(queue.submit(`gas ${index}`, call(index)), 15);
      expect((await outbox.find(`gas ${index}`))?.gasLimit).toBe(75_000);
      for (const one of [first, second]) one.calm();
    }
  });

  it('simulation by one that lags refuses nothing', async () => {
    await done(queue.start());
    first.lag.head = 2;
    first.instead = ({ method }) => {
      if (method !== 'eth_call') return undefined;
      throw Object.assign(new Error('execution reverted'), { code: 3, data: '0xdeadbeef' });
    };
    await done(queue.submit('new to one', call(1)), 10);
    second.instead = first.instead;
    await expect(done(queue.submit('refused by both', call(2)), 10)).rejects.toMatchObject({ code: 'CHAIN_REVERTED' });
    expect(minedOf(2)).toHaveLength(0);
  });
});

describe('a fee', () => {
  it('is not raised on a halted chain, but once blocks pass it by', async () => {
    await done(queue.start());
    blocks = false;
    const result = queue.submit('waits', call(1));
    result.catch(() => undefined);
    for (let waited = 0; waited < 110; waited++) await aSecond();
    expect(await attemptsOf('waits')).toBe(1);
    // Blocks come again, and leave it out.
    chain.baseFee = 60_000_000_000n;
    blocks = true;
    for (let waited = 0; waited < 40; waited++) await aSecond();
    expect(await attemptsOf('waits')).toBeGreaterThan(1);
    for (let waited = 0; minedOf(1).length === 0 && waited < 60; waited++) await aSecond();
    expect(minedOf(1)).toHaveLength(1);
    for (let waited = 0; queue.pending() > 0 && waited < 10; waited++) await aSecond();
    expect(queue.pending()).toBe(0);
  });

  it('called too low by nodes is raised with the next blocks, and never faster', async () => {
    await done(queue.start());
    const tooLow = 'invalid gas fee cap. It must be set to value greater than or equal to baseFee';
    for (const endpoint of [first, second]) {
      endpoint.instead = ({ method }) => {
        if (method === 'eth_sendRawTransaction') throw new Error(tooLow);
        return undefined;
      };
    }
    blocks = false;
    const result = queue.submit('low', call(1));
    for (let waited = 0; waited < 8; waited++) await aSecond();
    expect(await attemptsOf('low')).toBe(1);
    blocks = true;
    await aSecond();
    await aSecond();
    expect(await attemptsOf('low')).toBeGreaterThan(1);
    for (const endpoint of [first, second]) endpoint.instead = () => undefined;
    await done(result, 20);
  });
});

describe('a nonce that is used', () => {
  it('by us, with a receipt no endpoint shows, is waited for', async () => {
    await done(queue.start());
    for (const endpoint of [first, second])
      endpoint.instead = ({ method }) => (/Receipt/.test(method) ? null : undefined);
    const result = queue.submit('unseen', call(1));
    result.catch(() => undefined);
    for (let waited = 0; waited < 30; waited++) await aSecond();
    expect(await attemptsOf('unseen')).toBe(1);
    for (const endpoint of [first, second]) endpoint.instead = () => undefined;
    await done(result, 10);
    expect(minedOf(1)).toHaveLength(1);
  });

  it('by someone else is proven by their transaction, and the call gets another', async () => {
    await done(queue.start());
    for (const endpoint of [first, second]) endpoint.swallows = true;
    const result = queue.submit('ours', call(1));
    await clock.advance(0);
    const theirs = await account.signTransaction({
      ...{ type: 'eip1559', chainId: SCRIPTED_CHAIN_ID, nonce: 0, gas: 21_000n, to: account.address },
      ...{ maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 0n },
    });
    await chain.send(theirs);
    for (const endpoint of [first, second]) endpoint.swallows = false;
    await done(result, 30);
    expect(await outbox.find('ours')).toMatchObject({ nonce: 1, state: 'done' });
    expect(minedOf(1)).toHaveLength(1);
  });
});

describe("a node's reply", () => {
  const says = (words: string): void => {
    for (const endpoint of [first, second]) {
      endpoint.instead = ({ method }) => {
        if (method === 'eth_sendRawTransaction') throw new Error(words);
        return undefined;
      };
    }
  };

  it('that no node will accept a transaction ends it, and frees its nonce for the next', async () => {
    await done(queue.start());
    says('oversized data');
    await expect(done(queue.submit('too large', call(1)), 10)).rejects.toMatchObject({ code: 'SUBMISSION_FAILED' });
    says('tx gas limit exceeds the upper limit');
    await expect(done(queue.submit('too much gas', call(2)), 10)).rejects.toMatchObject({ code: 'SUBMISSION_FAILED' });
    for (const endpoint of [first, second]) endpoint.instead = () => undefined;
    await done(queue.submit('next', call(3)), 30);
    expect(minedOf(3)).toHaveLength(1);
  });

  it.each(['known transaction: 0x12', 'there is another tx which has the same nonce in the tx pool', 'nonce too low'])(
    'that it already has it is not a refusal: %s',
    async (words) => {
      await done(queue.start());
      says(words);
      const result = queue.submit('known', call(1));
      await aSecond();
      expect(await attemptsOf('known')).toBe(1);
      for (const endpoint of [first, second]) endpoint.instead = () => undefined;
      await done(result, 20);
      expect(await attemptsOf('known')).toBe(1);
    },
  );
});

describe("Kaia's bound on computation", () => {
  const fails = (txError: string | undefined, gasUsed: 'all' | 'some'): void => {
    chain.execute = ({ gas }) => ({ success: false, gasUsed: gasUsed === 'all' ? gas : 30_000 });
    for (const endpoint of [first, second]) {
      endpoint.instead = ({ method }) => {
        if (method !== 'kaia_getTransactionReceipt' || txError === undefined) return undefined;
        return { txError };
      };
    }
  };
  const failure = async (): Promise<EvlockError> => {
    await done(queue.start());
    return await done(
      queue.submit('heavy', call(1)).then(
        () => Promise.reject(new Error('not refused')),
        (error: EvlockError) => error,
      ),
      10,
    );
  };

  it('has its own code where a node reports it', async () => {
    fails('0xa', 'all');
    expect(await failure()).toMatchObject({ code: 'COMPUTATION_LIMIT', details: { label: 'call 1' } });
  });

  it.each([
    [undefined, 'all', 'out of gas'],
    ['0x7', 'all', 'out of gas'],
    ['0x9', 'all', 'refused when it was mined'],
    ['0x9', 'some', 'refused when it was mined'],
  ] as const)('is nothing else that fails: txError %s with %s of the gas', async (txError, gasUsed, reason) => {
    fails(txError, gasUsed);
    expect(await failure()).toMatchObject({ code: 'CHAIN_REVERTED', details: { reason } });
  });

  it('refuses a call before sending, if a node can tell', async () => {
    const estimate = { gas: '0x500000', cost: '0x9000000' };
    for (const endpoint of [first, second]) {
      endpoint.instead = ({ method }) => {
        if (method === 'eth_estimateGas') return estimate.gas;
        return method === 'kaia_estimateComputationCost' ? estimate.cost : undefined;
      };
    }
    expect(await failure()).toMatchObject({ code: 'COMPUTATION_LIMIT', details: { computation: 0x9000000 } });
    expect(first.sent).toEqual([]);
    estimate.cost = '0x100000';
    await done(queue.submit('less', call(2)), 10);
  });
});

describe('a queue with endpoints of every behaviour', () => {
  function changeHabits(endpoint: QuirkyEndpoint, random: () => number): void {
    endpoint.calm();
    endpoint.loud = random() < 0.5;
    const habit = Math.floor(random() * 9);
    if (habit < 4) for (const lag of LAGS) if (random() < 0.4) endpoint.lag[lag] = 1 + Math.floor(random() * 4);
    if (habit === 4) endpoint.behind(1 + Math.floor(random() * 4));
    if (habit === 5) endpoint.state = random() < 0.5 ? 'hangs' : 'dead';
    if (habit === 6) endpoint.stoppedAt = Math.max(0, chain.head.number - Math.floor(random() * 20));
    if (habit === 7) endpoint.chainId = 1;
    if (habit === 8) endpoint.swallows = true;
  }

  it.each([1, 2, 3, 4, 5, 6])('executes and reports each call once, even across restarts (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const results = new Map<number, TransactionResult>();
    const wanted = new Set<number>();
    await done(queue.start());
    const ask = (index: number): void => {
      wanted.add(index);
      queue.submit(`call ${index}`, call(index)).then(
        (result) => results.set(index, result),
        () => undefined,
      );
    };
    for (let step = 0; step < 80; step++) {
      for (const endpoint of [first, second]) if (random() < 0.2) changeHabits(endpoint, random);
      blocks = random() < 0.8;
      if (random() < 0.4) ask(wanted.size);
      if (random() < 0.05) {
        await done(queue.stop());
        queue = queueOf();
        const started = await done(
          queue.start().then(
            () => true,
            () => false,
          ),
        );
        if (!started) {
          for (const endpoint of [first, second]) endpoint.calm();
          await clock.advance(40_000);
          await done(queue.start());
        }
      }
      await aSecond();
    }
    for (const endpoint of [first, second]) endpoint.calm();
    blocks = true;
    for (let waited = 0; waited < 60; waited++) await aSecond();
    for (const index of wanted) ask(index);
    for (let waited = 0; results.size < wanted.size && waited < 60; waited++) await aSecond();
    expect(wanted.size).toBeGreaterThan(15);
    expect(results.size).toBe(wanted.size);
    for (const index of wanted) {
      expect(minedOf(index), `call ${index}`).toHaveLength(1);
      expect(minedOf(index)[0]?.hash).toBe(results.get(index)?.transaction);
    }
    expect(queue.pending()).toBe(0);
  });
});

describe('whoever waits', () => {
  it('is answered in time, and finds the result of the same transaction later', async () => {
    await done(queue.start());
    blocks = false;
    const impatient = queue.submit('slow', call(1), 6_000);
    await expect(done(impatient, 8)).rejects.toMatchObject({
      code: 'SUBMISSION_FAILED',
      details: { reason: 'not final in time' },
    });
    blocks = true;
    await done(queue.submit('slow', call(1)), 10);
    expect(minedOf(1)).toHaveLength(1);
  });
});
