/**
 * A signed struct, defined once: its EIP-712 type, digest, JSON schema and canonical bytes all follow from the list of its fields.
 * Source: https://eips.ethereum.org/EIPS/eip-712
 */
import { bytesToHex, concatBytes, keccak256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Address, Bytes32, Field } from '../values/field.ts';

// biome-ignore lint/suspicious/noExplicitAny: a field's value type is invariant; `any` lets a record mix them.
type Fields = Readonly<Record<string, Field<any>>>;
type ValueOf<F extends Fields> = { readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

/** Where a signature is valid: in one market on one chain. */
export interface Domain {
  readonly chainId: number;
  readonly market: Address;
}

export const DOMAIN_NAME = 'Evlock';
export const DOMAIN_VERSION = '1';

const word = (value: bigint): Uint8Array => {
  const bytes = new Uint8Array(32);
  let rest = BigInt.asUintN(256, value);
  for (let index = 31; rest > 0n; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
};

const textHash = (text: string): Uint8Array => keccak256(stringToBytes(text), 'bytes');
const domainTypeHash = textHash('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)');
const nameHash = textHash(DOMAIN_NAME);
const versionHash = textHash(DOMAIN_VERSION);

/** Separators known by chain and market: a process has one market, and asks for its separator with every digest. */
const separators = new Map<string, Uint8Array>();
const SEPARATORS_KEPT = 16;

function separatorOf({ chainId, market }: Domain): Uint8Array {
  const name = `${chainId} ${market}`;
  const known = separators.get(name);
  if (known) return known;
  const parts = [domainTypeHash, nameHash, versionHash, word(BigInt(chainId)), word(BigInt(market))];
  const separator = keccak256(concatBytes(parts), 'bytes');
  if (separators.size >= SEPARATORS_KEPT) separators.clear();
  separators.set(name, separator);
  return separator;
}

/** The EIP-712 domain separator of one market on one chain. */
export const domainSeparator = (domain: Domain): Bytes32 => bytesToHex(separatorOf(domain));

/**
 * A struct that a key signs.
 *
 * @example
 * import { domainOf, Order, verifySignature } from '@evlock/protocol';
 *
 * const domain = domainOf(deployment); // { chainId, market }
 * const digest = Order.digest(domain, order); // the 32 bytes that are signed, and a trade's id for a bid
 * verifySignature(digest, signature, order.meterKey); // throws INVALID_SIGNATURE
 *
 * @example
 * Order.type; // 'Order(uint8 side,address account,…)'
 * Order.decode(Order.encode(order)); // what the secure world reads, and back
 * Order.schema.parse(JSON.parse(text)); // from JSON
 */
export class TypedStruct<F extends Fields> {
  readonly name: string;
  readonly fields: F;
  /** `Name(type field,…)`, the string whose keccak256 is the type hash. */
  readonly type: string;
  readonly typeHash: Bytes32;
  readonly #typeHash: Uint8Array;
  /** JSON → value; rejects unknown keys. `toJSON` is the inverse. */
  readonly schema: z.ZodType<ValueOf<F>>;
  /** Length of the canonical encoding in bytes. */
  readonly size: number;

  constructor(name: string, fields: F) {
    this.name = name;
    this.fields = fields;
    const entries = Object.entries(fields);
    this.type = `${name}(${entries.map(([key, field]) => `${field.solidity} ${key}`).join(',')})`;
    this.#typeHash = textHash(this.type);
    this.typeHash = bytesToHex(this.#typeHash);
    this.schema = z.strictObject(
      Object.fromEntries(entries.map(([key, field]) => [key, field.schema])),
    ) as unknown as z.ZodType<ValueOf<F>>;
    this.size = entries.reduce((sum, [, field]) => sum + field.bytes, 0);
  }

  /** `hashStruct(value)` of EIP-712. */
  hash(value: ValueOf<F>): Bytes32 {
    return bytesToHex(this.#hash(value));
  }

  /** The 32 bytes that are signed: keccak256(0x1901 ‖ domain separator ‖ hashStruct). */
  digest(domain: Domain, value: ValueOf<F>): Bytes32 {
    return keccak256(concatBytes([Uint8Array.of(0x19, 0x01), separatorOf(domain), this.#hash(value)]));
  }

  #hash(value: ValueOf<F>): Uint8Array {
    const words = Object.entries(this.fields).map(([key, field]) => word(field.toInteger(value[key])));
    return keccak256(concatBytes([this.#typeHash, ...words]), 'bytes');
  }

  /** Canonical bytes, which the secure world reads: every field big-endian at its own width, in order, without padding. */
  encode(value: ValueOf<F>): Uint8Array {
    const out = new Uint8Array(this.size);
    let end = 0;
    for (const [key, field] of Object.entries(this.fields)) {
      end += field.bytes;
      let rest = BigInt.asUintN(field.bytes * 8, field.toInteger(value[key]));
      for (let index = end - 1; rest > 0n; index--, rest >>= 8n) out[index] = Number(rest & 0xffn);
    }
    return out;
  }

  /** The inverse of `encode`. Throws `MALFORMED_STRUCT` on a wrong length or a value outside its field's range. */
  decode(bytes: Uint8Array): ValueOf<F> {
    if (bytes.length !== this.size) {
      throw new EvlockError('MALFORMED_STRUCT', { struct: this.name, expected: this.size, got: bytes.length });
    }
    const value: Record<string, unknown> = {};
    let start = 0;
    for (const [key, field] of Object.entries(this.fields)) {
      const integer = BigInt(bytesToHex(bytes.subarray(start, start + field.bytes)));
      start += field.bytes;
      if (field.solidity === 'bool' && integer > 1n) {
        throw new EvlockError('MALFORMED_STRUCT', { struct: this.name, field: key });
      }
      try {
        value[key] = field.fromInteger(integer);
      } catch (cause) {
        throw new EvlockError('MALFORMED_STRUCT', { struct: this.name, field: key }, { cause });
      }
    }
    return value as ValueOf<F>;
  }

  /** The value in its JSON form, which `schema` parses. */
  toJSON(value: ValueOf<F>): Record<string, unknown> {
    return Object.fromEntries(
      Object.keys(this.fields).map((key) => {
        const item: unknown = value[key];
        return [key, typeof item === 'bigint' ? item.toString() : item];
      }),
    );
  }
}

/** The values of a struct. */
export type StructValue<S> = S extends TypedStruct<infer F> ? ValueOf<F> : never;
