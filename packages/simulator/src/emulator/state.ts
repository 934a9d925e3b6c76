/**
 * What the emulator keeps: the stored state, and what a restart loses. Field for field what the TA has in secure storage.
 */
import type { Address, Bytes32, Cause, Domain, Energy, Hex, Mandate, PasskeyPublicKey, Role } from '@evlock/protocol';
import type { Calibration, Limits } from '@evlock/secure-world';
import type { FlowDetector } from './flow.ts';
import type { MarkTracker } from './mark.ts';

/** One write reserves a whole block of sequences; after a restart they continue at `reserved`. */
export interface Sequence {
  next: number;
  reserved: number;
}

/** Cumulative, in mWh, with the remainder below a whole mWh in nW·µs. Never netted. */
export interface Registers {
  import: Energy;
  export: Energy;
  importRest: bigint;
  exportRest: bigint;
}

/** Charged plus reserved never exceeds the mandate's caps. */
export interface GrantedMandate {
  readonly mandate: Mandate;
  energyUsed: bigint;
  moneyUsed: bigint;
}

/** A signed own order, neither opened nor released: what it reserves of its mandate, which may be gone. */
export interface LiveOrder {
  readonly nonce: number;
  readonly mandateId: number;
  readonly energy: bigint;
  readonly money: bigint;
  readonly openBefore: number;
  readonly end: number;
}

/** One delivery opened here, or closed without having been. */
export interface DeliveryRecord {
  readonly tradeId: Bytes32;
  readonly role: Role;
  readonly partner: Address;
  /** Compressed. */
  readonly partnerPublicKey: Hex;
  /** The meter's register when the delivery opened. */
  readonly base: Energy;
  energy: Energy;
  readonly sequence: Sequence;
  lastSequence: number;
  lastSignedEnergy: Energy;
  partnerSequence: number;
  partnerEnergy: Energy;
  partnerFinal: boolean;
  /** `none` until the delivery is closed; energy and cause are fixed from then on. */
  cause: Cause;
}

export interface Provisioned {
  domain: Domain;
  readonly rpId: string;
  origins: readonly string[];
  limits: Limits;
  readonly calibration: Calibration;
  withdrawalAddresses: readonly Address[];
  readonly deviceId: Bytes32;
  readonly meterPrivateKey: Hex;
  readonly attestationPrivateKey: Hex;
  /** 32 bytes, from which the recovery phrase and the account key derive. */
  readonly entropy: Hex;
  passkeys: PasskeyPublicKey[];
  nextBindingId: number;
  /** By increasing mandateId. */
  mandates: GrantedMandate[];
  nextMandateId: number;
  /** UTC seconds certain to have passed; section 5 of the header. */
  date: number;
  nextNonce: number;
  /** By increasing nonce; at most `EVLOCK_ORDERS_MAX`. */
  orders: LiveOrder[];
  /** Own orders that opened a delivery, or were closed without one: the largest nonce, and a bit for each of the 64 up to it (bit 0: itself). */
  readonly opened: { newest: number; window: bigint };
  readonly registers: Registers;
  /** Oldest first; at most `EVLOCK_TRADES_MAX`. */
  deliveries: DeliveryRecord[];
  readonly reading: {
    readonly sequence: Sequence;
    lastSequence: number;
    lastHash: Bytes32;
    intervalEnd: number;
    bootCount: number;
  };
  readonly evidence: Sequence;
  nextMigrationId: number;
  /** Left by MIGRATE, oldest first. */
  formers: readonly Domain[];
}

export interface State {
  bootCount: number;
  provisioned: Provisioned | null;
}

/** The delivery open since this start. */
export interface OpenDelivery {
  readonly record: DeliveryRecord;
  readonly marks: MarkTracker;
  /** Imported since the last mark, or since it opened, across all pauses. nW·µs */
  unmarked: bigint;
  sensorFault: boolean;
}

/** What a restart loses. Times in µs of the monotonic clock. */
export interface Volatile {
  /** When the stored date was current. */
  dateAt: number;
  selfTest: { readonly passed: boolean; readonly at: number } | undefined;
  /** How far the stream of samples has come, and how far behind the clock that was at the time. */
  stream: { readonly time: number; readonly lag: number };
  flow: FlowDetector | undefined;
  delivery: OpenDelivery | undefined;
  frozen: { count: number; since: number } | undefined;
}

export const initialState = (): State => ({ bootCount: 0, provisioned: null });
