/** Random histories of a few trades: who orders what, and what buyer, seller, submitter and Mallory then do, in any order. */
import fc from 'fast-check';

export const HOUSEHOLDS = 3;
/** Household index. Mallory has a key and no meter. */
export type Who = number;

export interface OrderWish {
  /** Buyer and seller. */
  readonly pair: readonly [Who, Who];
  readonly energy: bigint;
  readonly price: bigint;
  /** Seconds from the start of the sequence. */
  readonly start: number;
  readonly duration: number;
  readonly bands: readonly [number, number];
  readonly minReputation: readonly [number, number];
  /** Undefined: the bid's own. */
  readonly nonce: number | undefined;
  /** Whether it is attempted first. */
  readonly first: boolean;
  readonly flaw: Flaw;
}
/** What is wrong with the two orders; usually nothing. */
export type Flaw =
  | 'none'
  | 'bid-forged'
  | 'offer-forged'
  | 'opens-after-start'
  | 'expired'
  | 'too-fast'
  | 'too-far'
  | 'outside-interval'
  | 'outside-energy'
  | 'stranger';

export interface ReceiptWish {
  /** Per mille of the traded energy, plus mWh; or `largest`. */
  readonly share: number;
  readonly beside: bigint;
  readonly largest: boolean;
  readonly final: boolean;
  /** Signed by the partner's key, by Mallory's, over another trade, or in the other role. */
  readonly flaw: 'none' | 'partner' | 'mallory' | 'other-trade' | 'other-role';
}

export type Move =
  | { readonly kind: 'open' | 'settleClaimed' | 'expire' | 'free' | 'freeAndOpen' }
  | { readonly kind: 'claim'; readonly role: 'buyer' | 'seller'; readonly receipt: ReceiptWish }
  | { readonly kind: 'settleFinal'; readonly buyer: ReceiptWish; readonly seller: ReceiptWish; readonly names: boolean }
  | { readonly kind: 'claimMany'; readonly receipts: readonly { role: 'buyer' | 'seller'; receipt: ReceiptWish }[] }
  | {
      readonly kind: 'cancel';
      readonly side: 'bid' | 'offer';
      readonly named: boolean;
      readonly below: number;
      readonly by: 'meter' | 'account' | 'mallory';
    }
  | { readonly kind: 'withdraw'; readonly amount: bigint; readonly forged: boolean }
  | { readonly kind: 'wait'; readonly until: Moment };

/** Relative to a trade, or this many seconds from now if that has passed. */
export type Moment = { readonly at: 'start' | 'end' | 'claimUntil'; readonly offset: number; readonly seconds: number };

export interface Action {
  /** Which of the trades. */
  readonly trade: number;
  /** The development account that sends it: nothing may depend on that. */
  readonly sender: number;
  readonly move: Move;
}

export interface Sequence {
  readonly wishes: readonly OrderWish[];
  readonly actions: readonly Action[];
}

const among = fc.constantFrom;
const bool = fc.boolean();
/** Once in `one`. */
const seldom = (one: number): fc.Arbitrary<boolean> => fc.nat(one - 1).map((value) => value === one - 1);
const often = <T>(usual: readonly T[], odd: readonly T[], one = 10): fc.Arbitrary<T> =>
  fc.oneof({ weight: one - 1, arbitrary: among(...usual) }, { weight: 1, arbitrary: among(...odd) });

/** Buyer and seller; rarely the same. */
const pairs = often<OrderWish['pair']>(
  [
    [0, 1],
    [1, 2],
    [2, 0],
    [1, 0],
  ],
  [[0, 0]],
  20,
);

const wishes: fc.Arbitrary<OrderWish> = fc.record({
  pair: pairs,
  energy: often([1_000n, 99_999n, 100_000n, 777_777n, 2_000_001n], [999n, 2n ** 40n]),
  price: often([1n, 120_000n, 333_333n], [0n, 2_500_001n]),
  start: among(60, 3_660, 7_260, 10_860),
  duration: often([1, 900, 3_600], [43_200, 43_201]),
  bands: fc.tuple(among(0, 20_000, 1_000_000), often([0, 50_000, 1_000_000], [1_000_001], 20)),
  minReputation: fc.tuple(often([-100], [-3, 1]), often([-100], [-2, 0])),
  first: seldom(5).map((not) => !not),
  nonce: often<number | undefined>([undefined], [0, 1, 2, 80]),
  flaw: fc.oneof(
    { weight: 9, arbitrary: fc.constant<Flaw>('none') },
    {
      weight: 1,
      arbitrary: among<Flaw[]>(
        'bid-forged',
        'offer-forged',
        'opens-after-start',
        'expired',
        'too-fast',
        'too-far',
        'outside-interval',
        'outside-energy',
        'stranger',
      ),
    },
  ),
});

const receipts: fc.Arbitrary<ReceiptWish> = fc.record({
  share: among(0, 250, 500, 950, 980, 1_000, 1_000, 2_000),
  beside: among(-1n, 0n, 0n, 0n, 1n),
  largest: seldom(20),
  final: bool,
  flaw: fc.oneof(
    { weight: 12, arbitrary: fc.constant<ReceiptWish['flaw']>('none') },
    { weight: 1, arbitrary: among<ReceiptWish['flaw'][]>('partner', 'mallory', 'other-trade', 'other-role') },
  ),
});
const finals = fc.tuple(receipts, seldom(10)).map(([receipt, not]) => ({ ...receipt, final: !not }));
const roles = among<('buyer' | 'seller')[]>('buyer', 'seller');
const sided = fc.record({ role: roles, receipt: receipts });

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 1, arbitrary: among<Move[]>({ kind: 'open' }, { kind: 'freeAndOpen' }) },
  { weight: 2, arbitrary: fc.constant<Move>({ kind: 'free' }) },
  { weight: 3, arbitrary: sided.map((one): Move => ({ kind: 'claim', ...one })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ buyer: finals, seller: finals, not: seldom(10) })
      .map(({ buyer, seller, not }): Move => ({ kind: 'settleFinal', buyer, seller, names: !not })),
  },
  { weight: 1, arbitrary: among<Move[]>({ kind: 'settleClaimed' }, { kind: 'expire' }) },
  {
    weight: 1,
    arbitrary: fc
      .array(sided, { minLength: 1, maxLength: 4 })
      .map((list): Move => ({ kind: 'claimMany', receipts: list })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      side: among<('bid' | 'offer')[]>('bid', 'offer'),
      named: bool,
      below: among(0, 0, 1, 3, 70),
      by: among<('meter' | 'account' | 'mallory')[]>('meter', 'account', 'mallory'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('withdraw' as const),
      amount: among(1n, 9_000_000n, 10_000_000n),
      forged: seldom(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        at: among<Moment['at'][]>('start', 'start', 'end', 'end', 'end', 'claimUntil'),
        offset: among(-1, 0, 0, 1),
        seconds: among(1, 1, 60, 600, 86_400),
      })
      .map((until): Move => ({ kind: 'wait', until })),
  },
);

/** Most trades are opened first; then anything goes. */
export const sequences: fc.Arbitrary<Sequence> = fc.record({
  wishes: fc.array(wishes, { minLength: 2, maxLength: 4 }),
  actions: fc.array(fc.record({ trade: fc.nat(3), sender: fc.nat(3), move: moves }), {
    minLength: 5,
    maxLength: 40,
    size: 'max',
  }),
});
