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

export interface GrantedMandate {
  readonly mandate: Mandate;
  energyUsed: bigint;
  moneyUsed: bigint;
}

/** One delivery that was opened here. */
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
  readonly domain: Domain;
  readonly rpId: string;
  readonly origins: readonly string[];
  readonly limits: Limits;
  readonly calibration: Calibration;
  readonly withdrawalAddresses: readonly Address[];
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
  /** Own orders that opened a delivery: the largest nonce, and a bit for each of the 64 up to it (bit 0: itself). */
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
}

export interface State {
  bootCount: number;
  provisioned: Provisioned | null;
}

/** The delivery that is open since this start. */
export interface OpenDelivery {
  readonly record: DeliveryRecord;
  readonly marks: MarkTracker;
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
