/**
 * `vectors/typed-data.json` and `vectors/settlement.json`: what Solidity, C and TypeScript must compute identically. Written from
 * `@evlock/protocol` with fixed seeds; `packages/protocol/test/signed-data/vectors.test.ts` checks them against viem's own
 * hashing.
 */
import { createHash } from 'node:crypto';
import { packReceipt, packTerms } from '@evlock/chain/internal/abi';
import {
  type Claim,
  closeAfterClaims,
  completeEnergy,
  domainSeparator,
  type Energy,
  type Field,
  lock,
  lossAllowance,
  Order,
  type Outcome,
  type Ppm,
  type Price,
  payment,
  Receipt,
  settleFinal,
  structs,
  type TradeTerms,
  type TypedStruct,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { exampleBid, exampleDomain, exampleOffer } from '../signed-data/example.ts';

const domain = exampleDomain;
const UINT64_MAX = 2n ** 64n - 1n;
/** Maximum power over the longest interval, mWh. */
const LARGEST_TRADE = (2n ** 32n - 1n) * 12n;

// biome-ignore lint/suspicious/noExplicitAny: a list of structs of different fields.
type AnyStruct = TypedStruct<any>;
type AnyField = Field<unknown>;

/** Integers determined by their label alone. */
const pseudorandom = (label: string): bigint =>
  BigInt(`0x${createHash('sha256').update(`evlock vectors ${label}`).digest('hex')}`);

/** The field's largest value not above `integer`; an enumeration wraps around. */
function fieldValue(field: AnyField, integer: bigint): unknown {
  if (field.solidity === 'bool') return field.fromInteger(integer & 1n);
  const bits = BigInt(field.bytes * 8);
  if (field.solidity !== 'uint8') return field.fromInteger(BigInt.asUintN(Number(bits), integer));
  let names = 0n;
  while (isNamed(field, names)) names++;
  return field.fromInteger(integer % names);
}

function isNamed(field: AnyField, index: bigint): boolean {
  try {
    field.fromInteger(index);
    return true;
  } catch {
    return false;
  }
}

type Fill = (field: AnyField, label: string) => unknown;
const zero: Fill = (field) => fieldValue(field, 0n);
const ones: Fill = (field) =>
  fieldValue(field, field.solidity === 'uint8' ? -1n + 2n ** 8n : 2n ** BigInt(field.bytes * 8) - 1n);
const random: Fill = (field, label) => fieldValue(field, pseudorandom(label));

function fill(struct: AnyStruct, how: Fill, seed: string): Record<string, unknown> {
  const entries = Object.entries(struct.fields as Record<string, AnyField>);
  return Object.fromEntries(entries.map(([name, field]) => [name, how(field, `${struct.name} ${name} ${seed}`)]));
}

function structVectors(struct: AnyStruct) {
  const values = [
    fill(struct, zero, ''),
    fill(struct, ones, ''),
    ...['1', '2', '3'].map((seed) => fill(struct, random, seed)),
    // The worked example of docs/signed-data.md.
    ...(struct.name === Order.name ? [exampleOffer, exampleBid] : []),
  ];
  return {
    type: struct.type,
    typeHash: struct.typeHash,
    size: struct.size,
    values: values.map((value) => ({
      value: struct.toJSON(value),
      encoded: `0x${Buffer.from(struct.encode(value)).toString('hex')}`,
      hash: struct.hash(value),
      digest: struct.digest(domain, value),
    })),
  };
}

/** A bid and its offer, valid for the packed form; the other fields come from the seed. */
function pairOf(seed: string): { bid: Order; offer: Order } {
  const offer = {
    ...fill(Order, random, `offer ${seed}`),
    side: 'offer',
    counterOrder: ZERO_BYTES32,
  } as unknown as Order;
  const any = fill(Order, random, `bid ${seed}`) as unknown as Order;
  const bid: Order = {
    ...any,
    side: 'bid',
    counterOrder: Order.digest(domain, offer),
    minEnergy: any.energy,
    power: offer.power,
    price: offer.price,
  };
  return { bid, offer };
}

function packingVector(seed: string) {
  const { bid, offer } = pairOf(seed);
  const receipt = {
    ...fill(Receipt, random, `packed ${seed}`),
    tradeId: Order.digest(domain, bid),
  } as unknown as Receipt;
  const unsigned = { bid: { order: bid, signature: '0x' }, offer: { order: offer, signature: '0x' } } as const;
  return {
    terms: packTerms(unsigned),
    offerDigest: bid.counterOrder,
    tradeId: receipt.tradeId,
    receipt: packReceipt(receipt),
    receiptDigest: Receipt.digest(domain, receipt),
  };
}

function typedData() {
  const entries = Object.values(structs as Record<string, AnyStruct>).map((s) => [s.name, structVectors(s)]);
  return {
    domain: { chainId: domain.chainId, market: domain.market, separator: domainSeparator(domain) },
    structs: Object.fromEntries(entries),
    packing: ['1', '2', '3'].map(packingVector),
  };
}

// --- settlement

const energyAndPrice: readonly (readonly [bigint, bigint])[] = [
  [0n, 0n],
  [0n, UINT64_MAX],
  [UINT64_MAX, 0n],
  [UINT64_MAX, UINT64_MAX],
  [UINT64_MAX, 1n],
  [1n, 1n],
  [1n, 999_999n],
  [1n, 1_000_000n],
  [1n, 1_000_001n],
  [1_000_000n, 120_000n],
  [999_999n, 120_001n],
  ...Array.from({ length: 8 }, (_, index): [bigint, bigint] => [
    BigInt.asUintN(16 + 6 * index, pseudorandom(`energy ${index}`)),
    BigInt.asUintN(20 + 6 * index, pseudorandom(`price ${index}`)),
  ]),
];

const energyAndBand: readonly (readonly [bigint, number])[] = [
  [0n, 0],
  [UINT64_MAX, 0],
  [UINT64_MAX, 1_000_000],
  [UINT64_MAX, 999_999],
  [1n, 1],
  [1n, 999_999],
  [1_000_000n, 20_000],
  [1_000_001n, 20_000],
  [999_999n, 333_333],
];

const terms = (energy: bigint, price: bigint, lossBandPpm: number): TradeTerms => ({
  energy: energy as Energy,
  price: price as Price,
  lossBandPpm: lossBandPpm as Ppm,
});

const tradeTerms = [
  terms(1_000_000n, 120_000n, 20_000),
  terms(999_999n, 119_999n, 1),
  terms(LARGEST_TRADE, UINT64_MAX, 500_000),
];

const asText = (outcome: Outcome) => ({
  state: outcome.state,
  delivered: outcome.delivered.toString(),
  paid: outcome.paid.toString(),
  refunded: outcome.refunded.toString(),
  reputation: outcome.reputation,
});
const termsText = (t: TradeTerms) => ({
  energy: t.energy.toString(),
  price: t.price.toString(),
  lossBandPpm: t.lossBandPpm,
});

/** Delivered energies that matter for T: nothing, little, both sides of the band, T itself, above. */
function energiesOf(t: TradeTerms): bigint[] {
  const complete = completeEnergy(t.energy, t.lossBandPpm);
  const above = t.energy + 1n;
  return [...new Set([0n, 1n, complete - 1n, complete, t.energy, above])];
}

function finalOutcomes() {
  return tradeTerms.flatMap((t) =>
    energiesOf(t).flatMap((buyer) =>
      [buyer, t.energy, 1n].map((seller) => ({
        terms: termsText(t),
        buyer: buyer.toString(),
        seller: seller.toString(),
        outcome: asText(settleFinal(t, buyer as Energy, seller as Energy)),
      })),
    ),
  );
}

function claimOutcomes() {
  const claims = (t: TradeTerms): (Claim | undefined)[] => [
    undefined,
    ...[t.energy / 3n, t.energy].flatMap((energy) =>
      [false, true].map((final) => ({ energy: energy as Energy, final })),
    ),
  ];
  const text = (claim: Claim | undefined) => (claim ? { energy: claim.energy.toString(), final: claim.final } : null);
  return tradeTerms.flatMap((t) =>
    claims(t).flatMap((buyer) =>
      claims(t).map((seller) => ({
        terms: termsText(t),
        buyer: text(buyer),
        seller: text(seller),
        outcome: asText(closeAfterClaims(t, buyer, seller)),
      })),
    ),
  );
}

function settlement() {
  return {
    payments: energyAndPrice.map(([energy, price]) => ({
      energy: energy.toString(),
      price: price.toString(),
      payment: payment(energy as Energy, price as Price).toString(),
      lock: lock(energy as Energy, price as Price).toString(),
    })),
    bands: energyAndBand.map(([energy, band]) => ({
      energy: energy.toString(),
      lossBandPpm: band,
      completeEnergy: completeEnergy(energy as Energy, band as Ppm).toString(),
      lossAllowance: lossAllowance(energy as Energy, band as Ppm).toString(),
    })),
    finals: finalOutcomes(),
    claims: claimOutcomes(),
  };
}

export function generate(): Record<string, string> {
  return {
    'vectors/typed-data.json': `${JSON.stringify(typedData(), null, 2)}\n`,
    'vectors/settlement.json': `${JSON.stringify(settlement(), null, 2)}\n`,
  };
}
