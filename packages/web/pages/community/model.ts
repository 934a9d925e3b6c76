/** The feed's snapshot as the page reads it, and what follows from it. */
import type { Parsed, ParsedFact, ParsedSnapshot, Sabotage } from '@evlock/community/feed';

export type Snapshot = ParsedSnapshot;
export type House = Snapshot['houses'][number];
export type Wire = Snapshot['wires'][number];
export type Trade = Snapshot['trades'][number];
export type Happening = Snapshot['facts'][number];
export type Fault = Snapshot['faults'][number];
export type Loss = Snapshot['losses'][number];
export type Step = Snapshot['steps'][number];
export type Fact = ParsedFact;
export type Act = Parsed<Sabotage>;

/** Below this, in mW, nothing is said to flow: sensors and converters rest at a few watts. */
const REST = 10_000;

export const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** What a house does at its meter. */
export type Doing = 'sells' | 'buys' | 'rests' | 'faulty' | 'offline' | 'waiting' | 'starting';

export function doing(house: House): Doing {
  if (house.owner === 'nobody') return 'waiting';
  // Only its owner is told what a visitor's meter says of itself; what flows at its wire is seen all the same.
  const isUntold = house.meter === null && house.owner === 'visitor' && house.online;
  if (house.meter === null && !isUntold) return 'starting';
  if (!house.online) return 'offline';
  if (house.meter !== null && (house.meter.fault !== null || house.meter.state === 'fault')) return 'faulty';
  if (house.metered > REST) return 'sells';
  return house.metered < -REST ? 'buys' : 'rests';
}

export interface Flow {
  readonly wire: Wire;
  /** The names of the houses, and mW at each end, as energy flows now. */
  readonly from: string;
  readonly to: string;
  readonly sent: number;
  readonly received: number;
  /** More than the loss of a wire is missing at its end. */
  readonly leaks: boolean;
}

/** What flows in a wire; undefined while nothing does. */
export function flowOf(wire: Wire): Flow | undefined {
  if (Math.max(Math.abs(wire.sent), Math.abs(wire.received)) <= REST) return undefined;
  const isForward = (wire.sent || wire.received) > 0;
  const sent = Math.abs(wire.sent);
  const received = Math.abs(wire.received);
  const [from, to] = isForward ? [wire.from, wire.to] : [wire.to, wire.from];
  return { wire, from, to, sent, received, leaks: received < sent * 0.9 };
}

/** A snapshot whose facts are read from the newest on. */
export const newestFirst = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  facts: snapshot.facts.toSorted((one, other) => other.id - one.id),
});

/** Whether somebody cut it: one that is only disconnected rests, because nobody trades on it. */
export const isCutWire = ({ faults }: Snapshot, { id }: Wire): boolean =>
  faults.some(({ sabotage }) => sabotage.kind === 'wire-cut' && sabotage.wire === id);

/** What is left of the larger over the smaller. */
export function difference(trade: Trade): bigint {
  const seller = BigInt(trade.sellerMeter?.energy ?? 0);
  const buyer = BigInt(trade.buyerMeter?.energy ?? 0);
  return seller > buyer ? seller - buyer : buyer - seller;
}

/** A part of a whole, 0 to 1. */
export function part(of: bigint, whole: bigint): number {
  if (whole <= 0n) return 0;
  return Math.min(1, Math.max(0, Number((of * 10_000n) / whole) / 10_000));
}

const OVER: ReadonlySet<Trade['state']> = new Set(['settled', 'expired', 'failed']);
export const isOver = (trade: Trade): boolean => OVER.has(trade.state);

/** Why a delivery ended: the cause that is not only the echo of the other side's. */
export function causeOf(trade: Trade): NonNullable<Trade['sellerMeter']>['cause'] {
  const causes = [trade.sellerMeter?.cause ?? 'none', trade.buyerMeter?.cause ?? 'none'];
  return causes.find((cause) => cause !== 'none' && cause !== 'partner-final') ?? causes[0] ?? 'none';
}

export const isCut = (trade: Trade): boolean => !['none', 'completed', 'partner-final'].includes(causeOf(trade));

/** What a sabotage is done to: a wire, a house, or the gateway. */
export const targetOf = (act: Act): string | undefined =>
  'wire' in act ? act.wire : 'house' in act ? act.house : undefined;

/** The houses that a sabotage touches; undefined for all of them. */
function touched(act: Act, wires: readonly Wire[]): readonly string[] | undefined {
  if ('house' in act) return [act.house];
  const wire = 'wire' in act ? wires.find(({ id }) => id === act.wire) : undefined;
  return wire && [wire.from, wire.to];
}

const namesIn = (fact: Fact): readonly string[] =>
  ['house', 'seller', 'buyer'].flatMap((key) => {
    const name = (fact as Readonly<Record<string, unknown>>)[key];
    return typeof name === 'string' ? [name] : [];
  });

/** What the system did about what is broken now: what happened to the touched houses since then, newest first. */
export function responses({ facts, faults, wires }: Snapshot): readonly Happening[] {
  return facts.filter(({ at, fact }) => {
    if (fact.kind === 'sabotaged' || fact.kind === 'mended') return false;
    const names = namesIn(fact);
    return faults.some(({ since, sabotage }) => {
      const houses = touched(sabotage, wires);
      return at >= since && (houses === undefined || names.some((name) => houses.includes(name)));
    });
  });
}
