/**
 * Every struct that a key of Evlock signs; `docs/signed-data.md` explains every field. The type hash is the contract: a changed
 * field is a new version.
 */
import * as f from '../values/field.ts';
import { type StructValue, TypedStruct } from './typed-struct.ts';

export const SIDES = ['bid', 'offer'] as const;
export type Side = (typeof SIDES)[number];
/** The side of a trade that a meter is on. */
export const ROLES = ['buyer', 'seller'] as const;
export type Role = (typeof ROLES)[number];
/** Why a receipt is final. `none` on a receipt that is not. */
export const CAUSES = [
  'none',
  'completed',
  'stopped-by-owner',
  'partner-silent',
  'partner-final',
  'loss-above-band',
  'mark-missing',
  'sensor-fault',
  'restarted',
] as const;
export type Cause = (typeof CAUSES)[number];
export const SECURITY_CLASSES = ['emulator', 'qemu', 'board'] as const;
export type SecurityClass = (typeof SECURITY_CLASSES)[number];
/** Which world reads a meter's sensor; a later one is the stronger. */
export const SENSOR_CLASSES = ['normal-world', 'secure-world'] as const;
export type SensorClass = (typeof SENSOR_CLASSES)[number];
/** Whether an enrolled meter is its account's first, or waits for a `Replace`. */
export const ENROLMENT_PURPOSES = ['active', 'standby'] as const;
export type EnrolmentPurpose = (typeof ENROLMENT_PURPOSES)[number];

/** A signed intention to buy (bid) or sell (offer), by a meter key. A trade's id is the digest of its bid. */
export const Order = new TypedStruct('Order', {
  side: f.enumeration(SIDES),
  account: f.address,
  meterKey: f.address,
  /** Bid: the digest of the offer it takes. Offer: zero. */
  counterOrder: f.bytes32,
  /** Bid: the exact energy. Offer: the maximum. mWh. */
  energy: f.energyField,
  /** Minimum energy that the offer can be taken for; equals `energy` in a bid. mWh. */
  minEnergy: f.energyField,
  /** Maximum power, mW: the interval must be long enough for the energy. A bid has its offer's. */
  power: f.powerField,
  price: f.priceField,
  start: f.timeField,
  end: f.timeField,
  /** Not to be opened at or after this time. Bid: at most `start`. Offer: at most `end`. */
  openBefore: f.timeField,
  lossBandPpm: f.ppmField,
  /** Minimum reputation of the partner's account. */
  minReputation: f.int32,
  /** Minimum sensor class that the partner's meter is enrolled with. */
  minSensorClass: f.enumeration(SENSOR_CLASSES),
  /** Single use per meter key; the contract keeps a window of the newest 64. */
  nonce: f.uint40,
});
export type Order = StructValue<typeof Order>;

/** One meter's signed cumulative energy in a trade. */
export const Receipt = new TypedStruct('Receipt', {
  tradeId: f.bytes32,
  role: f.enumeration(ROLES),
  /** Increases with every receipt of this trade and role. */
  sequence: f.uint40,
  /** From the signer's own register, since the delivery opened. mWh. */
  energy: f.energyField,
  /** The partner's last verified receipt; both 0 before the first. */
  partnerSequence: f.uint40,
  partnerEnergy: f.energyField,
  final: f.boolean,
  cause: f.enumeration(CAUSES),
});
export type Receipt = StructValue<typeof Receipt>;

/** Withdraws one order (`orderHash`) and every nonce below `minNonce`, by the meter key or the account key. */
export const Cancel = new TypedStruct('Cancel', {
  account: f.address,
  meterKey: f.address,
  /** Digest of the order, or zero for none. */
  orderHash: f.bytes32,
  minNonce: f.uint40,
  submitterFee: f.moneyField,
  deadline: f.timeField,
});
export type Cancel = StructValue<typeof Cancel>;

/** Takes free balance out of the market, by the account key. */
export const Withdrawal = new TypedStruct('Withdrawal', {
  account: f.address,
  token: f.address,
  to: f.address,
  amount: f.moneyField,
  submitterFee: f.moneyField,
  nonce: f.uint64,
  deadline: f.timeField,
});
export type Withdrawal = StructValue<typeof Withdrawal>;

/** Moves an account to another meter key 48 h after it is put on chain, by the account key. */
export const Replace = new TypedStruct('Replace', {
  account: f.address,
  oldMeterKey: f.address,
  newMeterKey: f.address,
  nonce: f.uint64,
  deadline: f.timeField,
});
export type Replace = StructValue<typeof Replace>;

/** Admits a meter key for an account, by the account key and the meter key; the enroller's role only lets it in. */
export const Enrolment = new TypedStruct('Enrolment', {
  purpose: f.enumeration(ENROLMENT_PURPOSES),
  /** `deviceIdHash` of the device's id. */
  deviceIdHash: f.bytes32,
  account: f.address,
  meterKey: f.address,
  sensorClass: f.enumeration(SENSOR_CLASSES),
  /** The value of `nonces(account)` in the registry. */
  nonce: f.uint64,
  deadline: f.timeField,
});
export type Enrolment = StructValue<typeof Enrolment>;

/** A pair of register values over one interval, chained to the one before. */
export const Reading = new TypedStruct('Reading', {
  meterKey: f.address,
  sequence: f.uint40,
  intervalStart: f.timeField,
  intervalEnd: f.timeField,
  /** Register values (OBIS 1.8.0 and 2.8.0) at `intervalEnd`, mWh; never netted. */
  import: f.energyField,
  export: f.energyField,
  /** Bit 0: clock set. Bit 1: restarted within the interval. Bit 2: self-test failed. */
  flags: f.uint32,
  /** `hashStruct` of the reading before; zero for the first. */
  previousHash: f.bytes32,
});
export type Reading = StructValue<typeof Reading>;

/** What a secure world says of itself (RFC 9334), by its attestation key and co-signed by the meter and account keys. */
export const Evidence = new TypedStruct('Evidence', {
  verifierNonce: f.bytes32,
  deviceId: f.bytes32,
  meterKey: f.address,
  account: f.address,
  /** SHA-256 of the TLS key's SubjectPublicKeyInfo. */
  tlsKeyHash: f.bytes32,
  /** SHA-256 of the bound passkey's x ‖ y; zero while none is bound. */
  passkeyHash: f.bytes32,
  rpIdHash: f.bytes32,
  /** SHA-256 of the allowed origins in their order, one a line. */
  originHash: f.bytes32,
  calibrationHash: f.bytes32,
  limitsHash: f.bytes32,
  taHash: f.bytes32,
  taVersion: f.uint32,
  securityClass: f.enumeration(SECURITY_CLASSES),
  sensorClass: f.enumeration(SENSOR_CLASSES),
  bootCount: f.uint32,
  sequence: f.uint40,
});
export type Evidence = StructValue<typeof Evidence>;

/** What an owner allows a meter to sign. Its digest is the passkey's challenge; it never goes on chain. */
export const Mandate = new TypedStruct('Mandate', {
  meterKey: f.address,
  side: f.enumeration(SIDES),
  energyCap: f.energyField,
  /** Least `energy` and `minEnergy` of an order inside, mWh: what is lost at most counts once a trade. */
  minEnergy: f.energyField,
  /** Bid: the most money that all its orders may lock. Offer: 0, unused. */
  moneyCap: f.moneyField,
  /** Bid: the highest price. Offer: the lowest. */
  limitPrice: f.priceField,
  deliveryFrom: f.timeField,
  deliveryUntil: f.timeField,
  /** The owner's clock at approval: a date that has passed, whatever the caller of the secure world says. */
  approvedAt: f.timeField,
  /** No order signed inside may be opened at or after this time. */
  validUntil: f.timeField,
  minReputation: f.int32,
  minSensorClass: f.enumeration(SENSOR_CLASSES),
  lossBandPpm: f.ppmField,
  /** Strictly increasing per meter. */
  mandateId: f.uint40,
});
export type Mandate = StructValue<typeof Mandate>;

/** An existing passkey's approval of a further one. Its digest is the passkey's challenge; it never goes on chain. */
export const PasskeyBinding = new TypedStruct('PasskeyBinding', {
  meterKey: f.address,
  publicKeyX: f.bytes32,
  publicKeyY: f.bytes32,
  /** Strictly increasing per meter. */
  bindingId: f.uint40,
});
export type PasskeyBinding = StructValue<typeof PasskeyBinding>;

/** A passkey's approval that another one is removed. Its digest is the passkey's challenge; it never goes on chain. */
export const PasskeyRemoval = new TypedStruct('PasskeyRemoval', {
  meterKey: f.address,
  publicKeyX: f.bytes32,
  publicKeyY: f.bytes32,
  /** Strictly increasing per meter, counted with those of `PasskeyBinding`. */
  bindingId: f.uint40,
});
export type PasskeyRemoval = StructValue<typeof PasskeyRemoval>;

/**
 * An owner's approval that a meter signs for another market, or that what was set at its provisioning socket is set anew. Its
 * digest, in the domain that the meter leaves, is the passkey's challenge; it never goes on chain.
 */
export const Migration = new TypedStruct('Migration', {
  meterKey: f.address,
  /** Where the meter signs from then on; the same market where only settings change. */
  chainId: f.uint64,
  market: f.address,
  /** SHA-256 of date, limits, withdrawal addresses and origins, as the secure world is given them. */
  settingsHash: f.bytes32,
  /** Strictly increasing per meter. */
  migrationId: f.uint40,
});
export type Migration = StructValue<typeof Migration>;

/** What an owner signs with the passkey to open a session at the gateway. */
export const SessionChallenge = new TypedStruct('SessionChallenge', {
  meterKey: f.address,
  gatewayNonce: f.bytes32,
  expires: f.timeField,
});
export type SessionChallenge = StructValue<typeof SessionChallenge>;

export const structs = {
  Order,
  Receipt,
  Cancel,
  Withdrawal,
  Replace,
  Enrolment,
  Reading,
  Evidence,
  Mandate,
  PasskeyBinding,
  PasskeyRemoval,
  Migration,
  SessionChallenge,
} as const;

/** Of an offer's `counterOrder`, a reading's first `previousHash`, a cancel without an order. */
export const ZERO_BYTES32: f.Bytes32 = `0x${'0'.repeat(64)}`;
