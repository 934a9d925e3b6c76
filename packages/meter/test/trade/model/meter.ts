/**
 * A meter as a value: the real trade book and the real restart, around them what `Delivery` does in one turn, and the secure
 * world by the rules of docs/secure-world.md. Only what is stored survives a crash.
 */
import type {
  Cause,
  Energy,
  ErrorCode,
  Milliseconds,
  Receipt,
  Role,
  SignedReceipt,
  Timestamp,
  Trade,
} from '@evlock/protocol';
import type { SecureWorldInfo } from '@evlock/secure-world';
import { domain, unsigned } from '@evlock/testing/meter/samples';
import { type KnownTrade, recordOf, restoredTrade } from '../../../src/delivery/trade-record.ts';
import type { TradeRecord } from '../../../src/store/store-schema.ts';
import { type BookEvent, stepBook } from '../../../src/trade/trade-book.ts';
import {
  announcedTrade,
  type FinalCause,
  holdsDelivery,
  isOver,
  type TradeEvent,
  type TradeProgress,
} from '../../../src/trade/trade-progress.ts';
import type { TradeRules } from '../../../src/trade/trade-rules.ts';

/** Requests to the secure world not yet answered, in order. */
export type Work =
  | { readonly type: 'open' | 'sign' }
  | { readonly type: 'close' | 'close-unopened'; readonly cause: FinalCause };

export interface SecureWorldModel {
  readonly delivery: 'none' | 'open' | 'interrupted' | 'closed';
  /** Of the trade, from its own register. */
  readonly energy: bigint;
  readonly sequence: number;
  readonly signedEnergy: bigint;
  readonly partnerSequence: number;
  readonly partnerEnergy: bigint;
  readonly cause: Cause;
  readonly markMissing: boolean;
}

export interface MeterModel {
  readonly role: Role;
  readonly up: boolean;
  /** Null: not in the book. */
  readonly progress: TradeProgress | null;
  readonly work: readonly Work[];
  readonly secureWorld: SecureWorldModel;
  // --- stored
  readonly record: TradeRecord;
  readonly own: Receipt | null;
  readonly partner: Receipt | null;
}

export interface Moment {
  readonly now: Timestamp;
  readonly at: Milliseconds;
}

export interface MeterRules {
  /** May differ from the orders: nothing here is signed. */
  readonly trade: Trade;
  readonly known: KnownTrade;
  readonly rules: TradeRules;
  /** Whether the store returns trades that are over but whose delivery is not closed. */
  readonly restores: (record: TradeRecord) => boolean;
}

const untouched: SecureWorldModel = {
  ...{ delivery: 'none', energy: 0n, sequence: 0, signedEnergy: 0n },
  ...{ partnerSequence: 0, partnerEnergy: 0n, cause: 'none', markMissing: false },
};

export function announced(trade: TradeProgress['trade'], role: Role, { known }: MeterRules): MeterModel {
  const progress = announcedTrade(trade, role);
  const record = recordOf(progress, known);
  return { role, up: true, progress, work: [], secureWorld: untouched, record, own: null, partner: null };
}

/** One turn of the daemon: the book handles the event, changes are stored, requests are made. */
export function tell(meter: MeterModel, event: BookEvent, { known, rules }: MeterRules): MeterModel {
  const before = meter.progress;
  if (!before) return meter;
  const { book, actions, changed } = stepBook(new Map([[before.trade.id, before]]), event, rules);
  const work = [...meter.work];
  for (const { action } of actions) {
    if (action.type === 'open-delivery') work.push({ type: 'open' });
    else if (action.type === 'close-delivery') work.push({ type: 'close', cause: action.cause });
    else if (action.type === 'close-unopened') work.push({ type: 'close-unopened', cause: action.cause });
    else if (action.type === 'sign-receipt' && !work.some(({ type }) => type === 'sign')) work.push({ type: 'sign' });
  }
  const last = changed.at(-1);
  const record = last ? recordOf(last, known) : meter.record;
  return { ...meter, progress: book.get(before.trade.id) ?? null, record, work };
}

export const tellTrade = (
  meter: MeterModel,
  event: Exclude<TradeEvent, { type: 'tick' }>,
  how: MeterRules,
): MeterModel => tell(meter, { type: 'trade', tradeId: meter.record.id, event }, how);

export const tick = (meter: MeterModel, { now, at }: Moment, how: MeterRules): MeterModel => {
  const energy = (meter.secureWorld.delivery === 'open' ? meter.secureWorld.energy : 0n) as Energy;
  return tell(meter, { type: 'tick', now, at, energy }, how);
};

/** As `Delivery.partnerReceipt`: checked against the store, passed to the secure world, stored, reported. */
export function hear(meter: MeterModel, receipt: Receipt, { at }: Moment, how: MeterRules): MeterModel {
  if (!meter.progress || !isNews(meter, receipt)) return meter;
  const { delivery } = meter.progress;
  const isTaken = delivery === 'open' || delivery === 'closing' || delivery === 'closed';
  const heard = isTaken ? given(meter, receipt) : meter;
  return tellTrade({ ...heard, partner: receipt }, { type: 'partner-receipt', receipt, at }, how);
}

export const isNews = ({ partner }: MeterModel, { sequence, energy, final }: Receipt): boolean =>
  !partner || (sequence > partner.sequence && energy >= partner.energy && (final || !partner.final));

/** The secure world accepts a partner's receipt; it refuses an older one, which changes nothing. */
export function given(meter: MeterModel, receipt: Receipt | null): MeterModel {
  const { secureWorld } = meter;
  if (!receipt || secureWorld.delivery === 'none' || receipt.sequence <= secureWorld.partnerSequence) return meter;
  const { sequence, energy } = receipt;
  return { ...meter, secureWorld: { ...secureWorld, partnerSequence: sequence, partnerEnergy: energy } };
}

export interface Answer {
  readonly meter: MeterModel;
  /** What the secure world signed. */
  readonly receipt: Receipt | null;
  readonly error: ErrorCode | null;
}

/** The secure world does the oldest work; the meter does not know yet. */
export function performed(meter: MeterModel): Answer {
  const [work] = meter.work;
  const { secureWorld } = meter;
  const { delivery, markMissing } = secureWorld;
  switch (work?.type) {
    case 'open': {
      if (delivery !== 'none') return { meter, receipt: null, error: 'REPLAYED' };
      const opened = { ...meter, secureWorld: { ...secureWorld, delivery: 'open' as const } };
      return { meter: given(opened, meter.partner), receipt: null, error: null };
    }
    case 'sign': {
      const error = delivery !== 'open' ? 'OUT_OF_STATE' : markMissing ? 'MARK_MISSING' : null;
      return error ? { meter, receipt: null, error } : signed(meter);
    }
    case 'close': {
      if (delivery === 'none') return { meter, receipt: null, error: 'TRADE_NOT_FOUND' };
      return signed(closed(given(recovered(meter), meter.partner), work.cause));
    }
    case 'close-unopened': {
      const kept = delivery === 'none' ? { ...secureWorld, delivery: 'open' as const } : secureWorld;
      return signed(closed(given({ ...meter, secureWorld: kept }, meter.partner), work.cause));
    }
    default:
      return { meter, receipt: null, error: null };
  }
}

function recovered(meter: MeterModel): MeterModel {
  const { secureWorld, own } = meter;
  if (secureWorld.delivery !== 'interrupted' || !own) return meter;
  const energy = own.energy > secureWorld.energy ? own.energy : secureWorld.energy;
  const signedEnergy = own.energy > secureWorld.signedEnergy ? own.energy : secureWorld.signedEnergy;
  const sequence = Math.max(secureWorld.sequence, own.sequence);
  return { ...meter, secureWorld: { ...secureWorld, energy, signedEnergy, sequence } };
}

function closed(meter: MeterModel, cause: FinalCause): MeterModel {
  const { secureWorld } = meter;
  if (secureWorld.delivery === 'closed') return meter;
  const own = secureWorld.delivery === 'interrupted' ? 'restarted' : secureWorld.markMissing ? 'mark-missing' : cause;
  const energy = own === 'mark-missing' ? secureWorld.signedEnergy : secureWorld.energy;
  return { ...meter, secureWorld: { ...secureWorld, delivery: 'closed', cause: own, energy } };
}

function signed(meter: MeterModel): Answer {
  const { secureWorld, record, role } = meter;
  const sequence = secureWorld.sequence + 1;
  const receipt: Receipt = {
    ...{ tradeId: record.id, role, sequence, energy: secureWorld.energy as Energy },
    ...{ partnerSequence: secureWorld.partnerSequence, partnerEnergy: secureWorld.partnerEnergy as Energy },
    ...{ final: secureWorld.cause !== 'none', cause: secureWorld.cause },
  };
  const next = { ...secureWorld, sequence, signedEnergy: secureWorld.energy };
  return { meter: { ...meter, secureWorld: next }, receipt, error: null };
}

/** The meter gets the outcome of its oldest work: stores the receipt, then informs the book. */
export function answered({ meter, receipt, error }: Answer, moment: Moment, how: MeterRules): MeterModel {
  const [work, ...rest] = meter.work;
  const after: MeterModel = { ...meter, work: rest, own: receipt ?? meter.own };
  switch (work?.type) {
    case 'open':
      if (error) return tellTrade(after, { type: 'delivery-refused', code: error, at: moment.at }, how);
      return tellTrade(after, { type: 'delivery-opened', now: moment.now }, how);
    case 'sign':
      if (receipt) return tellTrade(after, { type: 'receipt-signed', sequence: receipt.sequence }, how);
      if (!error || after.progress?.delivery !== 'open') return after;
      return tellTrade(after, { type: error === 'MARK_MISSING' ? 'mark-missing' : 'restarted' }, how);
    case 'close':
    case 'close-unopened':
      if (receipt) return tellTrade(after, { type: 'delivery-closed', receipt }, how);
      return tellTrade(after, { type: 'delivery-missing', at: moment.at }, how);
    default:
      return after;
  }
}

/** The process dies. What the secure world was doing may complete all the same, unobserved. */
export const crashed = (meter: MeterModel, performedFirst: boolean): MeterModel => {
  const { secureWorld } = performedFirst ? performed(meter).meter : meter;
  return { ...meter, up: false, progress: null, work: [], secureWorld };
};

const restoredBefore = new Map<string, TradeProgress>();

/** Restarts on what is stored, as `Delivery.restore`. */
export function restarted(meter: MeterModel, how: MeterRules): MeterModel {
  const { record, own, partner, secureWorld } = meter;
  if (!how.restores(record)) return { ...meter, up: true };
  const unclosed = secureWorld.delivery === 'open' || secureWorld.delivery === 'interrupted';
  const key = JSON.stringify(
    [record.role, record.stage, record.delivery, record.cause, record.error, record.claimed, own, partner, unclosed],
    plain,
  );
  const progress = restoredBefore.get(key) ?? { ...restored(meter, unclosed), trade: how.trade };
  restoredBefore.set(key, progress);
  return tell({ ...meter, up: true, progress }, { type: 'all', event: { type: 'restarted' } }, how);
}

function restored({ record, own, partner }: MeterModel, unclosed: boolean): TradeProgress {
  const sign = (receipt: Receipt | null): SignedReceipt | undefined =>
    receipt ? { receipt, signature: unsigned } : undefined;
  const store = { latestReceipt: (_id: string, role: Role) => sign(role === record.role ? own : partner) };
  const info = { trade: unclosed ? { tradeId: record.id, role: record.role } : null } as Pick<SecureWorldInfo, 'trade'>;
  return restoredTrade(record, { domain, store, info });
}

export const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Nothing is left to do: the book is empty and the secure world free for the next trade. */
export const isDone = ({ up, progress, work, secureWorld }: MeterModel): boolean =>
  up &&
  progress === null &&
  work.length === 0 &&
  secureWorld.delivery !== 'open' &&
  secureWorld.delivery !== 'interrupted';

/** What `Store.openTrades` returns. */
export const isUnfinished = (record: TradeRecord): boolean =>
  !isOver({ stage: record.stage } as TradeProgress) || holdsDelivery({ delivery: record.delivery } as TradeProgress);
