/** Houses, wires and trades as the feed shows them. Pure: from what is known to what is shown. */
import { defaultTradeRules, receiptSlack } from '@evlock/meter';
import { hasEnded } from '@evlock/owner';
import {
  type Energy,
  energy,
  lossAllowance,
  power,
  type SecurityClass,
  type Timestamp,
  type TradeView,
} from '@evlock/protocol';
import type { ControlState } from '@evlock/simulator';
import type { Snapshot } from '../feed/index.ts';
import type { Household } from '../parts/household.ts';
import type { WireSpec } from '../parts/simulator.ts';
import type { Watched } from './houses-watch.ts';
import type { House } from './neighbourhood.ts';
import { isDelivered } from './switchboard.ts';

type HouseSnapshot = Snapshot['houses'][number];
type TradeSnapshot = Snapshot['trades'][number];
type HouseState = ControlState['households'][number];

/** The most that a meter of these houses lets through: 48 V, 30 A. */
export const RULES = { ...defaultTradeRules, powerLimit: power(1_440_000) };

export const stateOf = (state: ControlState | undefined, name: string): HouseState | undefined =>
  state?.households.find((house) => house.name === name);

/** mA × mV = µW; shown in mW. */
const milliwatt = (milliampere: number, millivolt: number): number => Math.round((milliampere * millivolt) / 1_000);

export interface HouseKnown {
  readonly state: HouseState | undefined;
  readonly household: Household | undefined;
  readonly watched: Watched;
  readonly securityClass: SecurityClass;
  readonly owner: HouseSnapshot['owner'];
  readonly localPage: string | null;
}

export function housePicture({ name, parts }: House, known: HouseKnown): HouseSnapshot {
  const { state, household, watched } = known;
  const metered = state ? milliwatt(state.current, state.voltage) : 0;
  const peak = parts.panel?.peakMilliwatt ?? 0;
  return {
    name,
    panel: peak > 0 ? { peak, generation: state?.generation ?? 0 } : null,
    battery: batteryPicture(parts, state, metered),
    car: parts.car ? { charging: state?.car ?? 0 } : null,
    load: state?.load ?? 0,
    metered,
    owner: known.owner,
    securityClass: known.securityClass,
    meterKey: household?.meterKeyOrNone ?? null,
    account: household?.accountOrNone ?? null,
    online: watched.online,
    relayClosed: state?.relayClosed ?? false,
    meter: watched.meter,
    money: watched.money,
    localPage: known.localPage,
  };
}

function batteryPicture(
  { battery }: House['parts'],
  state: HouseState | undefined,
  metered: number,
): HouseSnapshot['battery'] {
  const { capacityMilliwattHour: capacity, stateOfChargePpm: charge } = battery ?? {};
  if (capacity === undefined) return null;
  return {
    capacity: energy(capacity),
    stateOfChargePpm: Math.min(1_000_000, Math.max(0, state?.stateOfChargePpm ?? charge ?? 0)),
    // What the bus does not get from elsewhere.
    power: state ? state.load + metered - state.generation : 0,
  };
}

export function wirePicture(
  { id, from, to }: WireSpec,
  state: ControlState | undefined,
  trade: Snapshot['wires'][number]['trade'],
): Snapshot['wires'][number] {
  const wire = state?.wires.find((one) => one.id === id);
  const sign = wire?.sender === to ? -1 : 1;
  const at = (name: string, milliampere: number): number =>
    // No negative zero, which JSON writes as another number.
    milliampere === 0 ? 0 : sign * milliwatt(milliampere, stateOf(state, name)?.voltage ?? 0);
  return {
    ...{ id, from, to, trade },
    // A switch that is open because nobody trades here is no cut.
    connected: !state?.faults.some(({ target, fault }) => target === id && fault.kind === 'wire-cut'),
    sent: wire ? at(wire.sender, wire.sent) : 0,
    received: wire ? at(wire.receiver, wire.received) : 0,
  };
}

export interface TradeKnown {
  readonly sides: { readonly seller: string; readonly buyer: string };
  readonly byVisitor: boolean;
  readonly loss: TradeSnapshot['loss'];
  /** Both relays are closed. */
  readonly flows: boolean;
  /** When each side's newest receipt was heard of. */
  readonly heard: { readonly seller: Timestamp; readonly buyer: Timestamp };
}

export function tradePicture(view: TradeView, known: TradeKnown): TradeSnapshot {
  const { id, state, energy: ordered, price, locked, start, end, delivered, paid, refunded, error } = view;
  return {
    ...{ id, ...known.sides, byVisitor: known.byVisitor, state, energy: ordered, price, locked, start, end },
    ...{ delivered, paid, refunded, error, loss: known.loss },
    delivery: deliveryOf(view, known.flows),
    sellerMeter: sideOf(view.seller, known.heard.seller),
    buyerMeter: sideOf(view.buyer, known.heard.buyer),
    allowedDifference: allowedDifference(view),
    mark: markOf(view),
    openedBlock: view.opened?.block ?? null,
    endedBlock: view.ended?.block ?? null,
  };
}

function deliveryOf(view: TradeView, flows: boolean): TradeSnapshot['delivery'] {
  const hasReceipt = view.seller.receipt !== null && view.buyer.receipt !== null;
  if (isDelivered(view) || hasEnded(view)) return 'ended';
  if (flows) return 'flowing';
  return hasReceipt ? 'paused' : 'waiting';
}

function sideOf({ receipt, cause }: TradeView['seller'], at: Timestamp): TradeSnapshot['sellerMeter'] {
  if (!receipt) return null;
  const { energy: signed, sequence, final } = receipt.receipt;
  return { energy: signed, sequence, final, cause, at };
}

/** As the meters' loss rule has it: the band of the larger energy, and what flows between two receipts. */
function allowedDifference({ seller, buyer, bid, offer }: TradeView): Energy {
  const [one, other] = [seller, buyer].map(({ receipt }) => receipt?.receipt.energy ?? energy(0));
  const larger = (one ?? 0n) > (other ?? 0n) ? one : other;
  const band = Math.min(bid.order.lossBandPpm, offer.order.lossBandPpm) as typeof bid.order.lossBandPpm;
  return (lossAllowance(larger ?? energy(0), band) + receiptSlack(RULES)) as Energy;
}

function markOf({ seller, buyer }: TradeView): TradeSnapshot['mark'] {
  if (seller.cause === 'mark-missing' || buyer.cause === 'mark-missing') return 'missing';
  return (buyer.receipt?.receipt.energy ?? 0n) > 0n ? 'kept' : 'none';
}
