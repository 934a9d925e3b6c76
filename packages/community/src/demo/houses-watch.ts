/** What each house's meter says of itself, and its money on chain, read every few seconds. */
import type { ChainReader } from '@evlock/chain';
import type { Operator } from '@evlock/owner';
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

  /** Reads a house whose owner is somebody else, until the signal: what chain and operator know of it. */
  async followFromOutside(
    household: Household,
    operator: Pick<Operator, 'meters'>,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      const before = this.of(household.name);
      const [money, meters] = await Promise.all([this.#moneyOf(household), operator.meters().catch(() => undefined)]);
      const online = meters?.find(({ meterKey }) => meterKey === household.meterKeyOrNone)?.online ?? false;
      this.#watched.set(household.name, { ...before, online, money });
      await this.#modules.clock.sleep(EVERY, signal).catch(() => undefined);
    }
  }

  async #moneyOf({ name, account }: Household): Promise<HouseSnapshot['money']> {
    return this.#modules
      .reader()
      .account(account)
      .then(({ balance: free, locked, reputation }) => ({ free, locked, reputation }))
      .catch(() => this.of(name).money);
  }

  async #read(household: Household): Promise<void> {
    const { clock, tell } = this.#modules;
    const { name, owner } = household;
    const before = this.of(name);
    const money = await this.#moneyOf(household);
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
