/** Every state reachable from an initial one, breadth first, and from which of them an end is still reachable. */
import type { Receipt } from '@evlock/protocol';
import type { TradeProgress } from '../../../src/trade/trade-progress.ts';
import type { TradeRules } from '../../../src/trade/trade-rules.ts';
import { type MeterModel, plain } from './meter.ts';
import { type Move, moves, type System, type SystemRules } from './system.ts';

export interface Found {
  readonly states: readonly System[];
  readonly moves: number;
  /** How a state was first reached. */
  readonly path: (index: number) => readonly string[];
  /** Of the states that `begins` accepts, those from which no state that `ends` accepts is reachable. */
  readonly stuck: (
    ends: (system: System) => boolean,
    begins?: (system: System) => boolean,
    follows?: (system: System) => boolean,
  ) => readonly number[];
}

/** Throws with the shortest path to a state in which `wrong` finds a fault. */
export function search(
  first: System,
  how: SystemRules,
  wrong: (system: System) => string | undefined,
  most: number,
): Found {
  const states: System[] = [first];
  const known = new Map<string, number>([[keyOf(first, how), 0]]);
  const from: { readonly state: number; readonly name: string }[] = [{ state: -1, name: '' }];
  const before: number[][] = [[]];
  let count = 0;
  const path = (index: number): string[] => {
    const names: string[] = [];
    for (let step = from[index]; step && step.state >= 0; step = from[step.state]) names.unshift(step.name);
    return names;
  };
  const take = (state: number, { name, next }: Move): void => {
    count++;
    const key = keyOf(next, how);
    const seen = known.get(key);
    if (seen !== undefined) {
      if (seen !== state) before[seen]?.push(state);
      return;
    }
    if (states.length >= most) throw new Error(`more than ${most} states`);
    known.set(key, states.length);
    from.push({ state, name });
    before.push([state]);
    states.push(next);
    const problem = wrong(next);
    if (problem) throw new Error(`${problem}:\n  ${path(states.length - 1).join('\n  ')}`);
  };
  for (let index = 0; index < states.length; index++) {
    const state = states[index];
    if (state) for (const move of moves(state, how)) take(index, move);
  }
  return {
    ...{ states, moves: count, path },
    stuck: (ends, begins = () => true, follows = () => true) => {
      const free = new Uint8Array(states.length);
      const queue = states.flatMap((state, index) => (ends(state) ? [index] : []));
      for (const index of queue) free[index] = 1;
      for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
        for (const earlier of before[index] ?? []) {
          const state = states[earlier];
          if (free[earlier] || !state || !follows(state)) continue;
          free[earlier] = 1;
          queue.push(earlier);
        }
      }
      return states.flatMap((state, index) => (begins(state) && !free[index] ? [index] : []));
    },
  };
}

/** Most moves change one meter: the other's violations are reused. */
const said = new WeakMap<object, { readonly at: number; readonly key: string }>();
function keyed<T extends object>(value: T, at: number, write: () => unknown): string {
  const known = said.get(value);
  if (known?.at === at) return known.key;
  const key = JSON.stringify(write(), plain);
  said.set(value, { at, key });
  return key;
}

/** The part of a state that decides all that follows. Times count by their distance, as far as any rule looks. */
function keyOf({ meters, sent, chain, left, now, at }: System, how: SystemRules): string {
  const early = now < how.trade.end + how.rules.settleGrace;
  const meter = (value: MeterModel): string => keyed(value, at, () => meterKey(value, at, how));
  const receipts = (list: readonly Receipt[]): string =>
    keyed(list, 0, () =>
      list.map(({ energy, partnerSequence, partnerEnergy, final }) => [energy, partnerSequence, partnerEnergy, final]),
    );
  const rest = keyed(chain, 0, () => chain) + keyed(left, 0, () => left);
  return `${early ? at : now}${meter(meters.buyer)}${meter(meters.seller)}${receipts(sent.buyer)}${receipts(sent.seller)}${rest}`;
}

/** The record says nothing new while the process lives, and an error is for the owner alone. */
function meterKey(meter: MeterModel, at: number, { rules, pace }: SystemRules): unknown {
  const { up, progress, work, secureWorld, record, own, partner } = meter;
  const stored = [record.stage, record.delivery, record.cause, record.claimed];
  return [
    ...[up, work, Object.values(secureWorld), own?.sequence, partner?.sequence],
    progress ? progressKey(progress, (moment, horizon) => Math.min(at - moment, horizon + pace), rules, at) : stored,
  ];
}

function progressKey(
  { delivery, partner, pause, points, receiptAt, retryAt, ...progress }: TradeProgress,
  since: (moment: number, horizon: number) => number,
  rules: TradeRules,
  at: number,
): unknown {
  const running = delivery === 'none' || delivery === 'opening' || delivery === 'open';
  return [
    ...[
      progress.stage,
      delivery,
      progress.cause,
      progress.energy,
      progress.named,
      progress.renamed,
      progress.lossPauses,
      progress.claimed,
    ],
    ...[partner?.sequence, pause?.reason, delivery === 'none' ? Math.max(0, retryAt - at) : 0],
    running && [
      partner && since(partner.at, rules.receiptTimeout),
      partner && Math.min(progress.sequence - partner.heard, rules.mostUnheard + 1),
      pause && since(pause.since, rules.lossPatience),
      receiptAt === null ? null : since(receiptAt, 0),
      points.map((point) => [since(point.at, rules.lossWindow), point.own, point.partner]),
    ],
  ];
}
