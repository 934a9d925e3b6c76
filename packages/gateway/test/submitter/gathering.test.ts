import { type Call, MemoryOutbox, type OutboxEntry, silentLog } from '@evlock/chain';
import { type Bytes32, type ErrorCode, EvlockError, systemClock } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type DueItem, Gathering, type GatheringLimits } from '../../src/submitter/gathering.ts';
import { DONE, localMarketInfo } from '../support/market-fixture.ts';

const SENDER = `0x${'5a'.repeat(20)}` as const;
const LIMITS: GatheringLimits = { window: 1, mostWindows: 5, mostItems: 10, mostGas: 1_000 };

const tradeId = (number: number): Bytes32 => `0x${String(number).padStart(64, '0')}`;
const item = (number: number): DueItem => ({
  kind: 'expire',
  key: `expire:${number}`,
  tradeId: tradeId(number),
  call: { to: localMarketInfo.market, data: `0x01020304${'00'.repeat(32)}`, label: 'expire' },
});

/** A chain of batches: what they contain, and how each ends. */
class MockQueue {
  readonly outbox = new MemoryOutbox();
  readonly sent: { key: string; items: readonly string[] }[] = [];
  gas = 10;
  /** Why a call is refused before it is stored, or once it is mined; and what is skipped inside. */
  refusal: (call: Call) => ErrorCode | undefined = () => undefined;
  revert: (call: Call) => ErrorCode | undefined = () => undefined;
  skip: readonly string[] = [];

  simulate = async () => this.gas;

  submit = async (key: string, call: Call) => {
    const stored = await this.outbox.find(key);
    if (stored) {
      if (stored.error) throw EvlockError.fromBody(stored.error);
      return stored.result!;
    }
    const refusal = this.refusal(call);
    if (refusal) throw new EvlockError(refusal);
    const items = call.items ?? [];
    this.sent.push({ key, items: items.map((one) => one.key) });
    const skipped = items
      .filter((one) => this.skip.includes(one.key))
      .map((one) => ({ key: one.key, reason: 'METER_BUSY' as const }));
    const revert = this.revert(call);
    const entry: OutboxEntry = {
      ...{ key, chainId: 31_337, from: SENDER, ...call, nonce: 0, gasLimit: 1, attempts: [] },
      state: revert ? 'reverted' : 'done',
      result: revert ? null : { ...DONE, ...(call.items && { skipped }) },
      error: revert ? new EvlockError(revert).toJSON() : null,
    };
    await this.outbox.put(entry);
    if (revert) throw new EvlockError(revert);
    return entry.result!;
  };

  async batchOf(key: string): Promise<OutboxEntry | undefined> {
    const batches = this.sent.filter(({ items }) => items.includes(key));
    expect(batches.length).toBeLessThan(2);
    return batches[0] && this.outbox.find(batches[0].key);
  }
}

let queue: MockQueue;
const gatheringOf = (limits: Partial<GatheringLimits> = {}): Gathering => {
  const outbox = { find: (key: string) => queue.outbox.find(key), batchOf: (key: string) => queue.batchOf(key) };
  return new Gathering(
    localMarketInfo,
    { ...LIMITS, ...limits },
    { queue, outbox, clock: systemClock, log: silentLog },
  );
};
const submitAll = (gathering: Gathering, count: number) =>
  Promise.allSettled(Array.from({ length: count }, (_, number) => gathering.submit(item(number), 1_000)));
const sizes = () => queue.sent.map(({ items }) => items.length);

beforeEach(() => {
  queue = new MockQueue();
});

describe('what is due at one moment', () => {
  it('is one transaction, and a single item is not a batch', async () => {
    const gathering = gatheringOf();
    await submitAll(gathering, 4);
    await gathering.submit(item(9), 1_000);
    expect(sizes()).toEqual([4, 0]);
    expect(queue.sent[1]?.key).toBe('expire:9');
  });

  it('is bounded in number and in gas', async () => {
    await submitAll(gatheringOf({ mostItems: 3 }), 7);
    expect(sizes()).toEqual([3, 3, 0]);
    queue = new MockQueue();
    queue.gas = 400;
    await submitAll(gatheringOf(), 5);
    expect(sizes()).toEqual([2, 2, 0]);
  });

  it('waits for what is about to come, but not forever', async () => {
    const gathering = gatheringOf();
    const first = gathering.submit(item(0), 1_000);
    await gathering.arriving(() => systemClock.sleep(4 as never));
    await Promise.all([first, gathering.submit(item(1), 1_000)]);
    expect(sizes()).toEqual([2]);
    void gathering.arriving(() => new Promise(() => undefined));
    await gathering.submit(item(2), 1_000);
    expect(sizes()).toEqual([2, 0]);
  });

  it('is split when it would exceed the computation limit together', async () => {
    queue.refusal = ({ items = [] }) => (items.length > 2 ? 'COMPUTATION_LIMIT' : undefined);
    const ends = await submitAll(gatheringOf(), 5);
    expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(sizes().sort()).toEqual([0, 2, 2]);
  });
});

describe('an item of a batch', () => {
  it('that was skipped continues alone, in no second batch', async () => {
    queue.skip = ['expire:1'];
    queue.revert = ({ items }) => (items ? undefined : 'METER_BUSY');
    const gathering = gatheringOf();
    const ends = await submitAll(gathering, 3);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(queue.sent.map(({ key }) => key)).toEqual(['batch:expire:0', 'expire:1']);
    // Requested again, and after a restart, each keeps its outcome.
    for (const again of [gathering, gatheringOf()]) expect(await submitAll(again, 3)).toMatchObject(ends);
    expect(queue.sent).toHaveLength(2);
  });

  it('whose batch was refused as a whole continues alone', async () => {
    queue.revert = ({ items }) => (items ? 'ITEM_STARVED' : undefined);
    const ends = await submitAll(gatheringOf(), 3);
    expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(queue.sent.map(({ key }) => key)).toEqual(['batch:expire:0', 'expire:0', 'expire:1', 'expire:2']);
  });

  it('learns of an outage, and is not sent alone meanwhile', async () => {
    queue.refusal = () => 'CHAIN_UNREACHABLE';
    const ends = await submitAll(gatheringOf(), 3);
    expect(ends).toMatchObject(Array(3).fill({ status: 'rejected', reason: { code: 'CHAIN_UNREACHABLE' } }));
    expect(queue.sent).toEqual([]);
  });

  it('requested twice at once is sent once', async () => {
    const gathering = gatheringOf();
    await Promise.all([submitAll(gathering, 3), submitAll(gathering, 3)]);
    expect(queue.sent).toMatchObject([{ items: ['expire:0', 'expire:1', 'expire:2'] }]);
  });
});
