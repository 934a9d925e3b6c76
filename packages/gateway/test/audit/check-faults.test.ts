/** Proofs of faulty meters, each checked on its own. */
import { type Domain, Order, Reading, Receipt, toJson } from '@evlock/protocol';
import { householdNamed, signDigest } from '@evlock/testing/chain/local-market';
import { describe, expect, it } from 'vitest';
import { checkFaults } from '../../src/audit/check-faults.ts';
import type { Facts } from '../../src/audit/facts.ts';

const domain: Domain = { chainId: 31_337, market: `0x${'0b'.repeat(20)}` };
const ana = householdNamed('ana');
const eve = householdNamed('eve');
const bytes32 = `0x${'01'.repeat(32)}`;
const { address: meterKey } = ana.meter;

const order = (change: object): Order => ({
  ...Order.decode(new Uint8Array(Order.size)),
  meterKey,
  account: ana.account.address,
  nonce: 7,
  ...change,
});
const receipt = (change: object): Receipt => ({
  ...Receipt.decode(new Uint8Array(Receipt.size)),
  sequence: 7,
  ...change,
});
const reading = (change: object): Reading => ({
  ...Reading.decode(new Uint8Array(Reading.size)),
  meterKey,
  sequence: 7,
  ...change,
});
/** As the fault desk records it. */
const evidence = {
  order: async (change: object, by = ana) =>
    toJson({ order: order(change), signature: await signDigest(Order.digest(domain, order(change)), by.meter) }),
  receipt: async (change: object, by = ana) =>
    toJson({
      receipt: receipt(change),
      signature: await signDigest(Receipt.digest(domain, receipt(change)), by.meter),
    }),
  reading: async (change: object, by = ana) =>
    toJson({
      reading: reading(change),
      signature: await signDigest(Reading.digest(domain, reading(change)), by.meter),
    }),
};
const fieldsOf = (first: string, second: string, code = 'SEQUENCE_FORKED'): string[] => {
  const tables = { meterFaults: [{ meter_key: meterKey, code, first, second }] };
  return checkFaults({ domain, tables } as unknown as Facts).map(({ field }) => field);
};

const kinds = [
  ['order', { price: 5n }, { nonce: 8 }],
  ['receipt', { energy: 5n }, { tradeId: bytes32 }],
  ['reading', { import: 5n }, { sequence: 8 }],
] as const;

describe.each(kinds)('two signed messages, each an %s', (kind, content, occasion) => {
  it('prove a fault when they differ on one occasion', async () => {
    expect(fieldsOf(await evidence[kind]({}), await evidence[kind](content))).toEqual([]);
  });

  it('prove none when they are the same, or from two occasions', async () => {
    expect(fieldsOf(await evidence[kind]({}), await evidence[kind]({}))).toEqual(['row']);
    expect(fieldsOf(await evidence[kind]({}), await evidence[kind](occasion))).toEqual(['row']);
  });

  it('prove none when another meter, or nobody, signed one', async () => {
    expect(fieldsOf(await evidence[kind]({}), await evidence[kind](content, eve))).toEqual(['second']);
    expect(fieldsOf('{}', await evidence[kind](content))).toEqual(['first']);
  });
});

it('two messages of different kinds prove nothing; duplicate connections are not signed', async () => {
  expect(fieldsOf(await evidence.order({}), await evidence.reading({}))).toEqual(['row']);
  expect(fieldsOf('{}', '{}', 'DUPLICATE_METER')).toEqual([]);
});
