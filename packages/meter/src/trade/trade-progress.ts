/** One trade from this meter's side: what is known, what happens to it, what is to be done. */
import {
  type Cause,
  type Energy,
  type ErrorCode,
  type MeterState,
  type Milliseconds,
  milliseconds,
  type Receipt,
  type Role,
  type Timestamp,
  type Trade,
} from '@evlock/protocol';

/**
 * `opened`: the gateway reports it on chain. `confirmed`: this meter has seen it finalized; from `start` the delivery is
 * open in the secure world and receipts flow, but no energy before the partner's first receipt.
 */
export type TradeStage = Exclude<MeterState, 'idle' | 'ordered'>;
export type FinalCause = Exclude<Cause, 'none'>;

/** The delivery in the secure world. */
export type Delivery = 'none' | 'opening' | 'open' | 'closing' | 'closed';

export interface PartnerView {
  readonly sequence: number;
  /** Sequence of the newest own receipt that the partner had seen. */
  readonly heard: number;
  readonly energy: Energy;
  readonly final: boolean;
  readonly cause: Cause;
  /** When it arrived. */
  readonly at: Milliseconds;
}

/** `samples-late`: this meter's measuring stalled, and the watchdog may have opened the relay meanwhile. */
export type PauseReason = 'partner-silent' | 'loss-above-band' | 'samples-late';

export interface Pause {
  readonly reason: PauseReason;
  readonly since: Milliseconds;
}

/** Both energies of a trade at one instant of the monotonic clock, mWh. */
export interface EnergyPoint {
  readonly at: Milliseconds;
  readonly own: Energy;
  readonly partner: Energy;
}

export interface TradeProgress {
  readonly trade: Trade;
  readonly role: Role;
  readonly stage: TradeStage;
  readonly delivery: Delivery;
  /** Why the delivery is ending, or ended. */
  readonly cause: FinalCause | null;
  /** What is wrong with this trade, for the owner. */
  readonly error: ErrorCode | null;
  /** Of this meter's register, mWh. */
  readonly energy: Energy;
  /** Of the newest own receipt; 0 before the first. */
  readonly sequence: number;
  /** The partner's energy in this meter's final receipt. */
  readonly named: Energy | null;
  /** How often this meter's final receipt was re-signed to name another. */
  readonly renamed: number;
  readonly partner: PartnerView | null;
  /** The relay is open for a delivery mark. */
  readonly interrupted: boolean;
  readonly pause: Pause | null;
  readonly lossPauses: number;
  readonly points: readonly EnergyPoint[];
  /** When the last own receipt was requested. */
  readonly receiptAt: Milliseconds | null;
  /** The delivery is not reopened before this. */
  readonly retryAt: Milliseconds;
  /** A receipt has been put on chain. */
  readonly claimed: boolean;
}

/** A lost uplink is not an event of its own: the partner's receipts just stop. */
export type TradeEvent =
  | { readonly type: 'chain'; readonly state: ChainState; readonly time: Timestamp }
  | {
      readonly type: 'tick';
      readonly now: Timestamp;
      readonly at: Milliseconds;
      readonly energy: Energy;
      readonly busy: boolean;
    }
  | { readonly type: 'partner-receipt'; readonly receipt: Receipt; readonly at: Milliseconds }
  | { readonly type: 'receipt-signed'; readonly sequence: number }
  | { readonly type: 'delivery-opened'; readonly now: Timestamp }
  | { readonly type: 'delivery-refused'; readonly code: ErrorCode; readonly at: Milliseconds }
  | { readonly type: 'delivery-closed'; readonly receipt: Receipt }
  /** One that was never opened could not be closed. */
  | { readonly type: 'closing-refused'; readonly code: ErrorCode; readonly at: Milliseconds }
  /** The secure world knows no such delivery. */
  | { readonly type: 'delivery-missing'; readonly at: Milliseconds }
  /** This meter's measuring stalls. */
  | { readonly type: 'doubt'; readonly at: Milliseconds }
  | { readonly type: 'mark-due' }
  | { readonly type: 'mark-over' }
  | { readonly type: 'mark-missing' }
  | { readonly type: 'stop' }
  /** Recent trades with this partner ended badly. */
  | { readonly type: 'partner-refused' }
  | { readonly type: 'restarted' }
  | { readonly type: 'fault'; readonly code: ErrorCode }
  | { readonly type: 'healthy' };

/** `lapsed`: proven never opened and never to open. `none` proves nothing about the past. */
export type ChainState = 'none' | 'lapsed' | 'open' | 'claimed' | 'settled' | 'expired';

export type TradeAction =
  | { readonly type: 'open-relay' }
  | { readonly type: 'close-relay' }
  | { readonly type: 'open-delivery' }
  | { readonly type: 'sign-receipt' }
  | { readonly type: 'close-delivery'; readonly cause: FinalCause }
  /** The final receipt of a trade that was never delivered here. */
  | { readonly type: 'close-unopened'; readonly cause: FinalCause };

export interface Step {
  readonly progress: TradeProgress;
  readonly actions: readonly TradeAction[];
}

/** A trade that the gateway announced. */
export const announcedTrade = (trade: Trade, role: Role): TradeProgress => ({
  trade,
  role,
  stage: 'opened',
  delivery: 'none',
  cause: null,
  error: null,
  energy: 0n as Energy,
  sequence: 0,
  named: null,
  renamed: 0,
  partner: null,
  interrupted: false,
  pause: null,
  lossPauses: 0,
  points: [],
  receiptAt: null,
  retryAt: milliseconds(0),
  claimed: false,
});

/** The only stage in which the relay may be closed. */
export const relayClosed = (progress: TradeProgress): boolean =>
  progress.stage === 'delivering' && !progress.interrupted;

/** Whether the secure world's one delivery is, or may be, this trade's; or it is being closed unopened, beside another's. */
export const holdsDelivery = ({ delivery }: TradeProgress): boolean =>
  delivery === 'opening' || delivery === 'open' || delivery === 'closing';

export const isOver = ({ stage }: Pick<TradeProgress, 'stage'>): boolean => stage === 'settled' || stage === 'expired';

const pauses: Readonly<Record<PauseReason, { readonly cause: FinalCause; readonly error: ErrorCode }>> = {
  'partner-silent': { cause: 'partner-silent', error: 'PARTNER_SILENT' },
  'loss-above-band': { cause: 'loss-above-band', error: 'LOSS_ABOVE_BAND' },
  'samples-late': { cause: 'sensor-fault', error: 'SAMPLES_LATE' },
};
export const errorOfPause = (reason: PauseReason): ErrorCode => pauses[reason].error;
/** Why a delivery that is still paused at `end` ended. */
export const causeOfPause = (reason: PauseReason): FinalCause => pauses[reason].cause;
