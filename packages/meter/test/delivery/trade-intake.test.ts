/** Trades announced but not yet seen on chain. */
import { type Timestamp, timestamp, tradeOf } from '@evlock/protocol';
import { domain, START } from '@evlock/testing/meter/samples';
import { sellerKey, signedOrders } from '@evlock/testing/meter/signer';
import { describe, expect, it } from 'vitest';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';

describe('a trade unknown to the chain', () => {
  const orders = signedOrders();
  const { id } = tradeOf(domain, orders);
  const intake = (announced: Timestamp): TradeIntake => {
    const store = { trade: () => undefined, order: () => undefined };
    const made = new TradeIntake({ domain, meterKey: sellerKey.address, firstBlock: 1 }, { store });
    expect(made.take(orders, announced)?.trade.id).toBe(id);
    return made;
  };

  it('becomes a phantom a minute after its announcement', () => {
    const made = intake(START);
    expect(made.isPhantom(id, timestamp(START + 59))).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(true);
    made.done(id);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(false);
  });

  it('becomes one a minute after the first block, if the clock was ahead at its announcement', () => {
    const made = intake(timestamp(START + 50_000));
    expect(made.isPhantom(id, START)).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 59))).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(true);
  });
});
