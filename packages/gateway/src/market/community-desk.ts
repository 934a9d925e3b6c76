/** What anyone may know of the community: sums. A page that many look at costs the database one look in a few seconds. */
import { type Clock, type CommunityView, energy, money, type Timestamp, timestamp } from '@evlock/protocol';
import { activeMeters, type EndedSums, endedByHour, HOUR, newestBlock, openSums } from '../database/community-sums.ts';
import type { Database } from '../database/database.ts';
import type { MeterDirectory } from './meter-directory.ts';

/** Milliseconds for which an answer is given again. */
export const COMMUNITY_AGE = 3_000;
const HOURS = 24;
const NOTHING: EndedSums = { trades: 0, delivered: energy(0n), paid: money(0n) };

const added = (one: EndedSums, other: EndedSums): EndedSums => ({
  trades: one.trades + other.trades,
  delivered: energy(one.delivered + other.delivered),
  paid: money(one.paid + other.paid),
});

export interface CommunityDeskModules {
  readonly database: Database;
  readonly meters: Pick<MeterDirectory, 'online'>;
  readonly clock: Clock;
}

export class CommunityDesk {
  readonly #modules: CommunityDeskModules;
  /** What ended up to and with this block is summed; older events are not read again. */
  #through = -1;
  #sinceStart = NOTHING;
  #hours = new Map<Timestamp, EndedSums>();
  #answer: { readonly view: Promise<CommunityView>; readonly made: number } | undefined;
  /** The look that is under way: two at once would count the same blocks twice. */
  #looking: Promise<CommunityView> | undefined;

  constructor(modules: CommunityDeskModules) {
    this.#modules = modules;
  }

  /** At most `COMMUNITY_AGE` old. */
  view(): Promise<CommunityView> {
    const now = this.#modules.clock.monotonic();
    if (this.#answer && now - this.#answer.made < COMMUNITY_AGE) return this.#answer.view;
    if (this.#looking) return this.#looking;
    const view = this.#look().finally(() => {
      this.#looking = undefined;
    });
    this.#looking = view;
    this.#answer = { view, made: now };
    view.catch(() => {
      if (this.#answer?.view === view) this.#answer = undefined;
    });
    return view;
  }

  async #look(): Promise<CommunityView> {
    const { database, meters, clock } = this.#modules;
    const newest = (await newestBlock(database)) ?? { block: 0, time: clock.now() };
    const { time } = newest;
    await this.#sumUpTo(newest.block);
    const [open, active] = [await openSums(database, time), await activeMeters(database)];
    const oldest = timestamp(time - (time % HOUR) - HOURS * HOUR);
    for (const start of this.#hours.keys()) if (start < oldest) this.#hours.delete(start);
    return {
      ...newest,
      ...open,
      households: active.length,
      online: active.filter((key) => meters.online(key)).length,
      sinceStart: this.#sinceStart,
      hours: [...this.#hours]
        .map(([start, sums]) => ({ start, ...sums }))
        .sort((one, other) => one.start - other.start),
    };
  }

  async #sumUpTo(block: number): Promise<void> {
    // A development chain may have lost its last blocks.
    if (block < this.#through) {
      this.#through = -1;
      this.#sinceStart = NOTHING;
      this.#hours.clear();
    }
    const ended = await endedByHour(this.#modules.database, { after: this.#through, upTo: block });
    this.#through = block;
    for (const [start, sums] of ended) {
      this.#sinceStart = added(this.#sinceStart, sums);
      this.#hours.set(start, added(this.#hours.get(start) ?? NOTHING, sums));
    }
  }
}
