/** What is killed, in which community, and at which moments of a trade. */
import { Draw } from '@evlock/testing/protocol/draw';
import type { Victim } from './supervisor.ts';

/** Of the seller's meter, in the order of a trade. */
export const STAGES = [
  'ordered',
  'opened',
  'confirmed',
  'delivering',
  'paused',
  'stopped',
  'finalizing',
  'settled',
] as const;
export type Stage = (typeof STAGES)[number];
/** `opening` and `settling`: a transaction of that kind is sent and not yet final. */
export type Moment = Stage | 'opening' | 'settling';

export interface Plan {
  /** Of the line in the table. */
  readonly name: string;
  readonly victims: readonly Victim[];
  readonly moment: Moment;
  /** Of everything drawn within this run. */
  readonly seed: number;
  /** The victims stay dead until the claim period is over. */
  readonly untilClaimed?: boolean;
}

export interface Case {
  readonly name: string;
  readonly victims: readonly Victim[];
  readonly moments: readonly Moment[];
}

export interface CommunityPlan {
  readonly name: string;
  /** Pairs of households that trade at the same time. */
  readonly pairs: number;
  readonly cases: readonly Case[];
}

const of = (...victims: Victim[]): Case => ({ name: victims.join(' + '), victims, moments: STAGES });

/**
 * Few pairs where a kill affects all of them: each waits for its turn to kill, and with many a trade would be over first.
 */
export const COMMUNITIES: readonly CommunityPlan[] = [
  {
    name: 'gateway',
    pairs: 2,
    cases: [
      of('gateway'),
      { name: 'submitter between send and receipt', victims: ['gateway'], moments: ['opening', 'settling'] },
      of('seller-meter', 'gateway'),
      of('buyer-meter', 'gateway'),
    ],
  },
  {
    name: 'database',
    pairs: 2,
    cases: [of('postgres'), of('gateway', 'postgres'), of('gateway', 'seller-world'), of('postgres', 'seller-world')],
  },
  {
    name: 'chain',
    pairs: 2,
    cases: [of('chain'), of('chain', 'seller-meter'), of('chain', 'gateway')],
  },
  {
    name: 'households',
    pairs: 10,
    cases: [
      of('seller-meter'),
      of('buyer-meter'),
      of('seller-world'),
      of('buyer-world'),
      of('seller-meter', 'buyer-meter'),
      of('seller-meter', 'seller-world'),
      of('seller-world', 'buyer-world'),
    ],
  },
];

/** Every case with moments from all over a trade, mixed; enough runs of each for `kills`. */
export function plansOf(cases: readonly Case[], kills: number, seed: number): Plan[] {
  const draw = new Draw(seed);
  const plans = cases.flatMap(({ name, victims, moments }) => {
    const drawn = draw.shuffled(moments);
    return Array.from({ length: Math.ceil(kills / victims.length) }, (_, index) => {
      const moment = drawn[index % drawn.length] ?? 'ordered';
      return { name, victims, moment, seed: draw.between(0, 2 ** 31) };
    });
  });
  return draw.shuffled(plans);
}

/** Who stays dark in a trade that can only end by claims, and from when. */
const DARK: readonly Pick<Plan, 'victims' | 'moment'>[] = [
  { victims: ['seller-meter'], moment: 'delivering' },
  { victims: ['buyer-meter'], moment: 'delivering' },
  { victims: ['seller-meter', 'buyer-meter'], moment: 'delivering' },
  { victims: ['buyer-world'], moment: 'confirmed' },
  { victims: ['seller-world'], moment: 'delivering' },
  { victims: ['seller-meter'], moment: 'opened' },
  { victims: ['buyer-world', 'seller-meter'], moment: 'delivering' },
  { victims: ['buyer-meter'], moment: 'opened' },
];

/** One for each pair of a world. */
export function darkPlans(pairs: number, seed: number): Plan[] {
  const draw = new Draw(seed);
  const darks = draw.shuffled(DARK);
  return Array.from({ length: pairs }, (_, index) => ({
    name: 'dark until the claim period is over',
    victims: darks[index % darks.length]?.victims ?? [],
    moment: darks[index % darks.length]?.moment ?? 'delivering',
    seed: draw.between(0, 2 ** 31),
    untilClaimed: true,
  }));
}
