import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Claim,
  closeAfterClaims,
  completeEnergy,
  type Energy,
  lock,
  lossAllowance,
  type Ppm,
  type Price,
  payment,
  settleFinal,
  type TradeTerms,
} from '../../src/index.ts';

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const energies = uint64.map((value) => value as Energy);
const prices = uint64.map((value) => value as Price);
const bands = fc.integer({ min: 0, max: 1_000_000 }).map((value) => value as Ppm);
const tradeTerms: fc.Arbitrary<TradeTerms> = fc.record({ energy: energies, price: prices, lossBandPpm: bands });
const claims: fc.Arbitrary<Claim | undefined> = fc.option(fc.record({ energy: energies, final: fc.boolean() }), {
  nil: undefined,
});

const terms: TradeTerms = { energy: 1_000_000n as Energy, price: 120_000n as Price, lossBandPpm: 20_000 as Ppm };
const claim = (energy: bigint, final: boolean): Claim => ({ energy: energy as Energy, final });

describe('arithmetic', () => {
  it('pays the floor and locks the ceiling', () => {
    fc.assert(
      fc.property(energies, prices, (energy, price) => {
        const exact = energy * price;
        const paid = payment(energy, price) * 1_000_000n;
        const locked = lock(energy, price) * 1_000_000n;
        expect(paid <= exact && exact < paid + 1_000_000n).toBe(true);
        expect(locked >= exact && locked < exact + 1_000_000n).toBe(true);
      }),
    );
  });

  it('fits the 128 bits that the contract has for money, at the largest energy and price', () => {
    const most = 2n ** 64n - 1n;
    expect(lock(most as Energy, most as Price) < 2n ** 128n).toBe(true);
    expect(payment(most as Energy, most as Price) <= lock(most as Energy, most as Price)).toBe(true);
  });

  it('pays for parts no more than for the whole, and less than a micro-unit less for each', () => {
    fc.assert(
      fc.property(fc.array(energies, { minLength: 1, maxLength: 20 }), prices, (parts, price) => {
        const whole = payment(parts.reduce<bigint>((sum, part) => sum + part, 0n) as Energy, price);
        const sum = parts.reduce<bigint>((paid, part) => paid + payment(part, price), 0n);
        expect(sum <= whole && whole - sum < BigInt(parts.length)).toBe(true);
      }),
    );
  });

  it('pays more for more, and never more than was locked', () => {
    fc.assert(
      fc.property(energies, energies, prices, (one, other, price) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(payment(less, price) <= payment(more, price) && payment(more, price) <= lock(more, price)).toBe(true);
      }),
    );
  });

  it('allows as loss what it does not ask for, to the rounding', () => {
    fc.assert(
      fc.property(energies, bands, (energy, band) => {
        const rest = energy - completeEnergy(energy, band);
        expect(lossAllowance(energy, band) - rest).toBeOneOf([0n, 1n]);
      }),
    );
  });
});

describe('settleFinal', () => {
  it('pays the least of both energies and T, and refunds the rest of the lock', () => {
    fc.assert(
      fc.property(tradeTerms, energies, energies, (anyTerms, buyer, seller) => {
        const { delivered, paid, refunded } = settleFinal(anyTerms, buyer, seller);
        expect([buyer, seller, anyTerms.energy]).toContain(delivered);
        expect(delivered <= buyer && delivered <= seller && delivered <= anyTerms.energy).toBe(true);
        expect(paid + refunded).toBe(lock(anyTerms.energy, anyTerms.price));
        expect(refunded >= 0n).toBe(true);
      }),
    );
  });

  it.each([
    ['complete', 1_000_000n, 1_000_000n, 1],
    ['at the band', 980_000n, 1_000_000n, 1],
    ['below the band', 979_999n, 1_000_000n, 0],
    ['mutual abort', 0n, 0n, 0],
  ])('gives reputation: %s', (_name, buyer, seller, gain) => {
    const { reputation } = settleFinal(terms, buyer as Energy, seller as Energy);
    expect(reputation).toEqual({ buyer: gain, seller: gain });
  });

  it('gives none for nothing, however wide the band', () => {
    const wide = { ...terms, lossBandPpm: 1_000_000 as Ppm };
    expect(settleFinal(wide, 0n as Energy, 0n as Energy).reputation).toEqual({ buyer: 0, seller: 0 });
  });
});

describe('closeAfterClaims', () => {
  it.each([
    ['nobody', undefined, undefined, 'EXPIRED', 0n, 0, 0],
    ['only seller', undefined, claim(1_000_000n, false), 'EXPIRED', 0n, 0, 0],
    ['only seller, final', undefined, claim(1_000_000n, true), 'EXPIRED', 0n, -3, 0],
    ['only buyer', claim(400_000n, false), undefined, 'SETTLED', 400_000n, 0, 0],
    ['only buyer, final', claim(400_000n, true), undefined, 'SETTLED', 400_000n, 0, -3],
    ['seller not final does not lower', claim(400_000n, false), claim(300_000n, false), 'SETTLED', 400_000n, 0, 0],
    ['seller final lowers', claim(400_000n, false), claim(300_000n, true), 'SETTLED', 300_000n, -3, 0],
    ['buyer final alone', claim(400_000n, true), claim(300_000n, false), 'SETTLED', 400_000n, 0, -3],
    ['both final', claim(400_000n, true), claim(300_000n, true), 'SETTLED', 300_000n, 0, 0],
    ['above T', claim(3_000_000n, true), claim(3_000_000n, true), 'SETTLED', 1_000_000n, 0, 0],
  ] as const)('%s', (_name, buyer, seller, state, delivered, buyerChange, sellerChange) => {
    const outcome = closeAfterClaims(terms, buyer, seller);
    expect(outcome).toMatchObject({ state, delivered, reputation: { buyer: buyerChange, seller: sellerChange } });
  });

  it('never pays more than is locked, nor gives reputation', () => {
    fc.assert(
      fc.property(tradeTerms, claims, claims, (anyTerms, buyer, seller) => {
        const { paid, refunded, reputation } = closeAfterClaims(anyTerms, buyer, seller);
        expect(paid + refunded).toBe(lock(anyTerms.energy, anyTerms.price));
        expect(paid >= 0n && refunded >= 0n).toBe(true);
        expect([0, -3]).toContain(reputation.buyer);
        expect([0, -3]).toContain(reputation.seller);
      }),
    );
  });
});
