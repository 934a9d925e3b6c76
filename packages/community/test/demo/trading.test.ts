import { type Clock, EvlockError, milliseconds, timestamp } from '@evlock/protocol';
import { offerView, tradeView } from '@evlock/testing/owner/samples';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Community } from '../../src/community.ts';
import { DemoTrading } from '../../src/index.ts';

const HOUSES = ['alice', 'bob', 'carol'];

/** Owners who note what they do; time passes as soon as somebody waits for it. */
class Stage {
  readonly did: string[] = [];
  readonly waits: string[] = [];
  /** Errors of the next placements, by house. */
  readonly refusals = new Map<string, string[]>();
  readonly standing = new Set<string>();
  readonly stop = new AbortController();
  /** Resolves once this has been done. */
  #expected: { readonly what: string; readonly done: () => void }[] = [];
  readonly clock: Clock = {
    now: () => timestamp(1_000),
    monotonic: () => milliseconds(0),
    sleep: async (_time, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
  readonly trading: DemoTrading;

  constructor() {
    const households = new Map(
      HOUSES.map((name) => [name, { name, owner: this.#owner(name), meterKeyOrNone: undefined }]),
    );
    const community = {
      households,
      household: (name: string) => households.get(name),
      reader: { finalized: async () => ({ number: 1 }) },
    };
    this.trading = new DemoTrading(
      { wires: [], first: ['alice', 'bob'] },
      {
        community: community as unknown as Community,
        clock: this.clock,
        onTrade: () => undefined,
        onWait: ({ code }) => this.waits.push(code),
      },
    );
  }

  until(what: string): Promise<void> {
    return new Promise((done) => {
      if (this.did.includes(what)) done();
      else this.#expected.push({ what, done });
    });
  }

  #do(what: string): void {
    this.did.push(what);
    for (const { what: expected, done } of this.#expected) if (expected === what) done();
  }

  #owner(name: string) {
    const { signal } = this.stop;
    const refuse = (): void => {
      const code = this.refusals.get(name)?.shift();
      if (code !== undefined) throw new EvlockError(code as 'METER_BUSY');
    };
    return {
      async *events() {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
        yield* [];
      },
      trades: async () => [],
      standingOrders: async () => (this.standing.has(name) ? [{ state: 'active' }] : [{ state: 'ended' }]),
      placeStandingOrder: async () => {
        refuse();
        this.#do(`${name} stands`);
      },
      offer: async () => {
        refuse();
        this.#do(`${name} offers`);
        return offerView;
      },
      buy: async () => {
        this.#do(`${name} buys`);
        return tradeView();
      },
      cancel: async () => undefined,
      follow: async function* () {
        yield { ...tradeView(), state: 'settled' };
      },
    };
  }

  /** Ends it as Ctrl-C does. */
  async end(running: Promise<void>): Promise<unknown> {
    this.stop.abort(new EvlockError('CANCELLED'));
    return running.then(
      () => 'done',
      (error: unknown) => EvlockError.from(error).code,
    );
  }
}

describe('the trading of the neighbourhood', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });

  it('begins with one trade at once; the pair’s standing orders follow it, and the others’ wait for nobody', async () => {
    const { trading, stop } = stage;
    trading.join(['alice', 'bob'], stop.signal);
    trading.join(['carol'], stop.signal);
    await stage.until('carol stands');
    expect(stage.did).toEqual(['carol stands']);
    const running = trading.run(stop.signal);
    await Promise.all([stage.until('alice stands'), stage.until('bob stands')]);
    expect(stage.did.slice(1, 3)).toEqual(['alice offers', 'bob buys']);
    expect(await stage.end(running)).toBe('CANCELLED');
  });

  it('leaves what an earlier start of the folder began as it is', async () => {
    for (const name of HOUSES) stage.standing.add(name);
    const { trading, stop } = stage;
    trading.join(HOUSES, stop.signal);
    const running = trading.run(stop.signal);
    expect(await stage.end(running)).toBe('CANCELLED');
    expect(stage.did).toEqual([]);
  });

  it('survives every refusal, and tells each reason once', async () => {
    stage.refusals.set('alice', ['METER_BUSY', 'METER_BUSY', 'RECORDS_DIFFER']);
    const { trading, stop } = stage;
    trading.join(['alice', 'bob'], stop.signal);
    const running = trading.run(stop.signal);
    await stage.until('alice stands');
    expect(stage.waits).toEqual(['METER_BUSY', 'RECORDS_DIFFER']);
    expect(await stage.end(running)).toBe('CANCELLED');
  });
});
