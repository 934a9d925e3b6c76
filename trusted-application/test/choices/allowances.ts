/**
 * What orders may use of everything that owners have allowed: counted independently, without knowing which mandate covers
 * which.
 */
import { lock, type Mandate, type Order, type Side } from '@evlock/protocol';
import { EVLOCK_DATE_MARGIN_S, EVLOCK_NONCE_STEP_MAX } from '@evlock/secure-world';

interface Amounts {
  energy: bigint;
  money: bigint;
}

type Live = Amounts & Pick<Order, 'side' | 'openBefore' | 'end'>;

const nothing = (): Record<Side, Amounts> => ({
  bid: { energy: 0n, money: 0n },
  offer: { energy: 0n, money: 0n },
});
const moneyOf = (order: Order): bigint => (order.side === 'bid' ? lock(order.energy, order.price) : 0n);

export class Allowances {
  nextNonce = 1;
  private allowed = nothing();
  private charged = nothing();
  /** By nonce: signed, and neither opened nor released. */
  private readonly live = new Map<number, Live>();
  private readonly least: Record<Side, bigint> = { bid: 2n ** 64n, offer: 2n ** 64n };
  /** At least the device's date. */
  private readonly date: () => number;

  constructor(date: () => number) {
    this.date = date;
  }

  allow({ side, energyCap, moneyCap, minEnergy }: Mandate): void {
    this.allowed[side].energy += energyCap;
    this.allowed[side].money += moneyCap;
    if (minEnergy < this.least[side]) this.least[side] = minEnergy;
  }

  order(order: Order): void {
    const { nonce, side, energy, minEnergy, openBefore, end } = order;
    expect(nonce >= this.nextNonce, 'uses a nonce twice');
    expect(nonce - this.nextNonce < EVLOCK_NONCE_STEP_MAX, 'jumps over nonces');
    this.nextNonce = nonce + 1;
    expect(minEnergy >= this.least[side] && energy >= minEnergy, 'cuts a mandate into smaller orders than it allows');
    this.live.set(nonce, { side, energy, money: moneyOf(order), openBefore, end });
    const taken = this.taken(side);
    const { allowed } = this;
    expect(taken.energy <= allowed[side].energy, 'signs orders beyond all mandates');
    expect(side === 'offer' || taken.money <= allowed[side].money, 'signs bids for more money than all mandates allow');
  }

  /** The device's order with this nonce opens a trade of this bid. */
  open(nonce: number, side: Side, bid: Order): void {
    expect(this.live.delete(nonce), 'opens an order that it has opened, closed or released');
    this.charged[side].energy += bid.energy;
    this.charged[side].money += side === 'bid' ? moneyOf(bid) : 0n;
  }

  close(nonce: number): void {
    this.live.delete(nonce);
  }

  release(nonce: number): void {
    const order = this.live.get(nonce);
    if (!order) throw new Error('releases something that is not an order');
    expect(this.date() >= order.openBefore + EVLOCK_DATE_MARGIN_S, 'releases what may still be opened');
    this.live.delete(nonce);
  }

  /** All mandates end; for another market the orders too. */
  migrate(elsewhere: boolean): void {
    if (elsewhere) this.live.clear();
    for (const side of ['bid', 'offer'] as const) this.allowed[side] = this.taken(side);
  }

  private taken(side: Side): Amounts {
    const date = this.date();
    const taken = { ...this.charged[side] };
    for (const order of this.live.values()) {
      if (order.side !== side || date >= order.end + EVLOCK_DATE_MARGIN_S) continue;
      taken.energy += order.energy;
      taken.money += order.money;
    }
    return taken;
  }
}

function expect(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
