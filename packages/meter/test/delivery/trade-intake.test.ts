/** Trades that are announced and not yet seen. */
import { type Timestamp, timestamp, tradeOf } from '@evlock/protocol';
import { domain, START } from '@evlock/testing/meter/samples';
import { sellerKey, signedOrders } from '@evlock/testing/meter/signer';
import { describe, expect, it } from 'vitest';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';

describe('a trade that the chain does not know', () => {
  const orders = signedOrders();
  const { id } = tradeOf(domain, orders);
  const intake = (announced: Timestamp): TradeIntake => {
    const store = { trade: () => undefined, order: () => undefined };
    const made = new TradeIntake({ domain, meterKey: sellerKey.address, firstBlock: 1 }, { store });
    expect(made.take(orders, announced)?.trade.id).toBe(id);
    return made;
  };

  it('is a phantom a minute after it was announced', () => {
    const made = intake(START);
    expect(made.isPhantom(id, timestamp(START + 59))).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(true);
    made.done(id);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(false);
  });

  it('is one a minute after the first block, where the clock was ahead when it was announced', () => {
    const made = intake(timestamp(START + 50_000));
    expect(made.isPhantom(id, START)).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 59))).toBe(false);
    expect(made.isPhantom(id, timestamp(START + 60))).toBe(true);
  });
});
