import { type Answer, type By, isOpen, ReferenceMarket, type ReferenceOrders } from '@evlock/testing/reference/market';
import { propertyRuns, record } from '@evlock/testing/reference/property-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  type Bytes32,
  closeAfterClaims,
  decideTrade,
  decisiveReceipts,
  type Energy,
  type HeldReceipts,
  type Money,
  type Order,
  type Power,
  ppm,
  price,
  type Receipt,
  type Role,
  type SignedReceipt,
  settleFinal,
  type TradeDecision,
  type TradeOnChain,
  type TradeStep,
  timestamp,
  ZERO_BYTES32,
} from '../../src/index.ts';

const START = 1_800_000_000;
const END = START + 3_600;
const GRACE = 180;
const BALANCE = 10n ** 12n;
const T = 1_000_000n;
const tradeId: Bytes32 = `0x${'1'.repeat(64)}`;
const keyOf = (digit: number): Address => `0x${String(digit).repeat(40)}` as Address;
const signers: Record<Role, Address> = { buyer: keyOf(2), seller: keyOf(3) };

const order = (side: 'bid' | 'offer', role: Role): By<Order> => ({
  signer: signers[role],
  content: {
    ...{ side, account: keyOf(role === 'buyer' ? 4 : 5), meterKey: signers[role], counterOrder: ZERO_BYTES32 },
    ...{ energy: T as Energy, minEnergy: T as Energy, price: price(120_001n), lossBandPpm: ppm(50_000) },
    ...{
      start: timestamp(START + 60),
      end: timestamp(END),
      openBefore: timestamp(START + 60),
      minReputation: 0,
      nonce: 1,
    },
    ...{ power: 1_440_000 as Power, minSensorClass: 'normal-world' as const },
  },
});
const orders: ReferenceOrders = {
  ...{ tradeId, offerHash: ZERO_BYTES32 },
  ...{ bid: order('bid', 'buyer'), offer: order('offer', 'seller') },
};

/** One meter's receipts as its secure world signs them: energy grows until the first final one and then stands. */
const receiptsOf = (role: Role): fc.Arbitrary<SignedReceipt[]> =>
  fc
    .record({
      running: fc.array(fc.nat(1_200_000), { maxLength: 3 }),
      finals: fc.array(fc.nat(1_200_000), { maxLength: 3 }),
      kept: fc.infiniteStream(fc.boolean()),
    })
    .map(({ running, finals, kept }) => {
      const energies = running.sort((one, other) => one - other);
      const stood = BigInt(energies.at(-1) ?? 0);
      const all = [
        ...energies.map((energy, index) => signed(role, index + 1, BigInt(energy), false, 0n)),
        ...finals.map((named, index) => signed(role, energies.length + index + 1, stood, true, BigInt(named))),
      ];
      // Nobody holds all of them.
      return all.filter(() => kept.next().value);
    });

function signed(role: Role, sequence: number, energy: bigint, final: boolean, partnerEnergy: bigint): SignedReceipt {
  const receipt: Receipt = {
    ...{
      tradeId,
      role,
      sequence,
      energy: energy as Energy,
      partnerSequence: 0,
      partnerEnergy: partnerEnergy as Energy,
    },
    ...{ final, cause: final ? 'completed' : 'none' },
  };
  return { receipt, signature: `0x${'1'.repeat(130)}` };
}

/** Mostly the seller names what the buyer's last receipt says. */
const held: fc.Arbitrary<HeldReceipts> = fc
  .record({ buyer: receiptsOf('buyer'), seller: receiptsOf('seller'), meets: fc.boolean() })
  .map(({ buyer, seller, meets }) => {
    const named = buyer.at(-1)?.receipt.energy ?? (0n as Energy);
    if (!meets) return { buyer, seller };
    return { buyer, seller: seller.map((one) => ({ ...one, receipt: { ...one.receipt, partnerEnergy: named } })) };
  });

const by = ({ receipt }: SignedReceipt): By<Receipt> => ({ content: receipt, signer: signers[receipt.role] });

function take(market: ReferenceMarket, step: TradeStep): Answer {
  switch (step.kind) {
    case 'openTrade':
      return market.openTrade(orders);
    case 'claim':
      return market.claim(tradeId, by(step.receipt));
    case 'settleFinal':
      return market.settleFinal(tradeId, by(step.buyer), by(step.seller));
    case 'settleClaimed':
      return market.settleClaimed(tradeId);
    case 'expire':
      return market.expire(tradeId);
    case 'free':
      throw new Error('the reference keeps no meter busy');
  }
}

function onChain(market: ReferenceMarket): TradeOnChain {
  const state = market.stateOf(tradeId).toLowerCase() as TradeOnChain['state'];
  return { state, ...market.trades.get(tradeId)?.claims } as TradeOnChain;
}

function marketAt(time: number): ReferenceMarket {
  const market = new ReferenceMarket({ minimumLot: 1_000n, minimumReputationLot: 1_000n }, time);
  for (const { content } of [orders.bid, orders.offer]) market.enrol(content.meterKey, content.account, BALANCE);
  return market;
}

/** Follows the decision, waiting as it says, until the trade is over. Every step that it names must be allowed. */
function follow(market: ReferenceMarket, receipts: HeldReceipts): void {
  for (let round = 0; round < 20; round++) {
    const when = { time: timestamp(market.time), graceSeconds: GRACE };
    const decision = decideTrade(
      { openBefore: timestamp(START + 60), end: timestamp(END) },
      receipts,
      onChain(market),
      when,
    );
    if (decision.kind === 'over') return;
    if (decision.kind === 'wait') {
      expect(decision.until).toBeGreaterThan(market.time);
      market.time = decision.until;
      continue;
    }
    for (const step of decision.steps) {
      const answer = take(market, step);
      expect(answer.kind, step.kind).toBe('done');
      // Nothing is delivered before the interval.
      if (step.kind === 'openTrade') market.time = START + 60;
      if (step.kind !== 'openTrade' && !isOpen(market.trades.get(tradeId))) break;
    }
  }
  throw new Error('the decision does not come to an end');
}

const terms = { energy: T as Energy, price: price(120_001n), lossBandPpm: ppm(50_000) };
const balances = (market: ReferenceMarket): readonly (bigint | undefined)[] =>
  [orders.bid, orders.offer].map(({ content }) => market.accounts.get(content.account)?.balance);

const RUNS = propertyRuns(300, 50);

describe('the telling receipts', () => {
  it('are at most four of each side, and decide what all of them decide, whatever was claimed', () => {
    const claimed = fc.option(fc.record({ energy: fc.nat(1_200_000), final: fc.boolean() }), { nil: undefined });
    const times = { openBefore: timestamp(START), end: timestamp(END) };
    fc.assert(
      fc.property(held, claimed, claimed, fc.nat(200_000), (receipts, buyer, seller, after) => {
        const telling = decisiveReceipts(receipts);
        expect(Math.max(telling.buyer.length, telling.seller.length)).toBeLessThanOrEqual(4);
        const claim = (one: typeof buyer) => one && { energy: BigInt(one.energy) as Energy, final: one.final };
        const chain: TradeOnChain = {
          state: buyer || seller ? 'claimed' : 'open',
          ...(buyer && { buyer: claim(buyer) }),
          ...(seller && { seller: claim(seller) }),
        } as TradeOnChain;
        const when = { time: timestamp(START + after), graceSeconds: GRACE };
        expect(outcomeOf(decideTrade(times, telling, chain, when))).toEqual(
          outcomeOf(decideTrade(times, receipts, chain, when)),
        );
      }),
      propertyRuns(1_000, 50),
    );
  });

  /** What is done; not by which of several receipts that say the same. */
  const outcomeOf = (decision: TradeDecision): unknown =>
    decision.kind !== 'act'
      ? decision
      : decision.steps.map((step) => {
          if (step.kind === 'settleFinal') return [step.kind, step.buyer.receipt.energy, step.seller.receipt.energy];
          if (step.kind === 'claim') return [step.kind, step.receipt.receipt.role, step.receipt.receipt.energy];
          return [step.kind];
        });
});

describe('whoever follows the decision', () => {
  it('only does what the table allows, and ends every trade, whatever others claimed', () => {
    const others = fc.array(
      fc.record({
        at: fc.nat(200_000),
        role: fc.constantFrom<Role[]>('buyer', 'seller'),
        energy: fc.nat(1_200_000),
        final: fc.boolean(),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(held, others, fc.nat(200_000), (receipts, claims, from) => {
        const market = marketAt(START);
        take(market, { kind: 'openTrade' });
        for (const { at, role, energy, final } of [...claims].sort((one, other) => one.at - other.at)) {
          market.time = START + at;
          market.claim(tradeId, by(signed(role, 99, BigInt(energy), final, 0n)));
        }
        market.time = Math.max(market.time, START + from);
        follow(market, receipts);
        expect(isOpen(market.trades.get(tradeId))).toBe(false);
        expect([...market.accounts.values()].map(({ locked }) => locked)).toEqual([0n, 0n]);
      }),
      RUNS,
    );
    record({ name: 'decisions against the reference', runs: RUNS.numRuns });
  });

  it('gets what the settlement arithmetic says for the receipts that are held', () => {
    fc.assert(
      fc.property(held, (receipts) => {
        const market = marketAt(START);
        follow(market, receipts);
        const expected = best(receipts);
        const [buyer, seller] = balances(market);
        expect({ buyer, seller }).toEqual({ buyer: BALANCE - expected.paid, seller: BALANCE + expected.paid });
        const reputation = {
          buyer: market.accounts.get(orders.bid.content.account)?.reputation,
          seller: market.accounts.get(orders.offer.content.account)?.reputation,
        };
        expect(reputation).toEqual(expected.reputation);
        expect(market.stateOf(tradeId)).toBe(expected.state);
      }),
      RUNS,
    );
  });
});

/** What the arithmetic that audit and gateway use says of a trade in which nobody else claims. */
function best({ buyer, seller }: HeldReceipts): { paid: Money; state: string; reputation: object } {
  const finals = (list: readonly SignedReceipt[]): Receipt[] =>
    list.map(({ receipt }) => receipt).filter(({ final }) => final);
  const pair = finals(seller)
    .sort((one, other) => other.sequence - one.sequence)
    .map((one) => ({ one, other: finals(buyer).find(({ energy }) => energy === one.partnerEnergy) }))
    .find(({ other }) => other !== undefined);
  if (pair?.other) return settleFinal(terms, pair.other.energy, pair.one.energy);
  const claimOf = (list: readonly SignedReceipt[]) => {
    if (list.length === 0) return undefined;
    const energies = list.map(({ receipt }) => receipt.energy);
    const energy = energies.reduce((high, value) => (value > high ? value : high));
    return { energy, final: list.some(({ receipt }) => receipt.final) };
  };
  return closeAfterClaims(terms, claimOf(buyer), claimOf(seller));
}
