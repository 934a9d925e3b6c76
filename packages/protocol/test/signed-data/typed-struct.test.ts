import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvlockError, type Field, structs, type TypedStruct } from '../../src/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a list of structs of different fields.
type AnyStruct = TypedStruct<any>;
const all = Object.values(structs) as AnyStruct[];
const domain = { chainId: 1001, market: '0x00000000000000000000000000000000000e710c' } as const;

/** Any bytes of the field's width that stand for a value of it. */
const fieldBytes = (field: Field<unknown>): fc.Arbitrary<Uint8Array> => {
  if (field.solidity === 'bool') return fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1));
  if (field.solidity === 'uint8') return fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1));
  return fc.uint8Array({ minLength: field.bytes, maxLength: field.bytes });
};

const encodings = (struct: AnyStruct): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(...Object.values<Field<unknown>>(struct.fields).map(fieldBytes))
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

describe.each(all.map((struct) => [struct.name, struct] as const))('%s', (_name, struct) => {
  it('decodes what it encodes, and has one encoding for a value', () => {
    fc.assert(
      fc.property(encodings(struct), (bytes) => {
        const value = struct.decode(bytes);
        expect(struct.encode(value)).toEqual(bytes);
        expect(struct.schema.parse(struct.toJSON(value))).toEqual(value);
        expect(struct.schema.parse(JSON.parse(JSON.stringify(struct.toJSON(value))))).toEqual(value);
      }),
    );
  });

  it('gives another digest for another value, chain or market', () => {
    fc.assert(
      fc.property(encodings(struct), encodings(struct), (left, right) => {
        const [one, other] = [struct.decode(left), struct.decode(right)];
        const same = Buffer.compare(left, right) === 0;
        expect(struct.digest(domain, one) === struct.digest(domain, other)).toBe(same);
        expect(struct.digest({ ...domain, chainId: 8217 }, one)).not.toBe(struct.digest(domain, one));
        const elsewhere = { ...domain, market: `0x${'11'.repeat(20)}` } as const;
        expect(struct.digest(elsewhere, one)).not.toBe(struct.digest(domain, one));
      }),
      { numRuns: 20 },
    );
  });

  it('refuses other lengths and unknown keys', () => {
    const bytes = new Uint8Array(struct.size);
    for (const wrong of [new Uint8Array(0), bytes.subarray(1), new Uint8Array(struct.size + 1)]) {
      expect(() => struct.decode(wrong)).toThrow(EvlockError);
    }
    const json = struct.toJSON(struct.decode(bytes));
    expect(struct.schema.safeParse({ ...json, extra: 1 }).success).toBe(false);
    const [first = ''] = Object.keys(json);
    expect(struct.schema.safeParse({ ...json, [first]: undefined }).success).toBe(false);
  });

  it('refuses a value outside its field', () => {
    let start = 0;
    for (const field of Object.values<Field<unknown>>(struct.fields)) {
      const bytes = new Uint8Array(struct.size);
      bytes[start] = 0xff;
      start += field.bytes;
      if (['bool', 'uint8'].includes(field.solidity)) expect(() => struct.decode(bytes)).toThrow(EvlockError);
    }
  });
});
