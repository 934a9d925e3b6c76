/** Requests and responses of each command: the payloads of `trusted-application/include/evlock_ta.h`, in its order. */
import * as p from '@evlock/protocol';
import * as abi from './generated/abi.ts';
import { field, fixedBytes, Layout, type LayoutValue, list, struct, text, variableBytes } from './layout.ts';

const { address, bytes32, uint8, uint16, uint32, uint40, uint64, int32, energyField, moneyField } = p;
const signature = fixedBytes(abi.EVLOCK_SIGNATURE_SIZE);
const milliseconds = field(uint32 as p.Field<p.Milliseconds>);

export const STATES = ['unprovisioned', 'provisioned'] as const;
export const SELF_TESTS = ['none', 'passed', 'failed'] as const;
export const SELF_TEST_FAULTS = ['none', 'offset', 'gain', 'frozen', 'saturated'] as const;
export const MARK_RESULTS = ['none', 'waiting', 'seen', 'missing'] as const;
export const DELIVERIES = ['none', 'open', 'interrupted'] as const;

const empty = new Layout({});

/** A passkey assertion: three variable or fixed parts, in this order. */
const assertion = new Layout({
  signature: fixedBytes(abi.EVLOCK_ASSERTION_SIGNATURE_SIZE),
  authenticatorData: variableBytes(abi.EVLOCK_AUTHENTICATOR_DATA_MAX),
  clientDataJSON: text(abi.EVLOCK_CLIENT_DATA_MAX),
});

/** Bounds set at the meter, which no passkey and no page can exceed. */
export const limits = new Layout({
  /** Maximum power that a batch of samples may show. mW. */
  powerLimit: field(uint32 as p.Field<p.Power>),
  mandateEnergyMax: field(energyField),
  mandateMoneyMax: field(moneyField),
  submitterFeeMax: field(moneyField),
});
export type Limits = LayoutValue<typeof limits>;

/**
 * current in µA = (count × 1000 − currentOffset) × currentScale / 1000, likewise the voltage in µV; integer division
 * truncates towards zero. A positive current flows out of the household.
 */
export const calibration = new Layout({
  /** Thousandths of a count at zero current. */
  currentOffset: field(int32),
  /** µA per count; negative where the sensor is mounted in reverse. */
  currentScale: field(int32),
  /** Thousandths of a count at zero voltage. */
  voltageOffset: field(int32),
  /** µV per count. */
  voltageScale: field(uint32),
  /** Treated as no current below this. mA. */
  noiseFloor: field(uint32 as p.Field<p.Current>),
  /** Through the reference load of the self-test, signed. mA. */
  referenceCurrent: field(int32 as p.Field<p.Current>),
  /** Allowed error on the reference load. */
  referenceTolerance: field(p.ppmField),
});
export type Calibration = LayoutValue<typeof calibration>;

const provisionInput = {
  chainId: field(uint64),
  market: field(address),
  date: field(p.timeField),
  limits,
  calibration,
  withdrawalAddresses: list(field(address), abi.EVLOCK_WITHDRAWAL_ADDRESSES_MAX),
  rpId: text(abi.EVLOCK_RP_ID_MAX),
  origins: list(text(abi.EVLOCK_ORIGIN_MAX), abi.EVLOCK_ORIGINS_MAX),
};

/** What a migration sets, besides the market. */
export const migrationSettings = new Layout({
  date: provisionInput.date,
  limits,
  withdrawalAddresses: provisionInput.withdrawalAddresses,
  origins: provisionInput.origins,
});
export type MigrationSettings = LayoutValue<typeof migrationSettings>;

const keys = {
  meterKey: field(address),
  account: field(address),
  meterPublicKey: fixedBytes(abi.EVLOCK_PUBLIC_KEY_SIZE),
};

const sample = new Layout({ current: field(uint16), voltage: field(uint16) });
export type Sample = LayoutValue<typeof sample>;

const info = new Layout({
  abiVersion: field(uint16),
  state: field(p.enumeration(STATES)),
  securityClass: field(p.enumeration(p.SECURITY_CLASSES)),
  taVersion: field(uint32),
  taHash: field(bytes32),
  bootCount: field(uint32),
  deviceId: field(bytes32),
  meterKey: field(address),
  account: field(address),
  attestationKey: field(address),
  meterPublicKey: fixedBytes(abi.EVLOCK_PUBLIC_KEY_SIZE),
  chainId: field(uint64),
  market: field(address),
  passkeys: field(uint8),
  passkeyHash: field(bytes32),
  mandates: field(uint8),
  nextNonce: field(uint40),
  nextMandateId: field(uint40),
  nextBindingId: field(uint40),
  nextReadingSequence: field(uint40),
  lastReadingHash: field(bytes32),
  import: field(energyField),
  export: field(energyField),
  selfTest: field(p.enumeration(SELF_TESTS)),
  selfTestAge: milliseconds,
  delivery: field(p.enumeration(DELIVERIES)),
  tradeId: field(bytes32),
  role: field(p.enumeration(p.ROLES)),
  tradeEnergy: field(energyField),
  date: field(p.timeField),
  lastReadingEnd: field(p.timeField),
  sensorClass: field(p.enumeration(p.SENSOR_CLASSES)),
  orders: field(uint8),
  nextMigrationId: field(uint40),
});

const signedReceipt = new Layout({ receipt: struct(p.Receipt), signature });
const closeDelivery = new Layout({ tradeId: field(bytes32), cause: field(p.enumeration(p.CAUSES)) });
const passkey = new Layout({ x: field(bytes32), y: field(bytes32) });
/** What is left of a mandate for further orders, and what orders neither opened nor released hold. */
const mandate = new Layout({
  mandateId: field(uint40),
  side: field(p.enumeration(p.SIDES)),
  energyLeft: field(energyField),
  energyReserved: field(energyField),
  moneyLeft: field(moneyField),
  moneyReserved: field(moneyField),
});
const tradeOrders = {
  bid: struct(p.Order),
  bidSignature: signature,
  offer: struct(p.Order),
  offerSignature: signature,
};
const signedCancel = new Layout({ cancel: struct(p.Cancel), signature });
const withAssertion = <P extends Record<string, unknown>>(parts: P) => ({ ...parts, assertion });

const samples = list(sample, abi.EVLOCK_SAMPLES_MAX);
const selfTestSamples = list(sample, abi.EVLOCK_SELF_TEST_SAMPLES_MAX);

/** Request and response of every command. */
export const payloads = {
  info: { request: empty, response: info },
  provision: {
    request: new Layout(provisionInput),
    response: new Layout({ ...keys, words: text(abi.EVLOCK_WORDS_MAX) }),
  },
  restore: {
    request: new Layout({ ...provisionInput, words: text(abi.EVLOCK_WORDS_MAX) }),
    response: new Layout(keys),
  },
  bindPasskey: {
    request: new Layout({
      publicKeyX: field(bytes32),
      publicKeyY: field(bytes32),
      confirmation: fixedBytes(abi.EVLOCK_CONFIRMATION_SIZE),
    }),
    response: empty,
  },
  bindFurtherPasskey: {
    request: new Layout(withAssertion({ binding: struct(p.PasskeyBinding) })),
    response: empty,
  },
  listPasskeys: { request: empty, response: new Layout({ passkeys: list(passkey, abi.EVLOCK_PASSKEYS_MAX) }) },
  removePasskey: {
    request: new Layout({
      removal: struct(p.PasskeyRemoval),
      assertions: list(assertion, 1),
      words: text(abi.EVLOCK_WORDS_MAX),
    }),
    response: empty,
  },
  migrate: {
    request: new Layout(
      withAssertion({
        migration: struct(p.Migration),
        date: provisionInput.date,
        limits,
        withdrawalAddresses: provisionInput.withdrawalAddresses,
        origins: provisionInput.origins,
      }),
    ),
    response: new Layout({ cancels: list(signedCancel, 1) }),
  },
  authorizeMandate: { request: new Layout(withAssertion({ mandate: struct(p.Mandate) })), response: empty },
  revokeMandate: {
    request: new Layout({ mandateId: field(uint40) }),
    response: signedCancel,
  },
  listMandates: { request: empty, response: new Layout({ mandates: list(mandate, abi.EVLOCK_MANDATES_MAX) }) },
  selfTestResult: {
    request: new Layout({ open: selfTestSamples, reference: selfTestSamples }),
    response: new Layout({
      fault: field(p.enumeration(SELF_TEST_FAULTS)),
      openCurrent: field(int32 as p.Field<p.Current>),
      referenceCurrent: field(int32 as p.Field<p.Current>),
    }),
  },
  signOrder: { request: new Layout({ order: struct(p.Order) }), response: new Layout({ signature }) },
  releaseOrder: { request: new Layout({ nonce: field(uint40) }), response: empty },
  openDelivery: {
    request: new Layout(tradeOrders),
    response: new Layout({ tradeId: field(bytes32), role: field(p.enumeration(p.ROLES)) }),
  },
  nextMark: { request: new Layout({ tradeId: field(bytes32) }), response: new Layout({ wait: milliseconds }) },
  addSamples: {
    request: new Layout({ intervalMicros: field(uint32), samples }),
    response: new Layout({
      import: field(energyField),
      export: field(energyField),
      power: field(int32 as p.Field<p.Power>),
      current: field(int32 as p.Field<p.Current>),
      voltage: field(uint32 as p.Field<p.Voltage>),
      mark: field(p.enumeration(MARK_RESULTS)),
      tradeEnergy: field(energyField),
    }),
  },
  partnerReceipt: { request: signedReceipt, response: empty },
  signReceipt: { request: new Layout({ tradeId: field(bytes32) }), response: signedReceipt },
  closeDelivery: { request: closeDelivery, response: signedReceipt },
  recover: {
    request: new Layout({
      receipts: list(signedReceipt, 1),
      readings: list(new Layout({ reading: struct(p.Reading), signature }), 1),
    }),
    response: empty,
  },
  closeUnopened: {
    request: new Layout({ ...tradeOrders, cause: field(p.enumeration(p.CAUSES)) }),
    response: signedReceipt,
  },
  signReading: {
    request: new Layout({ intervalStart: field(p.timeField), intervalEnd: field(p.timeField), flags: field(uint32) }),
    response: new Layout({ reading: struct(p.Reading), signature }),
  },
  signWithdrawal: {
    request: new Layout(withAssertion({ withdrawal: struct(p.Withdrawal) })),
    response: new Layout({ signature }),
  },
  signReplace: {
    request: new Layout(withAssertion({ replace: struct(p.Replace) })),
    response: new Layout({ signature }),
  },
  signCancel: {
    request: new Layout(withAssertion({ cancel: struct(p.Cancel) })),
    response: new Layout({ signature }),
  },
  attest: {
    request: new Layout({ verifierNonce: field(bytes32), tlsKeyHash: field(bytes32) }),
    response: new Layout({
      evidence: struct(p.Evidence),
      attestation: signature,
      meter: signature,
      account: signature,
    }),
  },
  signEnrolment: {
    request: new Layout({
      purpose: field(p.enumeration(p.ENROLMENT_PURPOSES)),
      deviceIdHash: field(bytes32),
      nonce: field(uint64),
      deadline: field(p.timeField),
    }),
    response: new Layout({ enrolment: struct(p.Enrolment), account: signature, meter: signature }),
  },
  signFormerWithdrawal: {
    request: new Layout(
      withAssertion({ chainId: field(uint64), market: field(address), withdrawal: struct(p.Withdrawal) }),
    ),
    response: new Layout({ signature }),
  },
} as const;

export type CommandName = keyof typeof payloads;
export type CommandRequest<C extends CommandName> = LayoutValue<(typeof payloads)[C]['request']>;
export type CommandResponse<C extends CommandName> = LayoutValue<(typeof payloads)[C]['response']>;

/** `bindPasskey` → `BIND_PASSKEY`, the command's name in the header. */
export const commandConstant = (name: CommandName): keyof typeof abi.COMMANDS =>
  name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase() as keyof typeof abi.COMMANDS;
