/**
 * A wire between two households. The sending household's converter drives a steady current through it, raising the voltage
 * by the wire's loss; it stays off unless both relays are closed.
 */

export interface WireOptions {
  readonly id: string;
  /** Sends when `watt` is positive. */
  readonly from: string;
  readonly to: string;
  readonly ohm: number;
  readonly nominalVolt: number;
  readonly watt: number;
  readonly connected: boolean;
}

/** Where a wire's current goes, as seen by both meters. Ampere, never negative. */
export interface WireFlow {
  /** Through the sender's meter, out. */
  readonly sent: number;
  /** Through the receiver's meter, in. */
  readonly metered: number;
  /** Into the receiver's household, bypassing its meter. */
  readonly aroundMeter: number;
  /** To a household or battery outside the simulation. */
  readonly elsewhere: number;
  /** Into the ground at the receiver's end. */
  readonly leaked: number;
  /** The part of `metered` from outside the simulation. */
  readonly foreign: number;
}

/** What the households at both ends allow. */
export interface WireEnds {
  /** The sender's relay is closed. */
  readonly closed: boolean;
  /** The sender's battery and converter can supply power. */
  readonly able: boolean;
  /** The receiver's relay is closed, and its battery accepts charge. */
  readonly receiving: boolean;
}

export const NO_FLOW: WireFlow = { sent: 0, metered: 0, aroundMeter: 0, elsewhere: 0, leaked: 0, foreign: 0 };

export class Wire {
  readonly id: string;
  readonly ohm: number;
  readonly #options: WireOptions;
  /** Requested power at nominal voltage, in W; negative sends the other way. */
  watt: number;
  connected: boolean;
  cut = false;
  leakOhm: number | undefined;
  bypass: 'receiver' | 'elsewhere' | undefined;
  foreignWatt: number | undefined;

  constructor(options: WireOptions) {
    this.id = options.id;
    this.ohm = options.ohm;
    this.watt = options.watt;
    this.connected = options.connected;
    this.#options = options;
  }

  get sender(): string {
    return this.watt >= 0 ? this.#options.from : this.#options.to;
  }

  get receiver(): string {
    return this.watt >= 0 ? this.#options.to : this.#options.from;
  }

  /** The flow between `ends`; `volt` is the receiver's bus voltage. */
  flow(ends: WireEnds, volt: number): WireFlow {
    const foreign = this.foreignWatt !== undefined && ends.receiving ? this.foreignWatt / this.#options.nominalVolt : 0;
    const runs = ends.closed && ends.able && ends.receiving && !this.cut;
    const sent = runs ? Math.abs(this.watt) / this.#options.nominalVolt : 0;
    const leaked = this.leakOhm === undefined ? 0 : Math.min(sent, volt / this.leakOhm);
    const arrived = sent - leaked;
    const bypass = this.foreignWatt === undefined ? this.bypass : 'elsewhere';
    return {
      sent,
      leaked,
      foreign,
      metered: (bypass === undefined ? arrived : 0) + foreign,
      aroundMeter: bypass === 'receiver' ? arrived : 0,
      elsewhere: bypass === 'elsewhere' ? arrived : 0,
    };
  }
}
