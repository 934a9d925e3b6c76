import { isProven, verifyMovementOnChain, verifyMovements } from '@evlock/owner';
import type { MovementView } from '@evlock/protocol';
import { historyEvents, movementViews } from '@evlock/testing/owner/history-samples';
import { account, meterKey, stranger } from '@evlock/testing/owner/samples';
import { hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';

const pinned = { account, meterKey };
const chainOf = (): MockChain => {
  const chain = new MockChain();
  chain.log.push(...historyEvents);
  return chain;
};
const kinds = ['fee', 'withdrawn', 'sold', 'bought', 'locked', 'deposited'] as const;
const changed = (kind: MovementView['kind'], change: Partial<MovementView>): MovementView[] =>
  movementViews.map((view) => (view.kind === kind ? { ...view, ...change } : view));
const failedOnChain = async (views: readonly MovementView[]): Promise<string[]> => {
  const found = [];
  for (const shown of verifyMovements(views)) {
    const judged = await verifyMovementOnChain({ ...shown, verdict: { failed: [], unchecked: [] } }, pinned, chainOf());
    if (!isProven(judged)) found.push(judged.kind);
  }
  return found;
};

describe('movements that a gateway shows', () => {
  it('are events of the chain, one balance following from another', async () => {
    const judged = verifyMovements(movementViews);
    expect(judged.map(({ kind }) => kind)).toEqual(kinds);
    expect(judged.every(({ verdict }) => verdict.failed.length === 0 && verdict.unchecked[0] === 'movement')).toBe(
      true,
    );
    const proven = await verifyMovementOnChain(judged[3] as never, pinned, chainOf());
    expect(proven.verdict).toEqual({ failed: [], unchecked: [] });
    expect(await failedOnChain(movementViews)).toEqual([]);
  });

  it.each<[MovementView['kind'], Partial<MovementView>]>([
    ['withdrawn', { balance: 4_000_001n as never }],
    ['locked', { locked: 1n as never }],
    ['sold', { balanceChange: -1n }],
    ['bought', { time: 1 as never }],
    ['deposited', { block: 99 }],
  ])('have a %s whose balance or place does not follow (%#)', (kind, change) => {
    expect(verifyMovements(changed(kind, change)).some(({ verdict }) => verdict.failed.includes('balances'))).toBe(
      true,
    );
  });

  it('cannot be left out between others', () => {
    const shown = verifyMovements(movementViews.filter(({ kind }) => kind !== 'withdrawn'));
    expect(shown.map(({ verdict }) => verdict.failed)[0]).toEqual(['balances']);
  });

  it.each(
    kinds.flatMap((kind) =>
      (
        [
          { balanceChange: 1n },
          { transaction: hex('9') },
          { time: 7 as never },
          { other: stranger.account.address },
          { logIndex: 2 },
        ] as Partial<MovementView>[]
      ).map((change) => [kind, change] as const),
    ),
  )('have a %s that never happened so (%#)', async (kind, change) => {
    expect(await failedOnChain(changed(kind, change))).toEqual([kind]);
  });

  it.each<[MovementView['kind'], Partial<MovementView>]>([
    ['bought', { energy: 1n as never }],
    ['bought', { price: 1n as never }],
    ['bought', { kind: 'sold' }],
    ['sold', { trade: hex('6') }],
    ['sold', { opened: null }],
    ['locked', { kind: 'refunded' }],
    ['deposited', { lockedChange: 1n }],
  ])('have a %s of another trade or kind (%#)', async (kind, change) => {
    expect(await failedOnChain(changed(kind, change))).toHaveLength(1);
  });

  it('of another account are not one’s own', async () => {
    const shown = verifyMovements(movementViews);
    const other = { account: stranger.account.address, meterKey: stranger.meter.address };
    for (const view of shown) {
      expect((await verifyMovementOnChain(view, other, chainOf())).verdict.failed).toEqual(['movement']);
    }
  });
});
