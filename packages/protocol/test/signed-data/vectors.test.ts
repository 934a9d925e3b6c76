import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashDomain, hashStruct, hashTypedData, keccak256, stringToBytes } from 'viem';
import { describe, expect, it } from 'vitest';
import { DOMAIN_NAME, DOMAIN_VERSION, type Hex, structs, type TypedStruct } from '../../src/index.ts';

interface Vectors {
  readonly domain: { readonly chainId: number; readonly market: Hex; readonly separator: Hex };
  readonly structs: Readonly<Record<string, StructVectors>>;
}

interface StructVectors {
  readonly type: string;
  readonly typeHash: Hex;
  readonly size: number;
  readonly values: readonly { value: Record<string, unknown>; encoded: Hex; hash: Hex; digest: Hex }[];
}

const path = join(import.meta.dirname, '../../../../vectors/typed-data.json');
const vectors: Vectors = JSON.parse(await readFile(path, 'utf8'));
// biome-ignore lint/suspicious/noExplicitAny: a list of structs of different fields.
const all = Object.values(structs) as TypedStruct<any>[];

/** The struct as viem wants it: field types by name, and integers where we have names. */
// biome-ignore lint/suspicious/noExplicitAny: any struct.
function forViem(struct: TypedStruct<any>, value: Record<string, unknown>) {
  const fields = Object.entries<{ solidity: string; toInteger(value: unknown): bigint }>(struct.fields);
  const types = { [struct.name]: fields.map(([name, field]) => ({ name, type: field.solidity })) };
  const message = Object.fromEntries(
    fields.map(([name, field]) => {
      const kept = typeof value[name] === 'boolean' || ['address', 'bytes32'].includes(field.solidity);
      return [name, kept ? value[name] : field.toInteger(value[name])];
    }),
  );
  return { types, message };
}

describe('typed data vectors', () => {
  const { chainId, market, separator } = vectors.domain;
  const domain = { name: DOMAIN_NAME, version: DOMAIN_VERSION, chainId, verifyingContract: market };

  it('cover every struct', () => {
    expect(Object.keys(vectors.structs)).toEqual(all.map((struct) => struct.name));
  });

  it('have the domain separator that viem computes', () => {
    const types = {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
    } as const;
    expect(hashDomain({ domain: { ...domain, chainId: BigInt(chainId) }, types })).toBe(separator);
  });

  it.each(all.map((struct) => [struct.name, struct] as const))(
    '%s is hashed and encoded alike by viem',
    (name, struct) => {
      const entry = vectors.structs[name]!;
      expect(entry.type).toBe(struct.type);
      expect(keccak256(stringToBytes(entry.type))).toBe(entry.typeHash);
      for (const { value: json, encoded, hash, digest } of entry.values) {
        const value = struct.schema.parse(json);
        const { types, message } = forViem(struct, value);
        expect(hashStruct({ data: message, primaryType: name, types })).toBe(hash);
        expect(hashTypedData({ domain, types, primaryType: name, message })).toBe(digest);
        expect(struct.digest({ chainId, market }, value)).toBe(digest);
        expect(encoded).toBe(`0x${Buffer.from(struct.encode(value)).toString('hex')}`);
        expect(struct.decode(Buffer.from(encoded.slice(2), 'hex'))).toEqual(value);
        expect(encoded.length).toBe(2 + 2 * entry.size);
      }
    },
  );
});
