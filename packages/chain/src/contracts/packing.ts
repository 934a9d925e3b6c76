/**
 * Orders and receipts as encoded in calldata: every field big-endian at its own width, in signed-struct order, omitting derivable
 * fields. The contract restores those before hashing, so only what was signed passes. Counterpart of
 * `contracts/src/libraries/Terms.sol` and `Receipts.sol`.
 */
import {
  type Bytes32,
  type Domain,
  EvlockError,
  Order,
  Receipt,
  type TradeOrders,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { bytesToHex, concat, type Hex, hexToBytes } from 'viem';

/** The bid and the offer, 174 bytes and 18 zeros. */
export type PackedTerms = readonly [Bytes32, Bytes32, Bytes32, Bytes32, Bytes32, Bytes32];

const TERMS_BYTES = 6 * 32;

/** Without `side` (known), `counterOrder` (the offer's digest), `minEnergy` (its `energy`), `power` and `price` (the offer's). */
const bidFields = [
  'account',
  'meterKey',
  'energy',
  'start',
  'end',
  'openBefore',
  'lossBandPpm',
  'minReputation',
  'minSensorClass',
  'nonce',
] as const;

/** Without `side` (known) and `counterOrder` (zero). */
const offerFields = [
  'account',
  'meterKey',
  'energy',
  'minEnergy',
  'power',
  'price',
  'start',
  'end',
  'openBefore',
  'lossBandPpm',
  'minReputation',
  'minSensorClass',
  'nonce',
] as const;

/** Without `tradeId`: the terms give it. */
const receiptFields = ['role', 'sequence', 'energy', 'partnerSequence', 'partnerEnergy', 'final', 'cause'] as const;

interface Packable {
  readonly bytes: number;
  toInteger(value: unknown): bigint;
  fromInteger(integer: bigint): unknown;
}

function pack(fields: Readonly<Record<string, unknown>>, value: object, names: readonly string[]): string {
  return names
    .map((name) => {
      const field = fields[name] as Packable;
      const integer = field.toInteger((value as Readonly<Record<string, unknown>>)[name]);
      return BigInt.asUintN(field.bytes * 8, integer)
        .toString(16)
        .padStart(field.bytes * 2, '0');
    })
    .join('');
}

export function packTerms({ bid, offer }: TradeOrders): PackedTerms {
  const packed = pack(Order.fields, bid.order, bidFields) + pack(Order.fields, offer.order, offerFields);
  const bytes = new Uint8Array(TERMS_BYTES);
  bytes.set(hexToBytes(`0x${packed}`));
  const word = (index: number): Bytes32 => bytesToHex(bytes.subarray(32 * index, 32 * (index + 1)));
  return [word(0), word(1), word(2), word(3), word(4), word(5)];
}

/** One word: 29 bytes and 3 zeros. */
export const packReceipt = (receipt: Receipt): Bytes32 =>
  `0x${pack(Receipt.fields, receipt, receiptFields).padEnd(64, '0')}`;

/** The inverse of `pack`, from byte `from` on. Throws `MALFORMED_STRUCT` on a value out of the field's range. */
function unpack(fields: Readonly<Record<string, unknown>>, data: Hex, names: readonly string[], from = 0): object {
  let at = 2 + 2 * from;
  const entries = names.map((name) => {
    const field = fields[name] as Packable;
    const digits = data.slice(at, at + 2 * field.bytes);
    at += 2 * field.bytes;
    try {
      return [name, field.fromInteger(BigInt(`0x${digits}`))];
    } catch (cause) {
      throw new EvlockError('MALFORMED_STRUCT', { field: name }, { cause });
    }
  });
  return Object.fromEntries(entries);
}

const widthOf = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (fields[name] as Packable).bytes, 0);

const BID_BYTES = widthOf(Order.fields, bidFields);

/** Both orders of packed terms, with the bid's omitted fields restored as the contract does. Throws `MALFORMED_STRUCT`. */
export function unpackTerms(domain: Domain, terms: readonly Hex[]): { readonly bid: Order; readonly offer: Order } {
  const data = concat([...terms]);
  const offer = {
    side: 'offer',
    counterOrder: ZERO_BYTES32,
    ...unpack(Order.fields, data, offerFields, BID_BYTES),
  } as Order;
  const packed = unpack(Order.fields, data, bidFields) as Omit<Order, 'side'>;
  const counterOrder = Order.digest(domain, offer);
  const { power, price } = offer;
  const bid: Order = { ...packed, side: 'bid', counterOrder, minEnergy: packed.energy, power, price };
  return { bid, offer };
}

/** The receipt of a packed word. Throws `MALFORMED_STRUCT`. */
export const unpackReceipt = (tradeId: Bytes32, word: Hex): Receipt =>
  ({ tradeId, ...unpack(Receipt.fields, word, receiptFields) }) as Receipt;
