/** The kinds of field that a signed struct can have: the Solidity type, the JSON form and the canonical bytes of each. */
import { z } from 'zod';
import type { Energy, Money, Power, Ppm, Price, Timestamp } from './units.ts';

export type Hex = `0x${string}`;
/** A 20-byte account or meter key address, lower case. */
export type Address = Hex;
/** A 32-byte digest or identifier, lower case. */
export type Bytes32 = Hex;

/** One kind of field. */
export interface Field<T> {
  /** Its type in Solidity, as in the EIP-712 type string. */
  readonly solidity: string;
  /** Width in the canonical encoding, in bytes: big-endian, without padding. */
  readonly bytes: number;
  /** JSON form ↔ value. Integers beyond 2^53 travel as decimal strings. */
  readonly schema: z.ZodType<T>;
  /** The value as the integer that is hashed and encoded; negative for a negative `int`. */
  toInteger(value: T): bigint;
  /** The inverse of `toInteger`. Throws a `RangeError` where no value has that integer. */
  fromInteger(integer: bigint): T;
}

const decimalString = z.string().regex(/^(0|[1-9]\d{0,38})$/, 'a decimal integer');

function bigintField<T extends bigint>(bits: number): Field<T> {
  const max = (1n << BigInt(bits)) - 1n;
  return {
    solidity: `uint${bits}`,
    bytes: bits / 8,
    schema: z.union([z.bigint(), decimalString]).transform((value, context) => {
      const integer = BigInt(value);
      if (integer < 0n || integer > max) {
        context.addIssue({ code: 'custom', message: `outside uint${bits}` });
        return z.NEVER;
      }
      return integer as T;
    }) as unknown as z.ZodType<T>,
    toInteger: (value) => value,
    fromInteger: (integer) => integer as T,
  };
}

function numberField<T extends number>(bits: number, signed = false): Field<T> {
  const span = 2 ** bits;
  const [min, max] = signed ? [-span / 2, span / 2 - 1] : [0, span - 1];
  return {
    solidity: `${signed ? '' : 'u'}int${bits}`,
    bytes: bits / 8,
    schema: z.number().int().min(min).max(max) as unknown as z.ZodType<T>,
    // Two's complement in `bits`; `hashStruct` widens a negative to 256 bits.
    toInteger: (value) => BigInt(value),
    fromInteger: (integer) => Number(signed ? BigInt.asIntN(bits, integer) : integer) as T,
  };
}

function hexField(solidity: string, bytes: number): Field<Hex> {
  return {
    solidity,
    bytes,
    schema: z
      .string()
      .regex(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`), `${bytes} bytes in hex`)
      .transform((value) => value.toLowerCase() as Hex) as unknown as z.ZodType<Hex>,
    toInteger: (value) => BigInt(value),
    fromInteger: (integer) => `0x${integer.toString(16).padStart(bytes * 2, '0')}`,
  };
}

export const address: Field<Address> = hexField('address', 20);
export const bytes32: Field<Bytes32> = hexField('bytes32', 32);
export const uint8: Field<number> = numberField(8);
export const uint16: Field<number> = numberField(16);
export const uint32: Field<number> = numberField(32);
export const uint40: Field<number> = numberField(40);
export const int32: Field<number> = numberField(32, true);
export const uint64: Field<bigint> = bigintField(64);
export const uint128: Field<bigint> = bigintField(128);

export const energyField: Field<Energy> = bigintField<Energy>(64);
export const priceField: Field<Price> = bigintField<Price>(64);
export const moneyField: Field<Money> = bigintField<Money>(128);
/** Unsigned power in mW: the maximum that an order allows to flow. */
export const powerField: Field<Power> = numberField<Power>(32);
export const timeField: Field<Timestamp> = numberField<Timestamp>(40);
export const ppmField: Field<Ppm> = numberField<Ppm>(32);

export const boolean: Field<boolean> = {
  solidity: 'bool',
  bytes: 1,
  schema: z.boolean(),
  toInteger: (value) => (value ? 1n : 0n),
  fromInteger: (integer) => integer === 1n,
};

/** A field that holds one of the named values, numbered from 0 in the given order. */
export function enumeration<const Names extends readonly string[]>(names: Names): Field<Names[number]> {
  return {
    solidity: 'uint8',
    bytes: 1,
    schema: z.enum(names) as unknown as z.ZodType<Names[number]>,
    toInteger: (value) => BigInt(names.indexOf(value)),
    fromInteger: (integer) => {
      const name = names[Number(integer)];
      if (name === undefined) throw new RangeError(`no name for ${integer}`);
      return name;
    },
  };
}
