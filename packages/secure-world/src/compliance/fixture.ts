/** What every implementation is provisioned with, and the suite's partner, owner and sensor. */
import {
  type Address,
  type Bytes32,
  type Current,
  type Energy,
  type Hex,
  type Money,
  Order,
  type Power,
  type Ppm,
  type Price,
  publicKeyOf,
  publicKeyToAddress,
  Receipt,
  type Signature,
  type SignedOrder,
  type SignedReceipt,
  sharedSecret,
  signDigest,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { ProvisionInput, Sample } from '../index.ts';
import { fromHex } from '../layout.ts';

export const domain = { chainId: 31337, market: `0x${'4d'.repeat(20)}` as Address };
export const party = { rpId: 'localhost', origin: 'http://localhost:4100' };
export const WITHDRAWAL_ADDRESS: Address = `0x${'a1'.repeat(20)}`;

/** A delivery interval far enough ahead for any test. */
export const NOON = 1_800_000_000 as Timestamp;
/** A day earlier. */
const PROVISIONED_AT = (NOON - 86_400) as Timestamp;

export const provisionInput: Required<ProvisionInput> = {
  domain,
  rpId: party.rpId,
  origins: [party.origin, 'https://community.example'],
  date: PROVISIONED_AT,
  limits: {
    powerLimit: 1_000_000 as Power,
    mandateEnergyMax: 100_000_000n as Energy,
    mandateMoneyMax: 100_000_000n as Money,
    submitterFeeMax: 50_000n as Money,
  },
  calibration: {
    currentOffset: 2_048_000,
    currentScale: 20_000,
    voltageOffset: 0,
    voltageScale: 15_000,
    noiseFloor: 200 as Current,
    referenceCurrent: 2000 as Current,
    referenceTolerance: 20_000 as Ppm,
  },
  withdrawalAddresses: [WITHDRAWAL_ADDRESS],
};

/** Sensor counts for a current in mA at 48 V, with one count of noise. */
export function samplesOf(milliampere: number, size: number): Sample[] {
  const count = Math.round((milliampere * 1000 + 2048 * 20_000) / 20_000);
  return Array.from({ length: size }, (_, index) => ({ current: count + (index % 3) - 1, voltage: 3200 }));
}

/** Passes the self-test. */
export const selfTestSamples = { open: samplesOf(0, 32), reference: samplesOf(2000, 32) };

/** The other meter of every trade: a key of the suite's own. */
export class Partner {
  readonly #privateKey: Uint8Array;
  readonly meterKey: Address;
  private nonce = 1;
  private sequence = 1;

  constructor(privateKey: Hex) {
    this.#privateKey = fromHex(privateKey);
    this.meterKey = publicKeyToAddress(publicKeyOf(this.#privateKey, false));
  }

  sign(digest: Bytes32): Signature {
    return signDigest(digest, this.#privateKey);
  }

  order(terms: Partial<Order> & Pick<Order, 'side'>): SignedOrder {
    const order: Order = {
      ...termsOf(terms.side),
      account: this.meterKey,
      meterKey: this.meterKey,
      nonce: this.nonce++,
      ...terms,
    };
    return { order, signature: this.sign(Order.digest(domain, order)) };
  }

  receipt(terms: Partial<Receipt> & Pick<Receipt, 'tradeId' | 'role'>): SignedReceipt {
    const receipt: Receipt = {
      sequence: this.sequence++,
      energy: 0n as Energy,
      partnerSequence: 0,
      partnerEnergy: 0n as Energy,
      final: false,
      cause: 'none',
      ...terms,
    };
    return { receipt, signature: this.sign(Receipt.digest(domain, receipt)) };
  }

  markSecret(meterPublicKey: Hex): Uint8Array {
    return sharedSecret(fromHex(meterPublicKey), this.#privateKey);
  }
}

/** A bid is opened before its interval begins. */
export const termsOf = (side: Order['side']): typeof orderTerms =>
  side === 'bid' ? { ...orderTerms, openBefore: NOON } : orderTerms;

/** Terms allowed by a `mandateTerms` mandate: an offer until the side and the counter order are set. */
export const orderTerms = {
  counterOrder: ZERO_BYTES32,
  energy: 1_000_000n as Energy,
  minEnergy: 1_000_000n as Energy,
  power: 1_000_000 as Power,
  price: 120_000n as Price,
  start: NOON,
  end: (NOON + 7200) as Timestamp,
  openBefore: (NOON + 1800) as Timestamp,
  lossBandPpm: 30_000 as Ppm,
  minReputation: 0,
  minSensorClass: 'normal-world' as const,
};

export const mandateTerms = {
  energyCap: 2_000_000n as Energy,
  minEnergy: 100_000n as Energy,
  moneyCap: 250_000n as Money,
  limitPrice: 120_000n as Price,
  deliveryFrom: NOON,
  deliveryUntil: (NOON + 10_800) as Timestamp,
  approvedAt: (NOON - 86_000) as Timestamp,
  validUntil: (NOON + 3600) as Timestamp,
  minReputation: -5,
  minSensorClass: 'normal-world' as const,
  lossBandPpm: 50_000 as Ppm,
};

export const bytes32 = (byte: string): Bytes32 => `0x${byte.repeat(32)}`;
