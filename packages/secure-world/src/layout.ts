/**
 * The binary layout of a payload: fields in order, big-endian, no padding. Fields of fixed size come first, so that each has
 * the offset stated in the header; lengths of variable ones precede them.
 */
import { EvlockError, type Field, type Hex, type StructValue, type TypedStruct } from '@evlock/protocol';

/** A cursor over one payload. Every read is bounds-checked: `INVALID_INPUT` when the payload ends early. */
export class Reader {
  private readonly bytes: Uint8Array;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(size: number): Uint8Array {
    const end = this.position + size;
    if (end > this.bytes.length) {
      throw new EvlockError('INVALID_INPUT', { problem: 'payload ends early', needed: end, size: this.bytes.length });
    }
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }

  uint(size: number): number {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** Throws `INVALID_INPUT` when bytes are left over. */
  finish(): void {
    if (this.position !== this.bytes.length) {
      throw new EvlockError('INVALID_INPUT', {
        problem: 'payload is too long',
        extra: this.bytes.length - this.position,
      });
    }
  }
}

/** One field of a layout. `size` is fixed, or the minimum of a variable field (its length prefix). */
export interface Part<T> {
  readonly size: number;
  readonly variable: boolean;
  write(value: T): Uint8Array;
  read(reader: Reader): T;
}

export const toHex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString('hex')}`;
export const fromHex = (hex: Hex): Uint8Array => new Uint8Array(Buffer.from(hex.slice(2), 'hex'));

/** `value` as `size` bytes, big-endian. */
export function uintBytes(value: number | bigint, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let rest = BigInt.asUintN(size * 8, BigInt(value));
  for (let index = size - 1; rest > 0n; index--, rest >>= 8n) out[index] = Number(rest & 0xffn);
  return out;
}

const integerOf = (bytes: Uint8Array): bigint => BigInt(toHex(bytes));

/** A field of a signed struct, at its canonical width. */
export function field<T>(kind: Field<T>): Part<T> {
  return {
    size: kind.bytes,
    variable: false,
    write: (value) => uintBytes(kind.toInteger(value), kind.bytes),
    read: (reader) => {
      const integer = integerOf(reader.take(kind.bytes));
      if (kind.solidity === 'bool' && integer > 1n) {
        throw new EvlockError('INVALID_INPUT', { problem: 'a boolean is 0 or 1' });
      }
      try {
        return kind.fromInteger(integer);
      } catch (cause) {
        throw new EvlockError('INVALID_INPUT', { problem: 'no such value', value: String(integer) }, { cause });
      }
    },
  };
}

/** Fixed-size bytes, as hex. */
export const fixedBytes = (size: number): Part<Hex> => ({
  size,
  variable: false,
  write: (value) => {
    const bytes = fromHex(value);
    if (bytes.length !== size) throw new EvlockError('INVALID_INPUT', { expected: size, got: bytes.length });
    return bytes;
  },
  read: (reader) => toHex(reader.take(size)),
});

/** A signed struct in its canonical encoding. */
export const struct = <S extends TypedStruct<never> | { size: number }>(
  kind: S & { encode(value: StructValue<S>): Uint8Array; decode(bytes: Uint8Array): StructValue<S> },
): Part<StructValue<S>> => ({
  size: kind.size,
  variable: false,
  write: (value) => kind.encode(value),
  read: (reader) => kind.decode(reader.take(kind.size)),
});

const bounded = (size: number, max: number): number => {
  if (size > max) throw new EvlockError('INPUT_TOO_LARGE', { limit: max, size });
  return size;
};

const concat = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** u16 length ‖ bytes, at most `max`. */
export const variableBytes = (max: number): Part<Hex> => ({
  size: 2,
  variable: true,
  write: (value) => {
    const bytes = fromHex(value);
    return concat([uintBytes(bounded(bytes.length, max), 2), bytes]);
  },
  read: (reader) => toHex(reader.take(bounded(reader.uint(2), max))),
});

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** u16 length ‖ UTF-8, at most `max` bytes. */
export const text = (max: number): Part<string> => ({
  size: 2,
  variable: true,
  write: (value) => {
    const bytes = new TextEncoder().encode(value);
    return concat([uintBytes(bounded(bytes.length, max), 2), bytes]);
  },
  read: (reader) => {
    const bytes = reader.take(bounded(reader.uint(2), max));
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw new EvlockError('INVALID_INPUT', { problem: 'not UTF-8' }, { cause });
    }
  },
});

/** u16 count ‖ items, at most `max`. */
export const list = <T>(item: Part<T>, max: number): Part<readonly T[]> => ({
  size: 2,
  variable: true,
  write: (values) => concat([uintBytes(bounded(values.length, max), 2), ...values.map((value) => item.write(value))]),
  read: (reader) => Array.from({ length: bounded(reader.uint(2), max) }, () => item.read(reader)),
});

// biome-ignore lint/suspicious/noExplicitAny: a part's value type is invariant; `any` lets a record mix them.
type Parts = Readonly<Record<string, Part<any>>>;
type PartsValue<P extends Parts> = { readonly [Name in keyof P]: P[Name] extends Part<infer T> ? T : never };

export class Layout<P extends Parts> implements Part<PartsValue<P>> {
  /** Size in bytes, or the minimum where a field is variable. */
  readonly size: number;
  readonly variable: boolean;
  /** Offset of every field up to and including the first variable one. */
  readonly offsets: ReadonlyMap<string, number>;
  private readonly parts: P;

  constructor(parts: P) {
    const offsets = new Map<string, number>();
    let end: number | undefined = 0;
    for (const [name, part] of Object.entries(parts)) {
      if (end !== undefined) offsets.set(name, end);
      end = end === undefined || part.variable ? undefined : end + part.size;
    }
    this.parts = parts;
    this.offsets = offsets;
    this.variable = end === undefined;
    this.size = Object.values(parts).reduce((sum, part) => sum + part.size, 0);
  }

  write(value: PartsValue<P>): Uint8Array {
    return concat(Object.entries(this.parts).map(([name, part]) => part.write(value[name])));
  }

  read(reader: Reader): PartsValue<P> {
    const entries = Object.entries(this.parts).map(([name, part]) => [name, part.read(reader)]);
    return Object.fromEntries(entries) as PartsValue<P>;
  }

  /** The whole payload and nothing else. Throws `INVALID_INPUT`, `INPUT_TOO_LARGE` or `MALFORMED_STRUCT`. */
  decode(bytes: Uint8Array): PartsValue<P> {
    const reader = new Reader(bytes);
    const value = this.read(reader);
    reader.finish();
    return value;
  }
}

export type LayoutValue<L> = L extends Layout<infer P> ? PartsValue<P> : never;
