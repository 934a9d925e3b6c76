/**
 * Records a meter that proved faulty: once, with the proof, and with a warning in the log. From then on it gets no new orders;
 * its open trades end as any other. Only the operator can suspend it on chain, with a key that the gateway does not hold.
 */
import type { Log } from '@evlock/chain';
import { type Address, type Clock, EvlockError, type MeterFaultView, toJson } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { faultyMeters, insertFault, listFaults } from '../database/meter-faults.ts';

export interface FaultDeskModules {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export class FaultDesk {
  readonly #modules: FaultDeskModules;
  /** Cache of the database, which only this process writes. */
  #faulty: Promise<Map<Address, MeterFaultView['code']>> | undefined;

  constructor(modules: FaultDeskModules) {
    this.#modules = modules;
  }

  /** Stores the proof; `first` and `second` are the two messages or connections that contradict each other. */
  async report(meterKey: Address, code: MeterFaultView['code'], first: unknown, second: unknown): Promise<void> {
    const { database, clock, log } = this.#modules;
    const evidence: [string, string] = [toJson(first), toJson(second)];
    const isNew = await insertFault(database, { meterKey, code, found: clock.now(), evidence });
    const faulty = await this.#known();
    if (!faulty.has(meterKey)) faulty.set(meterKey, code);
    if (isNew) log.warn({ meterKey, code }, 'a meter proved faulty: suspend it on chain and have it replaced');
  }

  /** Throws the code of the fault that was proved of this meter, if any. */
  async requireSound(meterKey: Address): Promise<void> {
    const code = (await this.#known()).get(meterKey);
    if (code) throw new EvlockError(code, { meterKey });
  }

  #known(): Promise<Map<Address, MeterFaultView['code']>> {
    const known = this.#faulty ?? faultyMeters(this.#modules.database);
    this.#faulty = known;
    known.catch(() => {
      this.#faulty = undefined;
    });
    return known;
  }

  list(): Promise<MeterFaultView[]> {
    return listFaults(this.#modules.database);
  }
}
