import { type Address, type TradeView, timestamp } from '@evlock/protocol';
import { tradeView } from '@evlock/testing/owner/samples';
import { beforeEach, describe, expect, it } from 'vitest';
import { Switchboard, wiresBetween } from '../../src/index.ts';

const houses = ['alice', 'bob', 'carol', 'dave'] as const;
const meterOf = (name: string): Address => `0x${(houses.indexOf(name as 'alice') + 1).toString().padStart(40, '0')}`;
const NOW = timestamp(1_000);

interface Wish {
  readonly start?: number;
  readonly state?: TradeView['state'];
}

function trade(seller: string, buyer: string, { start = 1_010, state = 'open' }: Wish = {}): TradeView {
  const view = tradeView();
  return {
    ...view,
    id: `0x${`${seller}${buyer}${start}`.length.toString(16)}${Buffer.from(`${seller}${buyer}${start}`).toString('hex')}`,
    state,
    start: timestamp(start),
    end: timestamp(start + 60),
    seller: { ...view.seller, meterKey: meterOf(seller), receipt: null },
    buyer: { ...view.buyer, meterKey: meterOf(buyer), receipt: null },
  };
}

describe('the switchboard', () => {
  const connected = new Map<string, number>();
  let board: Switchboard;
  beforeEach(() => {
    connected.clear();
    const wires = wiresBetween(houses);
    connected.set('alice-bob', 1_000_000);
    const control = {
      setWire: async (wire: string, change: { milliwatt?: number; connected?: boolean }): Promise<void> => {
        if (change.connected === false) connected.delete(wire);
        else connected.set(wire, change.milliwatt ?? 0);
      },
    };
    const houseOf = (meter: Address): string | undefined => houses.find((name) => meterOf(name) === meter);
    board = new Switchboard(wires, { control: () => control, houseOf });
  });

  it('connects the wire of a trade in its direction, and takes away what was in the way', async () => {
    await board.follow([trade('carol', 'alice')], NOW);
    expect([...connected]).toEqual([['alice-carol', -1_000_000]]);
    await board.follow([trade('alice', 'carol')], NOW);
    expect([...connected]).toEqual([['alice-carol', 1_000_000]]);
  });

  it('serves two trades of different houses at a time', async () => {
    const trades = [trade('alice', 'dave'), trade('bob', 'carol')];
    await board.follow(trades, NOW);
    expect([...connected.keys()].toSorted()).toEqual(['alice-dave', 'bob-carol']);
    expect(board.tradeOn('alice-dave')).toBe(trades[0]?.id);
    expect(board.tradeOn('alice-bob')).toBeNull();
  });

  it('lets the earlier of two trades of one house have its port, until it is over', async () => {
    const later = trade('alice', 'carol', { start: 1_080 });
    const earlier = trade('alice', 'bob');
    await board.follow([later, earlier], NOW);
    expect([...connected.keys()]).toEqual(['alice-bob']);
    await board.follow([later, { ...earlier, state: 'settled' }], NOW);
    expect([...connected.keys()]).toEqual(['alice-carol']);
  });

  it('leaves wires alone for trades that are over, failed, or of other communities', async () => {
    const strange = {
      ...trade('alice', 'carol'),
      seller: { ...trade('alice', 'carol').seller, meterKey: meterOf('x') },
    };
    const over = trade('bob', 'carol', { start: 900 });
    await board.follow([strange, over, trade('carol', 'dave', { state: 'failed' })], NOW);
    expect([...connected.keys()]).toEqual(['alice-bob']);
  });
});
