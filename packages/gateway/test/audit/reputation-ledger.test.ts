import type { ChainEvent } from '@evlock/chain';
import { type Address, type Bytes32, CLAIM_SECONDS, type Energy, type Ppm } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { ReputationLedger } from '../../src/audit/reputation-ledger.ts';

const address = (digit: string): Address => `0x${digit.repeat(40)}`;
const [buyer, seller, again] = [address('1'), address('2'), address('3')];
const [buying, selling] = [address('a'), address('b')];
const id = (number: number): Bytes32 => `0x${String(number).padStart(64, '0')}`;
const END = 100_000;
const TRADED = 2_000_000n;

const event = (name: ChainEvent['name'], fields: object, time = END): ChainEvent =>
  ({ name, block: 1, blockHash: id(1), time, transaction: id(7), logIndex: 0, ...fields }) as unknown as ChainEvent;
const enrolled = (meterKey: Address, account: Address) => event('Enrolled', { meterKey, account, active: true });
const both = [enrolled(buyer, buying), enrolled(seller, selling)];
const opened = (number: number, traded = TRADED) =>
  event('TradeOpened', {
    tradeId: id(number),
    buyerMeter: buyer,
    sellerMeter: seller,
    energy: traded,
    price: 120_000n,
    start: END - 600,
    end: END,
  });
const settled = (number: number, delivered: bigint, time = END) =>
  event('TradeSettled', { tradeId: id(number), delivered }, time);
const claimed = (number: number, role: string, final: boolean) =>
  event('Claimed', { tradeId: id(number), role, energy: 5n, final });
const late = END + CLAIM_SECONDS;

function ledger(events: readonly ChainEvent[], band: Ppm | undefined = 50_000 as Ppm) {
  const { reputation, changes } = new ReputationLedger({ minimumLot: 100_000n as Energy, bandOf: () => band }, events);
  return { reputation: Object.fromEntries(reputation), changes: [...changes.values()] };
}

describe('reputation', () => {
  it('is given to both for a complete delivery, within the loss band', () => {
    const { reputation, changes } = ledger([...both, opened(1), settled(1, 1_900_000n)]);
    expect(reputation).toEqual({ [buying]: 1, [selling]: 1 });
    expect(changes).toEqual([{ buyer: 1, seller: 1 }]);
    expect(ledger([...both, opened(1), settled(1, 1_899_999n)]).reputation).toEqual({ [buying]: 0, [selling]: 0 });
  });

  it('is given at most once per account and UTC day, whoever the partner is', () => {
    const day = 86_400;
    const events = [1, 2, 3].flatMap((number) => [
      opened(number),
      settled(number, TRADED, number === 3 ? day * 2 : END),
    ]);
    expect(ledger([...both, ...events]).reputation).toEqual({ [buying]: 2, [selling]: 2 });
    const third = enrolled(again, address('c'));
    const other = { ...opened(4), sellerMeter: again } as ChainEvent;
    const all = [...both, third, opened(1), settled(1, TRADED), other, settled(4, TRADED)];
    expect(ledger(all).reputation).toEqual({ [buying]: 1, [selling]: 1, [address('c')]: 1 });
    expect(ledger(all).changes[1]).toEqual({ buyer: 0, seller: 1 });
  });

  it('is not given before the delivery begins', () => {
    const early = ledger([...both, opened(1), settled(1, TRADED, END - 601)]);
    expect(early.reputation).toEqual({ [buying]: 0, [selling]: 0 });
    expect(ledger([...both, opened(1), settled(1, TRADED, END - 600)]).reputation).toEqual({
      [buying]: 1,
      [selling]: 1,
    });
  });

  it('does not change below the minimum lot, nor between meters of one account', () => {
    expect(ledger([...both, opened(1, 99_999n), settled(1, 99_999n)]).reputation).toEqual({
      [buying]: 0,
      [selling]: 0,
    });
    const one = [enrolled(buyer, buying), enrolled(seller, buying)];
    expect(ledger([...one, opened(1), settled(1, TRADED)]).reputation).toEqual({ [buying]: 0 });
  });

  it('is taken from the side that did not finish', () => {
    const settle = settled(1, 5n, late);
    const sides = (...claims: ChainEvent[]) => ledger([...both, opened(1), ...claims, settle]).changes[0];
    expect(sides(claimed(1, 'buyer', true))).toEqual({ buyer: 0, seller: -3 });
    expect(sides(claimed(1, 'buyer', false), claimed(1, 'seller', true))).toEqual({ buyer: -3, seller: 0 });
    expect(sides(claimed(1, 'buyer', true), claimed(1, 'seller', true))).toEqual({ buyer: 0, seller: 0 });
    const expire = event('TradeExpired', { tradeId: id(1) }, late);
    expect(ledger([...both, opened(1), claimed(1, 'seller', true), expire]).changes).toEqual([
      { buyer: -3, seller: 0 },
    ]);
    expect(ledger([...both, opened(1), expire]).changes).toEqual([{ buyer: 0, seller: 0 }]);
  });

  it("stays with the account when its meter is replaced, even for the old one's trades", () => {
    const replaced = event('Replaced', { account: selling, oldMeterKey: seller, newMeterKey: again });
    const events = [...both, enrolled(again, selling), opened(1), opened(2), settled(1, TRADED), replaced];
    expect(ledger(events).reputation).toEqual({ [buying]: 1, [selling]: 1 });
    const after = [...events, claimed(2, 'buyer', true), settled(2, 5n, late)];
    expect(ledger(after).reputation).toEqual({ [buying]: 1, [selling]: -2 });
  });

  it('comes from the events only when an unknown loss band decides', () => {
    const events = [...both, opened(1), settled(1, 1_950_000n)];
    const moved = event('ReputationChanged', { account: buying, change: 1, reputation: 1 });
    const unknown = new ReputationLedger({ minimumLot: 1n as Energy, bandOf: () => undefined }, [...events, moved]);
    expect([unknown.changes.size, unknown.reputation.get(buying)]).toEqual([0, 1]);
  });
});
