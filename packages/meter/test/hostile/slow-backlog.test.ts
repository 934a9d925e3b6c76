/**
 * A hacked gateway holds back the partner's receipts and releases one a second, so that an old one always arrives in time.
 * At a tenth of the power limit the loss rule alone notices late.
 */
import { type Energy, type Receipt, type Role, timestamp } from '@evlock/protocol';
import { at, receiptOf, rules, START, sampleTrade } from '@evlock/testing/meter/samples';
import { expect, it } from 'vitest';
import { step } from '../../src/trade/trade-machine.ts';
import { announcedTrade, relayClosed, type TradeEvent, type TradeProgress } from '../../src/trade/trade-progress.ts';
import type { TradeRules } from '../../src/trade/trade-rules.ts';

const trade = sampleTrade();
/** 144 W: 40 mWh per second. */
const PER_TENTH = 4n;

/** One meter, in step with its partner, whose receipts are passed to it. */
class Side {
  readonly role: Role;
  progress: TradeProgress;
  energy = 0n;
  sequence = 0;
  newest: Receipt | undefined;
  readonly #rules: TradeRules;

  constructor(role: Role, how: TradeRules) {
    this.role = role;
    this.#rules = how;
    this.progress = announcedTrade(trade, role);
    this.tell({ type: 'chain', state: 'open', time: START });
    this.tick(0);
    this.tell({ type: 'delivery-opened', now: START });
  }

  tell(event: TradeEvent): void {
    const next = step(this.progress, event, this.#rules);
    this.progress = next.progress;
    if (next.actions.some(({ type }) => type === 'sign-receipt')) this.#sign();
  }

  tick(time: number): void {
    const now = timestamp(START + Math.floor(time / 1000));
    this.tell({ type: 'tick', now, at: at(time), energy: this.energy as Energy, busy: false });
  }

  hear(receipt: Receipt, time: number): void {
    this.tell({ type: 'partner-receipt', receipt, at: at(time) });
  }

  get flows(): boolean {
    return relayClosed(this.progress);
  }

  #sign(): void {
    const partner = this.progress.partner;
    this.newest = receiptOf(trade, this.role, {
      ...{ sequence: ++this.sequence, energy: this.energy },
      ...{ partnerSequence: partner?.sequence ?? 0, partnerEnergy: partner?.energy ?? 0n },
    });
    this.tell({ type: 'receipt-signed', sequence: this.sequence });
  }
}

/** The most that the seller delivered beyond the buyer's newest receipt, mWh. */
function exposedBy(how: TradeRules, gateway: { readonly holdsFrom: number; readonly seconds: number }): bigint {
  const [seller, buyer] = [new Side('seller', how), new Side('buyer', how)];
  const held: Receipt[] = [];
  let [passedToBuyer, passedToSeller] = [0, 0];
  let most = 0n;
  for (let time = 100; time < 55_000; time += 100) {
    if (seller.flows && buyer.flows) {
      seller.energy += PER_TENTH;
      buyer.energy += PER_TENTH;
    }
    if (seller.newest && seller.newest.sequence > passedToBuyer) {
      passedToBuyer = seller.newest.sequence;
      buyer.hear(seller.newest, time);
    }
    if (buyer.newest && buyer.newest.sequence > passedToSeller) {
      passedToSeller = buyer.newest.sequence;
      held.push(buyer.newest);
    }
    // At first every other receipt only: a backlog of half of them, then one a second.
    const holding = time >= gateway.holdsFrom && time < gateway.holdsFrom + gateway.seconds * 1000;
    if (time % (holding ? 2_000 : 1_000) === 0) {
      const next = held.shift();
      if (next) seller.hear(next, time);
    }
    seller.tick(time);
    buyer.tick(time);
    const exposed = seller.energy - (seller.progress.partner?.energy ?? 0n);
    if (exposed > most) most = exposed;
  }
  return most;
}

const hostile = { holdsFrom: 5_000, seconds: 40 };
const PER_SECOND = PER_TENTH * 10n;

it('honest: exposure is at most two seconds of flow', () => {
  expect(exposedBy(rules, { holdsFrom: 0, seconds: 0 })).toBeLessThanOrEqual(2n * PER_SECOND);
});

it('exposure is at most the flow during receipt timeout, interval and one clock tick', () => {
  expect(exposedBy(rules, hostile)).toBeLessThanOrEqual(4n * PER_SECOND + PER_TENTH);
});

it('control without counting what the partner has seen: four times as much', () => {
  const exposed = exposedBy({ ...rules, mostUnheard: Number.POSITIVE_INFINITY }, hostile);
  expect(exposed).toBeGreaterThan(15n * PER_SECOND);
});
