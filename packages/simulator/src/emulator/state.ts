/** What the emulator keeps: the stored state, and what a restart loses. Field for field what the TA has in secure storage. */
import type { Address, Bytes32, Cause, Domain, Energy, Hex, Mandate, PasskeyPublicKey, Role } from '@evlock/protocol';
import type { Calibration, Limits } from '@evlock/secure-world';
import type { FlowDetector } from './flow.ts';
import type { MarkTracker } from './mark.ts';

/** Sequences are reserved by one write for a whole block; after a restart they go on at `reserved`. */
export interface Sequence {
  next: number;
  reserved: number;
}

/** Cumulative, in mWh, with what is not yet a whole mWh in nW·µs. Never netted. */
export interface Registers {
  import: Energy;
  export: Energy;
  importRest: bigint;
  exportRest: bigint;
}

/** What was charged, together with what is reserved, is never above the mandate's caps. */
export interface GrantedMandate {
  readonly mandate: Mandate;
  energyUsed: bigint;
  moneyUsed: bigint;
}

/** An own order that is signed, and neither opened nor given back: what it reserves of its mandate, which may be gone. */
export interface LiveOrder {
  readonly nonce: number;
  readonly mandateId: number;
  readonly energy: bigint;
  readonly money: bigint;
  readonly openBefore: number;
  readonly end: number;
}

/** One delivery that was opened here, or closed without having been. */
export interface DeliveryRecord {
  readonly tradeId: Bytes32;
  readonly role: Role;
  readonly partner: Address;
  /** Compressed. */
  readonly partnerPublicKey: Hex;
  /** The own register when the delivery opened. */
  readonly base: Energy;
  energy: Energy;
  readonly sequence: Sequence;
  lastSequence: number;
  lastSignedEnergy: Energy;
  partnerSequence: number;
  partnerEnergy: Energy;
  partnerFinal: boolean;
  /** `none` until the delivery is closed; energy and cause stand from then on. */
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
  /** 32 bytes, from which come the 24 words and the account key. */
  readonly entropy: Hex;
  passkeys: PasskeyPublicKey[];
  nextBindingId: number;
  /** By increasing mandateId. */
  mandates: GrantedMandate[];
  nextMandateId: number;
  /** UTC seconds that have passed for certain; section 5 of the header. */
  date: number;
  nextNonce: number;
  /** By increasing nonce; at most `EVLOCK_ORDERS_MAX`. */
  orders: LiveOrder[];
  /** Own orders that opened a delivery, or were closed without one: the largest nonce, and a bit for each of the 64 up to it (bit 0: itself). */
  readonly opened: { newest: number; window: bigint };
  readonly registers: Registers;
  /** By age; at most `EVLOCK_TRADES_MAX`. */
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
  /** Which MIGRATE has left, by age. */
  formers: readonly Domain[];
}

export interface State {
  bootCount: number;
  provisioned: Provisioned | null;
}

/** The delivery that is open since this start. */
export interface OpenDelivery {
  readonly record: DeliveryRecord;
  readonly marks: MarkTracker;
  /** What was imported since the last mark, or since it opened, over all pauses. nW·µs */
  unmarked: bigint;
  sensorFault: boolean;
}

/** What a restart loses. Times in µs of the monotonic clock. */
export interface Volatile {
  /** When the stored date was that. */
  dateAt: number;
  selfTest: { readonly passed: boolean; readonly at: number } | undefined;
  /** Where the stream of samples has come to, and how far that was behind the clock when it came. */
  stream: { readonly time: number; readonly lag: number };
  flow: FlowDetector | undefined;
  delivery: OpenDelivery | undefined;
  frozen: { count: number; since: number } | undefined;
}

export const initialState = (): State => ({ bootCount: 0, provisioned: null });
