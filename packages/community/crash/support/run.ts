/** One run: a trade, and kills at a drawn moment of it. */
import type { Community, Household } from '@evlock/community';
import {
  EvlockError,
  energy,
  milliseconds,
  type OfferView,
  systemClock,
  type TradeView,
  timestamp,
} from '@evlock/protocol';
import { type Pair, PRICE } from '../../test/support/world.ts';
import { untilSent } from './database.ts';
import { MeterStore } from './meter-store.ts';
import type { Draw } from './random.ts';
import type { Supervisor, Victim } from './supervisor.ts';

/** In the order in which a trade goes through them. */
export const MOMENTS = [
  'ordered',
  'opened',
  'confirmed',
  'delivering',
  'paused',
  'stopped',
  'finalizing',
  'settled',
] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Plan {
  /** Of the line in the table. */
  readonly name: string;
  readonly victims: readonly (Victim | 'chain')[];
  /** `opening` and `settling`: a transaction of that kind is sent and not yet final. */
  readonly moment: Moment | 'opening' | 'settling';
}

export interface RunResult {
  readonly plan: Plan;
  /** Where the seller's meter stood when the first victim died. */
  readonly hit: string;
  /** Null when the order never reached the gateway. */
  readonly tradeId: string | null;
  /** Where a trade stands that was not over soon after its interval; null when it was. */
  readonly problem: string | null;
}

const ENERGY = energy(1_800);
const POLL = milliseconds(15);
/** Length of a delivery interval; what a kill interrupts has the rest of it to go on. */
const INTERVAL_SECONDS = 25;
/** After its interval: the watchtower's grace, and blocks. */
const END_WITHIN_SECONDS = 25;

const isOver = ({ state }: TradeView): boolean => ['settled', 'expired', 'failed'].includes(state);

/** Tries until it works: an owner's page does the same while a gateway is away. */
async function patiently<T>(work: () => Promise<T>, within: number): Promise<T> {
  const until = systemClock.monotonic() + within;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (systemClock.monotonic() > until) throw error;
      await systemClock.sleep(milliseconds(500));
    }
  }
}

export class Run {
  readonly #community: Community;
  readonly #supervisor: Supervisor;
  readonly #draw: Draw;
  readonly #plan: Plan;
  readonly #seller: Household;
  readonly #buyer: Household;
  #hit = '';

  constructor(parts: { community: Community; supervisor: Supervisor; draw: Draw }, pair: Pair, plan: Plan) {
    this.#community = parts.community;
    this.#supervisor = parts.supervisor;
    this.#draw = parts.draw;
    this.#plan = plan;
    this.#seller = this.#community.household(pair.seller);
    this.#buyer = this.#community.household(pair.buyer);
  }

  async go(): Promise<RunResult> {
    const { end, tradeId } = await this.#trade();
    const problem = tradeId === undefined ? null : await this.#awaitEnd(tradeId, end);
    return { plan: this.#plan, hit: this.#hit, tradeId: tradeId ?? null, problem };
  }

  /** Places an offer, takes it and kills. Whether the order survived is for the database to say. */
  async #trade(): Promise<{ end: number; tradeId: TradeView['id'] | undefined }> {
    const before = new Set(await patiently(() => this.#tradeIds(), 60_000));
    const { offer, end } = await patiently(() => this.#offer(), 90_000);
    const killing = this.#killAtMoment(before, end);
    await this.#buyer.owner.buy(offer, { energy: ENERGY }).catch((error: unknown) => EvlockError.from(error));
    await killing;
    await patiently(() => this.#buyer.awaitOnline(), 60_000);
    const after = await patiently(() => this.#tradeIds(), 30_000);
    return { end, tradeId: after.find((id) => !before.has(id)) };
  }

  async #tradeIds(): Promise<TradeView['id'][]> {
    return (await this.#buyer.owner.trades({ limit: 200 })).map(({ id }) => id);
  }

  async #offer(): Promise<{ offer: OfferView; end: number }> {
    await this.#seller.awaitOnline();
    await this.#buyer.awaitOnline();
    const start = systemClock.now();
    const end = timestamp(start + INTERVAL_SECONDS);
    return { offer: await this.#seller.owner.offer({ energy: ENERGY, price: PRICE, start, end }), end };
  }

  async #killAtMoment(before: ReadonlySet<string>, end: number): Promise<void> {
    const { moment, victims } = this.#plan;
    if (moment === 'ordered') await systemClock.sleep(milliseconds(this.#draw.between(0, 900)));
    else if (moment === 'opening') await untilSent(this.#community, 'open:', end);
    else if (moment === 'settling') await untilSent(this.#community, 'settle:', end);
    else await this.#reach(moment, before, end);
    for (const victim of victims) {
      this.#hit ||= new MeterStore(this.#seller).stage(before);
      const pair = { seller: this.#seller, buyer: this.#buyer };
      const darkMs = this.#draw.between(0, 4_000);
      if (victim === 'chain') await this.#restartChain(darkMs);
      else await this.#supervisor.kill(victim, pair, darkMs);
      await systemClock.sleep(milliseconds(this.#draw.between(0, 600)));
    }
  }

  /** Loses the blocks since the chain's state was last written. */
  async #restartChain(darkMs: number): Promise<void> {
    const { number } = await this.#community.reader.finalized();
    process.kill(this.#community.chain.pid, 'SIGKILL');
    await this.#community.chain.ended;
    await systemClock.sleep(milliseconds(darkMs));
    await this.#community.launchChain();
    // Until the lost blocks have been made again, what was in them still counts as final elsewhere.
    const again = async (): Promise<boolean> => (await this.#community.reader.finalized()).number > number + 2;
    while (!(await again().catch(() => false))) await systemClock.sleep(milliseconds(200));
  }

  /** Waits for the stage of the seller's meter, or a later one, and then a little. */
  async #reach(moment: Moment, before: ReadonlySet<string>, end: number): Promise<void> {
    const store = new MeterStore(this.#seller);
    if (moment === 'paused') await this.#reach('delivering', before, end);
    const partner = moment === 'paused' ? this.#buyer.meter.pid : undefined;
    if (partner !== undefined) process.kill(partner, 'SIGSTOP');
    try {
      const place = (stage: string): number => MOMENTS.indexOf(stage as Moment);
      // `claiming` and `fault` are in no order: they end the wait.
      const reached = (stage: string): boolean => place(stage) < 0 || place(stage) >= place(moment);
      while (!reached(store.stage(before)) && systemClock.now() < end) await systemClock.sleep(POLL);
    } finally {
      if (partner !== undefined) process.kill(partner, 'SIGCONT');
    }
    const brief = moment === 'stopped' || moment === 'opened' || moment === 'confirmed';
    const most = moment === 'delivering' ? 3_500 : brief ? 60 : 400;
    await systemClock.sleep(milliseconds(this.#draw.between(0, most)));
  }

  /** Null once it is over; else where it stands when final receipts should long have settled it. */
  async #awaitEnd(tradeId: TradeView['id'], end: number): Promise<string | null> {
    let view: TradeView | undefined;
    while (systemClock.now() < end + END_WITHIN_SECONDS) {
      view = await this.#buyer.owner.trade(tradeId).catch(() => view);
      if (view && isOver(view)) return null;
      await systemClock.sleep(milliseconds(300));
    }
    return `${view?.state} at its end, buyer ${view?.buyer.cause}, seller ${view?.seller.cause}, ${view?.error}`;
  }
}
