/** One run: a trade, and kills at a drawn moment of it. */
import type { Community, Household } from '@evlock/community';
import { hasEnded, OPENING_SECONDS } from '@evlock/owner';
import {
  EvlockError,
  energy,
  milliseconds,
  type OfferView,
  systemClock,
  type TradeView,
  timestamp,
} from '@evlock/protocol';
import { type Pair, PRICE } from '@evlock/testing/community/community-under-test';
import { patiently } from '@evlock/testing/community/patiently';
import { Draw } from '@evlock/testing/protocol/draw';
import { untilSent } from '../../verdict/database.ts';
import { MeterStore } from '../../verdict/meter-store.ts';
import { type Moment, type Plan, STAGES, type Stage } from './cases.ts';
import { isShared, type Supervisor } from './supervisor.ts';

export interface RunResult {
  readonly plan: Plan;
  /** Processes killed; none when the moment was missed. */
  readonly kills: number;
  /** The seller's meter's stage when the first victim died. */
  readonly hit: string;
  /** Null when the order never reached the gateway. */
  readonly tradeId: string | null;
  /** State of a trade still unfinished soon after its interval; null when it was finished. */
  readonly problem: string | null;
}

/** Five seconds of delivery. */
const ENERGY = energy(1_200);
const POLL = milliseconds(15);
/** Length of a delivery interval; what a kill interrupts has the rest of it to recover. */
const INTERVAL_SECONDS = 25;
/** For one that ends by claims. */
const DARK_INTERVAL_SECONDS = 15;
/** After its interval: the watchtower's grace, and blocks. */
const END_WITHIN_SECONDS = 35;
/** Gateway answers to wait for on an unending trade, and when to give up without them. */
const LEAST_ANSWERS = 60;
const LOST_AFTER_SECONDS = 240;
/** Longest time for which the victim of a run stays dead. */
const DARK_MS = { own: 3_000, shared: 1_200 } as const;

export class Run {
  readonly #community: Community;
  readonly #supervisor: Supervisor;
  readonly #draw: Draw;
  readonly #plan: Plan;
  readonly #seller: Household;
  readonly #buyer: Household;
  #hit = '';
  #kills = 0;

  constructor(parts: { community: Community; supervisor: Supervisor }, pair: Pair, plan: Plan) {
    this.#community = parts.community;
    this.#supervisor = parts.supervisor;
    this.#draw = new Draw(plan.seed);
    this.#plan = plan;
    this.#seller = this.#community.household(pair.seller);
    this.#buyer = this.#community.household(pair.buyer);
  }

  /** Resolves when the trade is over; one that waits for the claim period, when its victims are dead. */
  async go(): Promise<RunResult> {
    const before = new Set(await patiently(() => this.#tradeIds()));
    // Waiting for a turn at the moment itself would miss it: the turn comes before the order.
    const { moment, victims } = this.#plan;
    const needsTurn = moment !== 'settling' && victims.some(isShared);
    const end = await (needsTurn ? this.#supervisor.exclusively(() => this.#trade(before)) : this.#trade(before));
    if (!this.#plan.untilClaimed) await patiently(() => this.#buyer.awaitOnline());
    const tradeId = (await patiently(() => this.#tradeIds())).find((id) => !before.has(id));
    const problem = tradeId === undefined ? null : await this.#awaitEnd(tradeId, end);
    return { plan: this.#plan, kills: this.#kills, hit: this.#hit, tradeId: tradeId ?? null, problem };
  }

  /** Places an offer, takes it and kills; returns the end of its interval. */
  async #trade(before: ReadonlySet<string>): Promise<number> {
    const { offer, end } = await patiently(() => this.#offer());
    const killing = this.#killAtMoment(before, end);
    await this.#buyer.owner
      .buy(offer, { energy: ENERGY, maxPrice: PRICE })
      .catch((error: unknown) => EvlockError.from(error));
    await killing;
    return end;
  }

  async #tradeIds(): Promise<TradeView['id'][]> {
    return (await this.#buyer.owner.trades({ limit: 200 })).map(({ id }) => id);
  }

  async #offer(): Promise<{ offer: OfferView; end: number }> {
    await this.#seller.awaitOnline();
    await this.#buyer.awaitOnline();
    const start = systemClock.now();
    const seconds = this.#plan.untilClaimed ? DARK_INTERVAL_SECONDS : INTERVAL_SECONDS;
    const end = timestamp(start + OPENING_SECONDS + seconds);
    return { offer: await this.#seller.owner.offer({ energy: ENERGY, price: PRICE, start, end }), end };
  }

  async #killAtMoment(before: ReadonlySet<string>, end: number): Promise<void> {
    const { moment } = this.#plan;
    if (moment === 'opening' || moment === 'settling') return this.#killSubmitter(moment, before, end);
    if (moment === 'ordered') await systemClock.sleep(milliseconds(this.#draw.between(0, 900)));
    else await this.#reach(moment, before, end);
    await this.#strike(before);
  }

  /** Between sending and transaction receipt. A transaction final before it was seen leaves nothing to kill. */
  async #killSubmitter(moment: 'opening' | 'settling', before: ReadonlySet<string>, end: number): Promise<void> {
    const kind = moment === 'opening' ? 'open' : 'settle';
    const store = new MeterStore(this.#seller);
    const gone = (): boolean => {
      const stage = store.stage(before);
      return systemClock.now() >= end || isAt(stage, moment === 'opening' ? 'confirmed' : 'settled');
    };
    const strike = async (): Promise<void> => {
      if (!(await untilSent(this.#community, { kind, sellerMeter: this.#seller.meterKey }, gone))) return;
      this.#hit = `${kind} sent`;
      await this.#strike(before);
    };
    if (moment === 'opening') return strike();
    await this.#reach('stopped', before, end);
    await this.#supervisor.exclusively(strike);
  }

  async #strike(before: ReadonlySet<string>): Promise<void> {
    const pair = { seller: this.#seller, buyer: this.#buyer };
    for (const victim of this.#plan.victims) {
      this.#hit ||= new MeterStore(this.#seller).stage(before);
      const most = isShared(victim) ? DARK_MS.shared : DARK_MS.own;
      const darkMs = this.#plan.untilClaimed ? Number.POSITIVE_INFINITY : this.#draw.between(0, most);
      await this.#supervisor.kill(victim, pair, darkMs);
      this.#kills++;
      if (victim !== this.#plan.victims.at(-1)) await systemClock.sleep(milliseconds(this.#draw.between(0, 600)));
    }
  }

  /** Waits for the seller's meter to reach the stage, or a later one, and then a little. */
  async #reach(moment: Stage, before: ReadonlySet<string>, end: number): Promise<void> {
    const store = new MeterStore(this.#seller);
    if (moment === 'paused') await this.#reach('delivering', before, end);
    const partner = moment === 'paused' ? this.#buyer.meter.pid : undefined;
    if (partner !== undefined) process.kill(partner, 'SIGSTOP');
    try {
      while (!isAt(store.stage(before), moment) && systemClock.now() < end) await systemClock.sleep(POLL);
    } finally {
      if (partner !== undefined) process.kill(partner, 'SIGCONT');
    }
    await systemClock.sleep(milliseconds(this.#draw.between(0, LINGER_MS[moment])));
  }

  /**
   * Null once it is over, or waiting for the claim period as planned; otherwise its state when final receipts are long
   * overdue.
   */
  async #awaitEnd(tradeId: TradeView['id'], end: number): Promise<string | null> {
    if (this.#plan.untilClaimed) {
      await systemClock.sleep(milliseconds(Math.max(0, end - systemClock.now()) * 1_000));
      return null;
    }
    let view: TradeView | undefined;
    // While the gateway is away for other kills, the state is unknown.
    for (let answers = 0; answers < LEAST_ANSWERS || systemClock.now() < end + END_WITHIN_SECONDS; ) {
      const answer = await this.#buyer.owner.trade(tradeId).catch(() => undefined);
      if (answer) answers++;
      view = answer ?? view;
      if (view && hasEnded(view)) return null;
      if (systemClock.now() > end + LOST_AFTER_SECONDS) break;
      await systemClock.sleep(milliseconds(200));
    }
    return `${view?.state} at its end, buyer ${view?.buyer.cause}, seller ${view?.seller.cause}, ${view?.error}`;
  }
}

/** Longest wait within a stage before the kill, so that kills spread over the stage. */
const LINGER_MS: Readonly<Record<Exclude<Moment, 'opening' | 'settling'>, number>> = {
  ordered: 900,
  opened: 60,
  confirmed: 60,
  delivering: 3_500,
  paused: 400,
  stopped: 20,
  finalizing: 300,
  settled: 400,
};

/** `claiming` and `fault` are unordered: they end the wait. */
function isAt(stage: string, moment: Stage): boolean {
  const place = STAGES.indexOf(stage as Stage);
  return place < 0 || place >= STAGES.indexOf(moment);
}
