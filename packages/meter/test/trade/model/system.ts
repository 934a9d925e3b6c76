/**
 * Two meters, the chain, the wire and whatever lies between them, as one value. `moves` says what can happen next, so that a
 * search can try all of it and a random run any of it. Every receipt sent may arrive at any time, in any order, more than
 * once or never: that is all that any gateway, however bad, can do to it.
 */
import {
  CLAIM_SECONDS,
  type Claim,
  milliseconds,
  type Receipt,
  ROLES,
  type Role,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import { partnerOf } from '../../../src/delivery/trade-record.ts';
import { relayClosed } from '../../../src/trade/trade-progress.ts';
import {
  announced,
  answered,
  crashed,
  hear,
  isDone,
  isNews,
  type MeterModel,
  type MeterRules,
  type Moment,
  performed,
  restarted,
  tellTrade,
  tick,
} from './meter.ts';

export interface ChainModel {
  readonly state: 'open' | 'claimed' | 'settled' | 'expired';
  readonly claims: { readonly buyer?: Claim; readonly seller?: Claim };
  /** What was delivered by the pair that settled it, or null. */
  readonly pair: { readonly buyer: bigint; readonly seller: bigint } | null;
}

export interface System extends Moment {
  readonly meters: Readonly<Record<Role, MeterModel>>;
  /** Every receipt stored by the meter that signed it, and so possibly sent. */
  readonly sent: Readonly<Record<Role, readonly Receipt[]>>;
  readonly chain: ChainModel;
  /** Remaining budget of failures. */
  readonly left: { readonly crashes: Readonly<Record<Role, number>>; readonly stops: number; readonly marks: number };
}

export interface SystemRules extends MeterRules {
  /** Milliseconds per tick while there may be a delivery. */
  readonly pace: number;
  /** What flows at that pace, mWh, and what part of it arrives. */
  readonly flow: bigint;
  readonly arrives: bigint;
  /** Mallory draws current past the buyer's meter, whatever its relay does. */
  readonly bypassed: boolean;
}

export interface Move {
  readonly name: string;
  readonly next: System;
}

export function begun(how: SystemRules, left: System['left']): System {
  return {
    ...{ now: how.trade.start, at: milliseconds(0), sent: { buyer: [], seller: [] }, left },
    meters: { buyer: announced(how.trade, 'buyer', how), seller: announced(how.trade, 'seller', how) },
    chain: { state: 'open', claims: {}, pair: null },
  };
}

/** Both deliveries are open and each meter has signed its first receipt, not yet received. */
export function opened(how: SystemRules, left: System['left']): System {
  let system = begun(how, left);
  for (const role of ROLES) {
    const seen = tellTrade(system.meters[role], { type: 'chain', state: 'open', time: system.now }, how);
    system = worked(withMeter(system, tick(seen, system, how)), role, how);
    system = worked(withMeter(system, tick(system.meters[role], system, how)), role, how);
  }
  return system;
}

/** Each meter has received the other's first receipt, and both relays are closed. */
export function delivering(how: SystemRules, left: System['left']): System {
  let system = opened(how, left);
  for (const role of ROLES) {
    const heard = system.sent[partnerOf(role)].reduce(
      (meter, receipt) => hear(meter, receipt, system, how),
      system.meters[role],
    );
    system = withMeter(system, tick(heard, system, how));
  }
  return system;
}

const withMeter = (system: System, meter: MeterModel): System => ({
  ...system,
  meters: { ...system.meters, [meter.role]: meter },
});

export const closedRelay = ({ up, progress }: MeterModel): boolean => up && progress !== null && relayClosed(progress);

export const claimUntil = ({ trade }: SystemRules): Timestamp => timestamp(trade.end + CLAIM_SECONDS);
/** From here on only claims change anything, so it need not be stepped by the second. */
const quietFrom = ({ trade, rules }: SystemRules): number => trade.end + rules.settleGrace;

export function moves(system: System, how: SystemRules): Move[] {
  return [
    ...timeMoves(system, how),
    ...ROLES.flatMap((role) => meterMoves(system, role, how)),
    ...chainMoves(system, how),
  ];
}

// --- time

function timeMoves(system: System, how: SystemRules): Move[] {
  const quiet = system.now >= quietFrom(how);
  const on = { name: 'time', next: timePassed(system, how) };
  if (!quiet || system.now >= claimUntil(how)) return [on];
  return [on, { name: 'claim period over', next: { ...system, now: claimUntil(how) } }];
}

/** Energy flows where both relays are closed, then both meters tick. */
function timePassed(system: System, how: SystemRules): System {
  const at = milliseconds(system.at + how.pace);
  const exact = how.trade.start + Math.floor(at / 1000);
  const now = timestamp(system.now >= quietFrom(how) ? system.now : Math.min(exact, quietFrom(how)));
  const flows = closedRelay(system.meters.seller) && (how.bypassed || closedRelay(system.meters.buyer));
  const after = (role: Role): MeterModel => {
    const meter = flows
      ? metered(system.meters[role], role === 'seller' ? how.flow : how.arrives)
      : system.meters[role];
    return meter.up ? tick(meter, { now, at }, how) : meter;
  };
  return { ...system, now, at, meters: { buyer: after('buyer'), seller: after('seller') } };
}

export const metered = (meter: MeterModel, energy: bigint): MeterModel => {
  const { secureWorld } = meter;
  if (secureWorld.delivery !== 'open') return meter;
  return { ...meter, secureWorld: { ...secureWorld, energy: secureWorld.energy + energy } };
};

// --- a meter

function meterMoves(system: System, role: Role, how: SystemRules): Move[] {
  const meter = system.meters[role];
  const found: Move[] = [];
  const add = (name: string, next: System): void => void found.push({ name: `${role}: ${name}`, next });
  if (!meter.up) {
    add('starts again', withMeter(system, restarted(meter, how)));
    return found;
  }
  if (meter.work.length > 0) add('secure world answers', worked(system, role, how));
  if (meter.progress) {
    for (const receipt of heardBy(system, role)) {
      add(`hears ${receipt.sequence}`, withMeter(system, hear(meter, receipt, system, how)));
    }
    const { state } = system.chain;
    add('sees the chain', withMeter(system, tellTrade(meter, { type: 'chain', state, time: system.now }, how)));
  }
  const { crashes, stops, marks } = system.left;
  if (crashes[role] > 0) {
    const left = { ...system.left, crashes: { ...crashes, [role]: crashes[role] - 1 } };
    for (const done of meter.work.length > 0 ? [false, true] : [false]) {
      add(done ? 'crashes after its secure world' : 'crashes', { ...withMeter(system, crashed(meter, done)), left });
    }
  }
  if (stops > 0 && meter.progress?.cause === null) {
    const left = { ...system.left, stops: stops - 1 };
    add('is stopped', { ...withMeter(system, tellTrade(meter, { type: 'stop' }, how)), left });
  }
  if (marks > 0 && role === 'buyer' && meter.secureWorld.delivery === 'open' && closedRelay(meter)) {
    const missing = { ...meter, secureWorld: { ...meter.secureWorld, markMissing: true } };
    const left = { ...system.left, marks: marks - 1 };
    add('misses the mark', { ...withMeter(system, tellTrade(missing, { type: 'mark-missing' }, how)), left });
  }
  return found;
}

/** Among the receipts that still matter, the oldest and the newest: an overtaken one is not worth a search. */
function heardBy({ meters, sent }: System, role: Role): readonly Receipt[] {
  const news = sent[partnerOf(role)].filter((receipt) => isNews(meters[role], receipt));
  return news.length > 2 ? [...news.slice(0, 1), ...news.slice(-1)] : news;
}

/** The secure world does the oldest work and the meter stores the outcome. */
export function worked(system: System, role: Role, how: SystemRules): System {
  const answer = performed(system.meters[role]);
  const next = withMeter(system, answered(answer, system, how));
  if (!answer.receipt) return next;
  return { ...next, sent: { ...system.sent, [role]: [...system.sent[role], answer.receipt] } };
}

// --- the chain: anyone may submit what was sent

function chainMoves(system: System, how: SystemRules): Move[] {
  const { chain, now } = system;
  if (chain.state !== 'open' && chain.state !== 'claimed') return [];
  const over = now >= claimUntil(how);
  if (over) {
    const state = chain.claims.buyer ? 'settled' : 'expired';
    return [{ name: `chain: ${state}`, next: { ...system, chain: { ...chain, state } } }];
  }
  return [...pairs(system), ...(now >= quietFrom(how) ? claims(system) : [])];
}

function pairs(system: System): Move[] {
  const { chain, sent } = system;
  const usable = (role: Role): Receipt[] =>
    sent[role].filter(({ final, energy }) => final && energy >= (chain.claims[role]?.energy ?? 0n));
  const [pair] = usable('seller').flatMap((seller) =>
    usable('buyer')
      .filter(({ energy }) => energy === seller.partnerEnergy)
      .map((buyer) => ({ buyer: buyer.energy, seller: seller.energy })),
  );
  return pair ? [{ name: 'chain: final pair', next: { ...system, chain: { ...chain, state: 'settled', pair } } }] : [];
}

/** Each side's last receipt: the largest, and final if one is. */
function claims(system: System): Move[] {
  const { chain, sent } = system;
  return ROLES.flatMap((role) => {
    const last = sent[role].at(-1);
    const known = chain.claims[role];
    if (!last || (known && last.energy <= known.energy && (known.final || !last.final))) return [];
    const claim = { energy: last.energy, final: last.final };
    const next: System = {
      ...system,
      chain: { ...chain, state: 'claimed', claims: { ...chain.claims, [role]: claim } },
    };
    return [{ name: `chain: claim of the ${role}`, next }];
  });
}

/** The trade is over on chain and nothing of it is left in either meter. */
export const isEnded = ({ meters, chain }: System): boolean =>
  (chain.state === 'settled' || chain.state === 'expired') && ROLES.every((role) => isDone(meters[role]));
