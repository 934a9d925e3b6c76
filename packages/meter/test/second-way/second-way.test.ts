/** What a gateway leaves undone after a trade's end, the meter passes to other submitters. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLAIM_SECONDS } from '@evlock/protocol';
import { signedReceipt } from '@evlock/testing/meter/signer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PATIENCE, paidFor, trade, WayFixture } from './way-fixture.ts';

/** Until the next check, and the largest random delay. */
const SLACK = 30 + PATIENCE / 10;

describe('a second way', () => {
  let folder: string;
  let file: string;
  const worlds: WayFixture[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-way-'));
    file = join(folder, 'meter.sqlite');
  });
  afterEach(async () => {
    for (const fixture of worlds.splice(0)) {
      await fixture.stop();
      fixture.store.close();
    }
    rmSync(folder, { recursive: true });
  });
  const fixture = (...names: string[]): WayFixture => {
    const made = new WayFixture(file, names);
    worlds.push(made);
    return made;
  };

  it('is unused while the gateway settles in time', async () => {
    const one = fixture('gateway', 'tower');
    one.delivered();
    one.start();
    await one.until(60);
    one.chain.submit([...one.store.receipts(trade.id, 'buyer'), ...one.store.receipts(trade.id, 'seller')]);
    await one.until(CLAIM_SECONDS + 10_000);
    expect(one.names()).toEqual([]);
    expect(one.way.undone).toEqual([]);
  });

  it('settles with both final receipts what a gateway withholds, once', async () => {
    const one = fixture('gateway', 'tower');
    one.delivered();
    one.start();
    await one.until(PATIENCE - 30);
    expect(one.names()).toEqual([]);
    expect(one.way.undone).toMatchObject([{ id: trade.id, phase: 'settle', submitter: 'gateway' }]);
    await one.until(PATIENCE + SLACK);
    expect(one.chain.outcome).toMatchObject({ state: 'SETTLED', paid: paidFor(9_800n) });
    await one.until(CLAIM_SECONDS + 10_000);
    expect(one.names()).toEqual(['tower']);
    const [{ item } = { item: undefined }] = one.brought;
    expect(item?.kind === 'trade' && item.trade.receipts.map(({ receipt }) => [receipt.role, receipt.final])).toEqual([
      ['buyer', true],
      ['seller', true],
    ]);
  });

  it('control with the gateway alone: it withholds for 24 hours, and the seller is paid nothing', async () => {
    const one = fixture('gateway');
    one.delivered();
    one.start();
    expect(one.way.exists).toBe(false);
    await one.until(CLAIM_SECONDS + 10);
    expect(one.brought).toEqual([]);
    // Now anybody can end it, and nothing is claimed.
    one.chain.submit([]);
    expect(one.chain.outcome).toMatchObject({ state: 'EXPIRED', paid: 0n });
    expect(paidFor(9_800n)).toBe(1_176n);
  });

  it.each([
    ['tower', ['cancel', 'trade']],
    // One key sends endpoint submissions, one at a time.
    ['rpc', ['cancel']],
  ])('submits each item independently while a submitter (%s) holds the first request open', async (name, kinds) => {
    const one = fixture('gateway', name);
    const held = Promise.withResolvers<void>();
    one.holding.set(name, held.promise);
    one.delivered();
    one.revoked(7);
    one.start();
    await one.until(PATIENCE + SLACK);
    const asked = one.brought.map(({ item }) => item.kind);
    one.holding.clear();
    held.resolve();
    await one.until(PATIENCE + 2 * SLACK);
    expect(asked).toEqual(kinds);
    expect(one.brought.map(({ item }) => item.kind)).toContain('cancel');
    expect(one.chain.outcome).toMatchObject({ state: 'SETTLED' });
  });

  it('passes to the next submitter what an endpoint busy with another item leaves waiting', async () => {
    const one = fixture('gateway', 'rpc', 'tower');
    const held = Promise.withResolvers<void>();
    one.holding.set('rpc', held.promise);
    one.delivered();
    one.revoked(7);
    one.start();
    await one.until(2 * PATIENCE + 2 * SLACK);
    held.resolve();
    expect(one.brought.map(({ name, item }) => [name, item.kind])).toEqual([
      ['rpc', 'cancel'],
      ['tower', 'trade'],
    ]);
    expect(one.chain.outcome).toMatchObject({ state: 'SETTLED' });
  });

  it('begins nothing more when it stops, and takes its turn after a restart', async () => {
    const one = fixture('gateway', 'rpc');
    const held = Promise.withResolvers<void>();
    one.holding.set('rpc', held.promise);
    one.delivered();
    one.revoked(7);
    one.start();
    await one.until(PATIENCE + SLACK);
    one.holding.clear();
    const restarted = one.restart();
    held.resolve();
    await restarted;
    expect(one.brought.map(({ item }) => item.kind)).toEqual(['cancel']);
    await one.until(PATIENCE + 2 * SLACK);
    expect(one.brought.map(({ item }) => item.kind)).toEqual(['cancel', 'trade']);
  });

  it('claims with its own final receipt and the partner’s largest without a pair, and closes when due', async () => {
    const one = fixture('gateway', 'tower');
    one.delivered({ finals: ['seller'] });
    one.start();
    await one.until(PATIENCE + SLACK);
    expect(one.chain.claims).toEqual({
      buyer: { energy: 9_800n, final: false },
      seller: { energy: 9_900n, final: true },
    });
    await one.until(CLAIM_SECONDS - 10);
    expect(one.names()).toEqual(['tower']);
    await one.until(CLAIM_SECONDS + PATIENCE + SLACK);
    expect(one.names()).toEqual(['tower', 'tower']);
    expect(one.chain.outcome).toMatchObject({ state: 'SETTLED', paid: paidFor(9_800n) });
    // It is the buyer who did not finish.
    expect(one.chain.outcome?.reputation).toEqual({ buyer: -3, seller: 0 });
  });

  it('asks the next submitter at once when one refuses', async () => {
    const one = fixture('gateway', 'tower', 'rpc');
    one.refusing.set('tower', 'WATCHTOWER_UNREACHABLE');
    one.delivered();
    one.start();
    await one.until(PATIENCE + SLACK + 30);
    expect(one.names()).toEqual(['tower', 'rpc']);
    expect(one.chain.state).toBe('settled');
  });

  it('asks the next after its patience when one accepted without effect', async () => {
    const one = fixture('gateway', 'tower', 'rpc');
    one.honest = false;
    one.delivered();
    one.start();
    await one.until(PATIENCE + SLACK);
    one.honest = true;
    await one.until(2 * PATIENCE);
    expect(one.names()).toEqual(['tower']);
    await one.until(2 * PATIENCE + 2 * SLACK);
    expect(one.names()).toEqual(['tower', 'rpc']);
    expect(one.chain.state).toBe('settled');
  });

  it('keeps trying throughout the claim period, ever less often', async () => {
    const one = fixture('gateway', 'tower', 'rpc');
    for (const name of ['tower', 'rpc']) one.refusing.set(name, 'WATCHTOWER_UNREACHABLE');
    one.delivered();
    one.start();
    await one.until(CLAIM_SECONDS - 3_600);
    const count = one.brought.length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(80);
    one.refusing.clear();
    await one.until(CLAIM_SECONDS - 10);
    expect(one.chain.state).toBe('settled');
  });

  it('sends nothing twice across restarts, and forgets nothing', async () => {
    const one = fixture('gateway', 'tower', 'rpc');
    one.honest = false;
    one.delivered();
    one.start();
    await one.until(PATIENCE + SLACK);
    for (let count = 0; count < 5; count++) await one.restart();
    await one.until(PATIENCE + 2 * SLACK);
    expect(one.names()).toEqual(['tower']);
    one.honest = true;
    await one.restart();
    await one.until(2 * PATIENCE + 2 * SLACK);
    expect(one.names()).toEqual(['tower', 'rpc']);
  });

  it('control without the records: every restart sends it again', async () => {
    const one = fixture('gateway', 'tower');
    one.honest = false;
    one.delivered();
    one.start();
    await one.until(PATIENCE + SLACK);
    const before = one.names().length;
    for (let count = 0; count < 5; count++) {
      one.store.submissions.prune((trade.end + 365 * 86_400) as typeof trade.end);
      await one.restart();
      await one.clock.advance((PATIENCE + SLACK) * 1_000);
    }
    expect(one.names().length).toBeGreaterThanOrEqual(before + 5);
  });

  it('is used in time although the clock was hours ahead when another was asked', async () => {
    const one = fixture('tower', 'other');
    one.refusing.set('tower', 'WATCHTOWER_UNREACHABLE');
    one.refusing.set('other', 'WATCHTOWER_UNREACHABLE');
    one.delivered();
    await one.until(60);
    one.clock.set(50_000);
    one.start();
    await one.clock.advance(60_000);
    expect(one.names()).toEqual(['tower', 'other']);
    one.clock.set(-50_000);
    one.refusing.clear();
    await one.until(3_600);
    expect(one.chain.outcome).toMatchObject({ state: 'SETTLED', paid: paidFor(9_800n) });
  });

  it.each(['CHAIN_UNREACHABLE', 'CHAIN_DISAGREES', 'CHAIN_WRONG_NETWORK'] as const)(
    'is used although the meter cannot read the chain (%s): the submitter checks for itself',
    async (code) => {
      const one = fixture('gateway', 'tower');
      one.chain.readable = false;
      one.chain.failure = code;
      one.delivered();
      one.start();
      await one.until(PATIENCE + SLACK);
      expect(one.names()).toEqual(['tower']);
      expect(one.chain.state).toBe('settled');
    },
  );

  it('is not delayed by a partner that keeps signing new receipts', async () => {
    const one = fixture('gateway', 'tower');
    one.delivered({ finals: ['seller'] });
    one.start();
    for (let sequence = 6; one.clock.now() < trade.end + PATIENCE + SLACK; sequence++) {
      one.store.keepReceipt(signedReceipt(trade.id, 'buyer', { sequence, energy: 9_800n + BigInt(sequence) }));
      await one.clock.advance(20_000);
    }
    expect(one.names()).toEqual(['tower']);
    expect(one.chain.claims.buyer?.energy).toBeGreaterThan(9_800n);
  });

  it('submits cancels after trades, while their orders can still be opened', async () => {
    const one = fixture('gateway', 'tower');
    await one.until(0);
    one.delivered();
    one.revoked(9);
    one.start();
    await one.until(PATIENCE + SLACK);
    expect(one.brought.map(({ item }) => item.kind)).toEqual(['trade', 'cancel']);
    await one.until(3_600);
    expect(one.brought).toHaveLength(2);
  });

  it('submits no cancel that is on chain, nor one whose orders have expired', async () => {
    const one = fixture('gateway', 'tower');
    one.revoked(9);
    one.chain.spent.add(9);
    one.start();
    await one.until(8_000);
    one.chain.spent.clear();
    await one.until(10_000);
    expect(one.brought).toEqual([]);
  });
});
