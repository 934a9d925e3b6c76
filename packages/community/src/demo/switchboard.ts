/** Connects the wires that running trades need, in their direction: a house's port holds one wire at a time. */
import type { Address, Bytes32, Timestamp, TradeView } from '@evlock/protocol';
import type { SimulatorControl } from '@evlock/simulator';
import type { WireSpec } from '../parts/simulator.ts';

/** Power of a delivery, mW. */
const POWER = 1_000_000;

export interface SwitchboardModules {
  readonly control: () => Pick<SimulatorControl, 'setWire'>;
  /** The house of a meter; undefined for one of another community. */
  readonly houseOf: (meterKey: Address) => string | undefined;
}

/** Both meters have signed that it is over. */
export const isDelivered = ({ seller, buyer }: TradeView): boolean =>
  [seller, buyer].every(({ receipt }) => receipt?.receipt.final === true);

interface Connection {
  readonly wire: WireSpec;
  readonly trade: Bytes32;
  /** Whether the wire's `from` sells. */
  readonly forward: boolean;
}

export class Switchboard {
  readonly #wires: readonly WireSpec[];
  readonly #modules: SwitchboardModules;
  #connected: readonly Connection[] = [];
  /** One change after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(wires: readonly WireSpec[], modules: SwitchboardModules) {
    this.#wires = wires;
    this.#modules = modules;
  }

  /** The trade that a wire is connected for. */
  tradeOn(wire: string): Bytes32 | null {
    return this.#connected.find((connection) => connection.wire.id === wire)?.trade ?? null;
  }

  /** Connects what these trades need at `now`: of two that need one house, the earlier. */
  follow(trades: readonly TradeView[], now: Timestamp): Promise<void> {
    const wanted = this.#wanted(trades, now);
    const change = this.#turn.then(() => this.#change(wanted));
    this.#turn = change.catch(() => undefined);
    return change;
  }

  #wanted(trades: readonly TradeView[], now: Timestamp): Connection[] {
    const running = trades.filter((trade) => {
      return (trade.state === 'signed' || trade.state === 'open') && trade.end > now && !isDelivered(trade);
    });
    const taken = new Set<string>();
    return running
      .toSorted((one, other) => one.start - other.start)
      .flatMap((trade) => {
        const connection = this.#connectionOf(trade);
        if (!connection || [connection.wire.from, connection.wire.to].some((name) => taken.has(name))) return [];
        taken.add(connection.wire.from).add(connection.wire.to);
        return [connection];
      });
  }

  #connectionOf({ id, seller, buyer }: TradeView): Connection | undefined {
    const [from, to] = [seller, buyer].map(({ meterKey }) => this.#modules.houseOf(meterKey));
    for (const wire of this.#wires) {
      if (wire.from === from && wire.to === to) return { wire, trade: id, forward: true };
      if (wire.from === to && wire.to === from) return { wire, trade: id, forward: false };
    }
    return undefined;
  }

  async #change(wanted: readonly Connection[]): Promise<void> {
    const control = this.#modules.control();
    const ports = new Set(wanted.flatMap(({ wire }) => [wire.from, wire.to]));
    const isWanted = (id: string): boolean => wanted.some(({ wire }) => wire.id === id);
    const before = this.#connected;
    // The wire of a trade that has ended stays until its port is needed, as a plug does.
    const kept = before.filter(({ wire }) => !isWanted(wire.id) && !ports.has(wire.from) && !ports.has(wire.to));
    const fresh = wanted.filter((one) => !before.some((other) => isSame(one, other)));
    for (const wire of this.#wires) {
      const inTheWay = !isWanted(wire.id) && (ports.has(wire.from) || ports.has(wire.to));
      if (inTheWay && fresh.length > 0) await control.setWire(wire.id, { connected: false });
    }
    for (const { wire, forward } of fresh) {
      await control.setWire(wire.id, { connected: true, milliwatt: forward ? POWER : -POWER });
    }
    this.#connected = [...wanted, ...kept];
  }
}

const isSame = (one: Connection, other: Connection): boolean =>
  one.wire.id === other.wire.id && one.forward === other.forward;
