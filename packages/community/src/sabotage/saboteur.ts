/** Breaks what a visitor of the demo asks for, and mends it again. */
import { type Clock, EvlockError } from '@evlock/protocol';
import type { Fault } from '@evlock/simulator';
import type { Community } from '../community.ts';
import type { Fact, Sabotage, Snapshot } from '../feed/index.ts';
import type { ManagedProcess } from '../parts/process.ts';
import type { LyingGateway } from './lying-gateway.ts';

/** Of the sensor's output: 0.3 A a second. */
const DRIFT_MICROVOLT = 20_000;
/** What a shunted sensor still shows, ppm. */
const SHUNTED_PPM = 600_000;

export interface SaboteurModules {
  readonly community: Community;
  readonly gateway: LyingGateway;
  readonly clock: Clock;
  readonly tell: (fact: Fact) => void;
}

type Mend = () => Promise<unknown>;

interface Done {
  readonly shown: Snapshot['faults'][number];
  readonly mend: Mend;
}

const isSame = (one: Sabotage, other: Sabotage): boolean => JSON.stringify(one) === JSON.stringify(other);

export class Saboteur {
  readonly #modules: SaboteurModules;
  readonly #done = new Map<number, Done>();
  #nextId = 1;
  /** One act after the other: each starts or stops processes. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(modules: SaboteurModules) {
    this.#modules = modules;
  }

  list(): Snapshot['faults'] {
    return [...this.#done.values()].map(({ shown }) => shown);
  }

  /** Returns the id to mend. Throws `OUT_OF_STATE` for what is broken already, `INVALID_INPUT` for what is not there. */
  sabotage(sabotage: Sabotage): Promise<number> {
    return this.#inTurn(async () => {
      if (this.list().some((fault) => isSame(fault.sabotage, sabotage)))
        throw new EvlockError('OUT_OF_STATE', { problem: sabotage.kind });
      const mend = await this.#do(sabotage);
      const id = this.#nextId++;
      this.#done.set(id, { shown: { id, since: this.#modules.clock.now(), sabotage }, mend });
      this.#modules.tell({ kind: 'sabotaged', sabotage });
      return id;
    });
  }

  /** Throws `INVALID_INPUT` for an unknown id. */
  mend(id: number): Promise<void> {
    return this.#inTurn(async () => {
      const done = this.#done.get(id);
      if (!done) throw new EvlockError('INVALID_INPUT', { field: 'fault', value: id });
      await done.mend();
      this.#done.delete(id);
      this.#modules.tell({ kind: 'mended', sabotage: done.shown.sabotage });
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #do(sabotage: Sabotage): Promise<Mend> {
    const { community, gateway } = this.#modules;
    switch (sabotage.kind) {
      case 'wire-cut':
        return this.#inject(sabotage.wire, { kind: 'wire-cut' });
      case 'wire-stolen':
        return this.#inject(sabotage.wire, { kind: 'wire-bypass', to: 'elsewhere' });
      case 'sensor-drift':
        return this.#inject(sabotage.house, { kind: 'sensor-drift', microvoltPerSecond: DRIFT_MICROVOLT });
      case 'sensor-frozen':
        return this.#inject(sabotage.house, { kind: 'sensor-stuck' });
      case 'sensor-shunted':
        return this.#inject(sabotage.house, { kind: 'sensor-gain', ppm: SHUNTED_PPM });
      case 'meter-killed': {
        const household = community.households.get(sabotage.house);
        if (!household) throw new EvlockError('INVALID_INPUT', { field: 'house', value: sabotage.house });
        return this.#kill(household.meter, sabotage.house, () => household.meter.start());
      }
      case 'gateway-killed':
        return this.#kill(community.gateway, null, () => community.launchGateway());
      case 'gateway-lies':
        await gateway.lie(sabotage.lie);
        return () => gateway.beHonest();
    }
  }

  async #inject(target: string, fault: Fault): Promise<Mend> {
    const { control } = this.#modules.community;
    const id = await control.inject(target, fault);
    return () => control.clear(id);
  }

  /** Nobody starts it again but `mend`. */
  async #kill(process: ManagedProcess, house: string | null, start: Mend): Promise<Mend> {
    const { community, tell } = this.#modules;
    const named = { process: house === null ? 'gateway' : 'meter', house } as const;
    await process.kill();
    tell({ kind: 'process-ended', ...named });
    return async () => {
      if (!process.running) await start();
      await community.recordChildren();
      tell({ kind: 'process-running', ...named });
    };
  }
}
