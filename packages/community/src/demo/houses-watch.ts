/** What each house's meter says of itself, and its money on chain, read every few seconds. */
import type { ChainReader } from '@evlock/chain';
import { type Clock, EvlockError, type MeterStatus, milliseconds } from '@evlock/protocol';
import type { Fact, Snapshot } from '../feed/index.ts';
import type { Household } from '../parts/household.ts';

type HouseSnapshot = Snapshot['houses'][number];

const EVERY = milliseconds(3_000);

export interface Watched {
  readonly online: boolean;
  readonly meter: HouseSnapshot['meter'];
  readonly money: HouseSnapshot['money'];
}

const UNKNOWN: Watched = { online: false, meter: null, money: null };

export interface HousesWatchModules {
  readonly clock: Clock;
  readonly reader: () => Pick<ChainReader, 'account'>;
  readonly tell: (fact: Fact) => void;
}

export class HousesWatch {
  readonly #modules: HousesWatchModules;
  readonly #watched = new Map<string, Watched>();

  constructor(modules: HousesWatchModules) {
    this.#modules = modules;
  }

  of(name: string): Watched {
    return this.#watched.get(name) ?? UNKNOWN;
  }

  /** Reads one house until the signal. */
  async follow(household: Household, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#read(household);
      await this.#modules.clock.sleep(EVERY, signal).catch(() => undefined);
    }
  }

  async #read({ name, owner, account }: Household): Promise<void> {
    const { clock, reader, tell } = this.#modules;
    const before = this.of(name);
    const money = await reader()
      .account(account)
      .then(({ balance: free, locked, reputation }) => ({ free, locked, reputation }))
      .catch(() => before.money);
    const said = await owner.account().catch((error: unknown) => EvlockError.from(error));
    if (said instanceof EvlockError) {
      // The gateway is down: whether the meter is there, nobody can say.
      this.#watched.set(name, { ...before, online: false, money });
      return;
    }
    const { online, status, verdict } = said;
    const [check] = verdict.failed;
    if (check !== undefined) tell({ kind: 'lie-caught', house: name, by: 'owner', code: 'NOT_PROVEN' });
    if (online !== before.online && this.#watched.has(name))
      tell({ kind: online ? 'meter-online' : 'meter-offline', house: name });
    this.#watched.set(name, { online, money, meter: status ? meterOf(status, clock) : before.meter });
    const fault = status?.fault ?? null;
    if (fault !== null && fault !== before.meter?.fault) tell({ kind: 'meter-fault', house: name, code: fault });
  }
}

const meterOf = ({ state, fault }: MeterStatus, clock: Clock): NonNullable<HouseSnapshot['meter']> => ({
  state,
  fault,
  at: clock.now(),
});
