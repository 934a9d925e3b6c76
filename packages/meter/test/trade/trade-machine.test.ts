import { type Energy, lossAllowance, power, type Role, timestamp } from '@evlock/protocol';
import { at, END, receiptOf, rules, START, sampleTrade } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { step } from '../../src/trade/trade-machine.ts';
import { announcedTrade, relayClosed, type TradeEvent, type TradeProgress } from '../../src/trade/trade-progress.ts';
import type { TradeRules } from '../../src/trade/trade-rules.ts';

const trade = sampleTrade();

/** Drives one trade and records the requested actions. */
class Script {
  progress: TradeProgress;
  actions: string[] = [];
  time = 0;
  own = 0n;
  partner = 0n;
  sequence = 0;
  /** Of the newest own receipt, and of the newest that the partner has seen. */
  signed = 0;
  heard: number | undefined;

  readonly rules: TradeRules;

  constructor(role: Role, by = rules) {
    this.rules = by;
    this.progress = announcedTrade(trade, role);
  }

  send(...events: TradeEvent[]): this {
    for (const event of events) {
      const next = step(this.progress, event, this.rules);
      this.progress = next.progress;
      this.actions.push(...next.actions.map((one) => ('cause' in one ? `${one.type} ${one.cause}` : one.type)));
      if (next.actions.some(({ type }) => type === 'sign-receipt')) {
        this.send({ type: 'receipt-signed', sequence: ++this.signed });
      }
    }
    return this;
  }

  get now() {
    return timestamp(START + Math.floor(this.time / 1000));
  }

  tick(): this {
    return this.send({ type: 'tick', now: this.now, at: at(this.time), energy: this.own as Energy, busy: false });
  }

  hear(fields: { final?: boolean; cause?: 'mark-missing' | 'completed' | 'stopped-by-owner' } = {}): this {
    const role = this.progress.role === 'buyer' ? 'seller' : 'buyer';
    const partnerSequence = this.heard ?? this.signed;
    const own = { sequence: ++this.sequence, energy: this.partner, partnerSequence };
    const receipt = receiptOf(trade, role, { ...own, ...fields });
    return this.send({ type: 'partner-receipt', receipt, at: at(this.time) });
  }

  /** `seconds` with `own` and `partner` mWh per second; the partner is silent when undefined. */
  run(seconds: number, own = 100n, partner: bigint | undefined = own): this {
    for (let tenth = 1; tenth <= seconds * 10; tenth++) {
      this.time += 100;
      this.own += own / 10n;
      if (partner !== undefined && tenth % 10 === 0) {
        this.partner += partner;
        this.hear();
      }
      this.tick();
    }
    return this;
  }

  silence(seconds: number, own = 0n): this {
    for (let tenth = 1; tenth <= seconds * 10; tenth++) {
      this.time += 100;
      this.own += own / 10n;
      this.tick();
    }
    return this;
  }

  delivering(): this {
    this.send({ type: 'chain', state: 'open', time: START }).tick().send({ type: 'delivery-opened', now: this.now });
    return this.hear().tick();
  }

  closed(named = this.partner, cause = this.progress.cause ?? 'completed'): this {
    const { role } = this.progress;
    const fields = { sequence: 99, energy: this.own, partnerEnergy: named, final: true, cause };
    return this.send({ type: 'delivery-closed', receipt: receiptOf(trade, role, fields) });
  }

  take(): string[] {
    return this.actions.splice(0);
  }
}

describe('from announcement to delivery', () => {
  it('opens the delivery at start, once confirmed by the chain', () => {
    const script = new Script('seller').tick();
    expect(script.progress.stage).toBe('opened');
    script.send({ type: 'chain', state: 'open', time: START });
    expect(script.progress.stage).toBe('confirmed');
    expect(script.tick().take()).toEqual(['open-delivery']);
    expect(script.tick().take()).toEqual([]);
  });

  it('does not begin before start', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START });
    script.send({ type: 'tick', now: timestamp(START - 1), at: at(0), energy: 0n as Energy, busy: false });
    expect(script.take()).toEqual([]);
  });

  it('waits while another trade holds the delivery', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START });
    script.send({ type: 'tick', now: START, at: at(0), energy: 0n as Energy, busy: true });
    expect(script.take()).toEqual([]);
  });

  it('closes the relay at the partner’s first receipt, not before', () => {
    const script = new Script('buyer').send({ type: 'chain', state: 'open', time: START }).tick();
    script.send({ type: 'delivery-opened', now: START }).silence(2);
    expect(script.take()).toEqual(['open-delivery', 'sign-receipt', 'sign-receipt']);
    expect(relayClosed(script.progress)).toBe(false);
    script.hear().tick();
    expect(script.progress.stage).toBe('delivering');
    expect(script.take()).toEqual(['close-relay']);
  });

  it('retries when the secure world refuses', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START }).tick();
    script.send({ type: 'delivery-refused', code: 'SELF_TEST_REQUIRED', at: at(0) });
    expect(script.progress.error).toBe('SELF_TEST_REQUIRED');
    expect(script.silence(1).take()).toEqual(['open-delivery']);
    expect(script.silence(2).take()).toEqual(['open-delivery']);
  });

  it('ends an order that was never put on chain', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'none', time: timestamp(START - 1) });
    expect(script.progress.stage).toBe('opened');
    script.send({ type: 'chain', state: 'none', time: START });
    expect(script.progress).toMatchObject({ stage: 'expired', error: 'ORDER_EXPIRED' });
  });
});

describe('delivering', () => {
  it('signs a receipt a second and completes at the traded energy', () => {
    const script = new Script('buyer').delivering();
    script.take();
    script.run(10, 500n);
    expect(script.take().filter((action) => action === 'sign-receipt')).toHaveLength(10);
    script.run(10, 500n);
    expect(script.take().slice(-2)).toEqual(['open-relay', 'close-delivery completed']);
    expect(script.own).toBe(10_000n);
    script.closed().send({ type: 'chain', state: 'settled', time: END });
    expect(script.progress).toMatchObject({ stage: 'settled', error: null });
  });

  it('lets the seller make up for wire losses, within the loss band', () => {
    const script = new Script('seller').delivering();
    script.run(20, 500n);
    expect(script.own).toBe(trade.energy);
    expect(script.progress).toMatchObject({ stage: 'delivering', cause: null });
    script.take();
    script.run(1, lossAllowance(trade.energy, trade.lossBandPpm));
    expect(script.take().slice(-2)).toEqual(['open-relay', 'close-delivery completed']);
  });

  it('interrupts the relay of the seller for a mark', () => {
    const script = new Script('seller').delivering();
    script.take();
    script.send({ type: 'mark-due' }, { type: 'mark-over' });
    expect(script.take()).toEqual(['open-relay', 'close-relay']);
    const buyer = new Script('buyer').delivering();
    buyer.take();
    expect(buyer.send({ type: 'mark-due' }).take()).toEqual([]);
  });

  it('pauses when the partner is silent for longer than the timeout and resumes when it returns', () => {
    const script = new Script('seller').delivering().run(2);
    script.take();
    script.silence(3);
    expect(script.progress.stage).toBe('delivering');
    script.silence(0.1);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'PARTNER_SILENT' });
    expect(script.take()).toContain('open-relay');
    script.silence(5);
    expect(script.take().filter((action) => action === 'sign-receipt')).toHaveLength(5);
    script.run(1, 0n);
    expect(script.progress).toMatchObject({ stage: 'delivering', error: null });
    expect(script.take().at(-1)).toBe('close-relay');
  });

  it('pauses for at least the shortest pause', () => {
    const script = new Script('seller').delivering().silence(3.1).hear().tick();
    expect(script.progress.stage).toBe('paused');
    script.silence(1.3);
    expect(script.progress.stage).toBe('paused');
    script.silence(0.2);
    expect(script.progress.stage).toBe('delivering');
  });

  it('pauses when the receipts arriving every second lag its own last three', () => {
    const script = new Script('seller').delivering().run(5);
    script.heard = script.signed;
    script.run(3);
    expect(script.progress.stage).toBe('delivering');
    script.run(1).silence(0.1);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'PARTNER_SILENT' });
    // Released one a second, an old receipt becomes no newer.
    for (let second = 0; second < 10; second++) {
      script.heard++;
      script.run(1, 0n);
    }
    expect(script.progress.stage).toBe('paused');
    script.heard = undefined;
    script.run(1, 0n);
    expect(script.progress).toMatchObject({ stage: 'delivering', error: null });
  });

  it('does not begin before the partner has seen one of its last receipts', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START }).tick();
    script.send({ type: 'delivery-opened', now: START }).silence(10);
    script.heard = 0;
    expect(script.hear().tick().progress.stage).toBe('confirmed');
    script.heard = script.signed - 3;
    expect(script.hear().tick().progress.stage).toBe('delivering');
  });

  it('ends with partner-silent when it does not return', () => {
    const script = new Script('seller').delivering().silence(60);
    expect(script.progress).toMatchObject({ stage: 'stopped', cause: 'partner-silent', error: 'PARTNER_SILENT' });
  });

  it('completes at end when less than the traded energy could flow', () => {
    const script = new Script('seller').delivering().run(60);
    expect(script.progress).toMatchObject({ stage: 'stopped', cause: 'completed', error: null });
  });

  it('pauses on a loss above band and slack, then closes if it persists', () => {
    // 400 mWh/s out, nothing seen by the partner: beyond 5 % and 1 200 mWh in the fourth second.
    const script = new Script('seller').delivering().run(3, 400n, 0n);
    expect(script.progress.stage).toBe('delivering');
    script.run(1, 400n, 0n);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'LOSS_ABOVE_BAND' });
    script.run(7, 0n, 0n);
    expect(script.progress.stage).toBe('paused');
    script.run(2, 0n, 0n);
    expect(script.progress).toMatchObject({ stage: 'stopped', cause: 'loss-above-band', error: 'LOSS_ABOVE_BAND' });
  });

  it('detects a loss by the power in both orders, whatever the profile says about the bus', () => {
    const huge = { ...rules, powerLimit: power(2_000_000_000) };
    const tolerant = new Script('seller', huge).delivering().run(4, 400n, 0n);
    expect(tolerant.progress).toMatchObject({ stage: 'paused', error: 'LOSS_ABOVE_BAND' });
  });

  it('closes at the second pause for loss', () => {
    const script = new Script('seller').delivering().run(4, 400n, 0n);
    script.partner = script.own;
    script.run(3, 0n, 0n);
    expect(script.progress.stage).toBe('delivering');
    script.run(5, 400n, 0n);
    expect(script.progress).toMatchObject({ stage: 'stopped', cause: 'loss-above-band' });
  });

  it('detects a late loss within the window', () => {
    const script = new Script('seller').delivering().run(20, 100n);
    script.run(5, 400n, 0n);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'LOSS_ABOVE_BAND' });
  });

  it('pauses while its own measuring stalls', () => {
    const script = new Script('seller').delivering().run(5);
    script.take();
    script.send({ type: 'doubt', at: at(script.time) });
    expect(script.take()).toEqual(['open-relay']);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'SAMPLES_LATE' });
    script.run(2, 0n);
    expect(script.progress).toMatchObject({ stage: 'delivering', error: null });
  });

  it('closes the buyer when the mark is missing', () => {
    const script = new Script('buyer').delivering().run(5);
    script.take();
    script.send({ type: 'mark-missing' });
    expect(script.take()).toEqual(['open-relay', 'close-delivery mark-missing']);
    expect(script.progress.error).toBe('MARK_MISSING');
  });
});

describe('ending', () => {
  it('stops at the owner’s request', () => {
    const script = new Script('buyer').delivering().run(5);
    script.take();
    script.send({ type: 'stop' }).send({ type: 'stop' });
    expect(script.take()).toEqual(['open-relay', 'close-delivery stopped-by-owner']);
    expect(script.closed().progress).toMatchObject({ stage: 'finalizing', error: null });
  });

  it('closes a trade stopped before its start without opening it, for a final receipt of zero', () => {
    const script = new Script('buyer').send({ type: 'stop' }).tick();
    expect(script.take()).toEqual([]);
    script.send({ type: 'chain', state: 'open', time: START });
    // Also while another trade is delivered.
    script.send({ type: 'tick', now: timestamp(START - 100), at: at(0), energy: 0n as Energy, busy: true });
    expect(script.take()).toEqual(['close-unopened stopped-by-owner']);
    expect(script.closed().progress).toMatchObject({ stage: 'finalizing', delivery: 'closed', error: null });
  });

  it('closes at zero what it did not begin before the end, by the chain’s time and without blaming the partner', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START });
    script.time = 3_600_000;
    // Its own clock may be wrong.
    expect(script.tick().take()).toEqual([]);
    script.send({ type: 'chain', state: 'open', time: timestamp(END - 1) });
    expect(script.take()).toEqual([]);
    script.send({ type: 'chain', state: 'open', time: END });
    expect(script.take()).toEqual(['close-unopened restarted']);
    expect(script.progress.error).toBe('DELIVERY_MISSED');
    expect(script.closed().progress).toMatchObject({
      delivery: 'closed',
      cause: 'restarted',
      error: 'DELIVERY_MISSED',
    });
    expect(script.tick().take()).toEqual([]);
  });

  it('closes at zero a trade first seen after its end, and one blocked by its sensor', () => {
    const late = new Script('buyer').send({ type: 'chain', state: 'claimed', time: timestamp(END + 3_600) });
    expect(late.take()).toEqual(['close-unopened restarted']);
    const faulty = new Script('buyer').send({ type: 'chain', state: 'open', time: START }).tick();
    faulty.send({ type: 'delivery-refused', code: 'SENSOR_FAULT', at: at(0) });
    faulty.take();
    faulty.send({ type: 'chain', state: 'open', time: END });
    expect(faulty.take()).toEqual(['close-unopened sensor-fault']);
  });

  it('retries a failed close, but not beyond the claim period', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: END });
    script.take();
    script.send({ type: 'closing-refused', code: 'RECOVERY_PENDING', at: at(0) });
    expect(script.progress).toMatchObject({ stage: 'confirmed', delivery: 'none' });
    script.time = 1_999;
    expect(script.tick().take()).toEqual([]);
    script.time = 2_000;
    expect(script.tick().take()).toEqual(['close-unopened restarted']);
    script.send({ type: 'restarted' });
    expect(script.take()).toEqual(['close-delivery restarted']);
    script.send({ type: 'delivery-missing', at: at(script.time) });
    script.time = 10_000;
    expect(script.tick().take()).toEqual(['close-unopened restarted']);
    script.send({ type: 'closing-refused', code: 'RECOVERY_PENDING', at: at(0) });
    script.time = 200_000_000;
    expect(script.tick().take()).toEqual([]);
  });

  it('ends what is proven never opened, whatever was believed before', () => {
    const announced = new Script('seller').send({ type: 'chain', state: 'lapsed', time: START });
    expect(announced.progress).toMatchObject({ stage: 'expired', delivery: 'none', error: 'ORDER_EXPIRED' });
    const delivering = new Script('seller').delivering().run(3);
    delivering.take();
    delivering.send({ type: 'chain', state: 'lapsed', time: START });
    expect(delivering.take()).toEqual(['open-relay', 'close-delivery partner-final']);
    expect(delivering.progress).toMatchObject({ stage: 'expired', error: 'ORDER_EXPIRED' });
    const confirmed = new Script('buyer').send({ type: 'chain', state: 'open', time: START });
    confirmed.send({ type: 'chain', state: 'lapsed', time: START });
    expect(confirmed.progress).toMatchObject({ stage: 'expired', delivery: 'none' });
    expect(confirmed.take()).toEqual([]);
  });

  it('ends when the partner ends and names its final energy', () => {
    const script = new Script('seller').delivering().run(5);
    script.take();
    script.hear({ final: true, cause: 'stopped-by-owner' });
    expect(script.take()).toEqual(['open-relay', 'close-delivery partner-final']);
    expect(script.closed().progress.stage).toBe('finalizing');
    expect(script.take()).toEqual([]);
  });

  it('shows why the partner ended', () => {
    const script = new Script('seller').delivering().run(5).hear({ final: true, cause: 'mark-missing' });
    expect(script.progress).toMatchObject({ cause: 'partner-final', error: 'MARK_MISSING' });
  });

  it('lets the seller close again for a newer final receipt of the buyer, never the buyer', () => {
    for (const role of ['seller', 'buyer'] as const) {
      const script = new Script(role).delivering().run(5).send({ type: 'stop' }).closed(300n);
      script.take();
      script.hear({ final: true, cause: 'completed' });
      expect(script.take()).toEqual(role === 'seller' ? ['close-delivery stopped-by-owner'] : []);
      if (role === 'seller') script.closed();
      expect(script.progress.stage).toBe('finalizing');
    }
  });

  it('names at most nine final energies of a buyer that keeps signing new ones', () => {
    const script = new Script('seller').delivering().run(5).send({ type: 'stop' }).closed(300n);
    script.take();
    for (let final = 0; final < 50; final++) {
      script.partner += 1n;
      script.hear({ final: true, cause: 'completed' });
      if (script.actions.length > 0) script.closed();
    }
    expect(script.take()).toHaveLength(8);
  });

  it('counts as claiming when settlement does not come, and still ends by the chain', () => {
    const script = new Script('seller').delivering().run(5).send({ type: 'stop' }).closed();
    script.silence(100);
    expect(script.progress.stage).toBe('finalizing');
    script.silence(20);
    expect(script.progress.stage).toBe('claiming');
    script.send({ type: 'chain', state: 'expired', time: END });
    expect(script.progress.stage).toBe('expired');
  });

  it('is not ended by a missing trade: only an event proves an end, because storage words are reused', () => {
    for (const script of [
      new Script('seller').delivering().run(5),
      new Script('buyer').delivering().run(5).send({ type: 'stop' }).closed(),
    ]) {
      const { stage } = script.progress;
      script.send({ type: 'chain', state: 'none', time: timestamp(END + 90_000) });
      expect(script.progress).toMatchObject({ stage, error: null });
      expect(script.send({ type: 'chain', state: 'settled', time: END }).progress.stage).toBe('settled');
    }
  });

  it('ends at zero with a refused partner, without closing the relay', () => {
    const script = new Script('seller').send(
      { type: 'chain', state: 'open', time: START },
      { type: 'partner-refused' },
    );
    expect(script.tick().take()).toEqual(['close-unopened stopped-by-owner']);
    expect(script.progress).toMatchObject({ stage: 'stopped', error: 'PARTNER_REFUSED' });
  });

  it('is never cut by a claim', () => {
    const script = new Script('seller').delivering().run(5).send({ type: 'chain', state: 'claimed', time: START });
    expect(script.progress.stage).toBe('delivering');
    expect(script.send({ type: 'stop' }).closed().progress.stage).toBe('claiming');
  });

  it('frees the secure world when the chain ended the trade first', () => {
    const script = new Script('seller').delivering();
    script.take();
    script.send({ type: 'chain', state: 'settled', time: END });
    expect(script.take()).toEqual(['open-relay', 'close-delivery partner-final']);
  });
});

describe('stalled measuring', () => {
  it('keeps the relay open for as long as it lasts, and no longer', () => {
    const script = new Script('seller').delivering().run(5);
    script.take();
    for (let tenth = 0; tenth < 80; tenth++) {
      script.send({ type: 'doubt', at: at(script.time) });
      script.run(0.1, 0n);
      expect(relayClosed(script.progress)).toBe(false);
      if (tenth % 10 === 0) script.hear();
    }
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'SAMPLES_LATE', cause: null });
    script.hear().run(2, 0n);
    expect(script.progress).toMatchObject({ stage: 'delivering', error: null });
  });

  it('is also waited for when a silent partner was the first reason to pause', () => {
    const script = new Script('seller').delivering().run(5).silence(4);
    expect(script.progress.error).toBe('PARTNER_SILENT');
    script.hear().send({ type: 'doubt', at: at(script.time) });
    script.run(1, 0n);
    expect(script.progress).toMatchObject({ stage: 'paused', error: 'SAMPLES_LATE' });
    script.hear().run(2, 0n);
    expect(script.progress.stage).toBe('delivering');
  });
});

describe('faults', () => {
  it('ends with sensor-fault when the sensor is implausible', () => {
    const script = new Script('seller').delivering();
    script.take();
    script.send({ type: 'fault', code: 'SENSOR_FAULT' });
    expect(script.take()).toEqual(['open-relay', 'close-delivery sensor-fault']);
    expect(script.progress.error).toBe('SENSOR_FAULT');
  });

  it.each(['SECURE_WORLD_UNREACHABLE', 'STORE_FAILED'] as const)('opens the relay on %s and closes later', (code) => {
    const script = new Script('seller').delivering();
    script.take();
    script.send({ type: 'fault', code }).run(3, 0n);
    expect(script.take()).toEqual(['open-relay']);
    expect(script.progress).toMatchObject({ stage: 'fault', error: code });
    script.send({ type: 'healthy' });
    expect(script.take()).toEqual(['close-delivery restarted']);
    expect(script.closed().progress.stage).toBe('finalizing');
  });

  it('closes a delivery interrupted by a restart', () => {
    const script = new Script('seller').delivering();
    script.take();
    expect(script.send({ type: 'restarted' }).take()).toEqual(['open-relay', 'close-delivery restarted']);
    expect(new Script('seller').send({ type: 'restarted' }).take()).toEqual([]);
  });

  it('closes a delivery that the secure world opened earlier', () => {
    const script = new Script('seller').send({ type: 'chain', state: 'open', time: START }).tick();
    script.take();
    script.send({ type: 'delivery-refused', code: 'REPLAYED', at: at(0) });
    expect(script.take()).toEqual(['close-delivery restarted']);
  });
});
