import {
  type Bytes32,
  closeAfterClaims,
  energy,
  type Receipt,
  ROLES,
  type Role,
  settleFinal,
  timestamp,
} from '@evlock/protocol';
import { rules, START, sampleTrade, tradeOrders } from '@evlock/testing/meter/samples';
import { type By, ReferenceMarket } from '@evlock/testing/reference/market';
import { PROPERTY_TIMEOUT, propertyRuns, record } from '@evlock/testing/reference/property-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broken } from './invariants.ts';
import { isUnfinished, tell, tellTrade } from './meter.ts';
import { begun, claimUntil, isEnded, type Move, moves, type System, type SystemRules } from './system.ts';

const orders = tradeOrders();
/** 1 440 W over half a second. */
const FLOW = 200n;
const trade = { ...sampleTrade(), energy: energy(2_000), end: timestamp(START + 20) };

const wires = fc.record({ arrives: fc.constantFrom(200n, 192n, 100n, 0n), bypassed: fc.boolean() });
type Wire = typeof wires extends fc.Arbitrary<infer T> ? T : never;
const howOf = (wire: Wire): SystemRules => ({
  ...{ known: { orders, fromBlock: 0 }, trade, rules, pace: 500, flow: FLOW, restores: isUnfinished },
  ...{ arrives: wire.bypassed ? 0n : wire.arrives, bypassed: wire.bypassed },
});

/** `usual`: what happens in any delivery. `bad`: a crash, a stop, a missing mark, a fault, time jumping. */
interface Turn {
  readonly kind: 'time' | 'usual' | 'bad';
  readonly pick: number;
}
const turns = fc.array(
  fc.record<Turn>({
    kind: fc.oneof(
      { weight: 10, arbitrary: fc.constant('time' as const) },
      { weight: 20, arbitrary: fc.constant('usual' as const) },
      { weight: 1, arbitrary: fc.constant('bad' as const) },
    ),
    pick: fc.nat(10_000),
  }),
  { maxLength: 300, size: 'max' },
);

const isBad = ({ name }: Move): boolean => /crashes|is stopped|misses|claim period over/.test(name);

/** What a gateway withholds from the chain. */
const refusals = fc.constantFrom(/$^/, /final pair/, /final pair|claim of the buyer/);

function possible(system: System, how: SystemRules, kind: Turn['kind'], refused: RegExp): Move[] {
  const all = moves(system, how).filter(({ name }) => !refused.test(name));
  if (kind === 'time') return all.filter(({ name }) => name === 'time');
  if (kind === 'usual') return all.filter((move) => move.name !== 'time' && !isBad(move));
  return [...all.filter(isBad), ...ROLES.flatMap((role) => faults(system, role, how))];
}

/** What else a machine may suffer: its measuring stalls, its secure world or sensor fails, and recovers. */
function faults(system: System, role: Role, how: SystemRules): Move[] {
  const meter = system.meters[role];
  if (!meter.progress) return [];
  const after = (name: string, next: System['meters']['buyer']): Move => ({
    name: `${role}: ${name}`,
    next: { ...system, meters: { ...system.meters, [role]: next } },
  });
  const fault = (code: 'SECURE_WORLD_UNREACHABLE' | 'SENSOR_FAULT') =>
    after(code, tell(meter, { type: 'all', event: { type: 'fault', code } }, how));
  return [
    after('stalls', tellTrade(meter, { type: 'doubt', at: system.at }, how)),
    ...[fault('SECURE_WORLD_UNREACHABLE'), fault('SENSOR_FAULT')],
    after('is healthy', tell(meter, { type: 'all', event: { type: 'healthy' } }, how)),
  ];
}

/** From here on everything works, and time passes: whatever happened before must come to an end. */
function ended(begin: System, how: SystemRules, refused: RegExp, check: (system: System) => void): System {
  let system = begin;
  const take = (fits: (name: string) => boolean): boolean => {
    const move = moves(system, how).find(({ name }) => fits(name));
    if (move) system = move.next;
    if (move) check(system);
    return move !== undefined;
  };
  for (let round = 0; round < 200 && !isEnded(system); round++) {
    for (const role of ROLES) {
      take((name) => name === `${role}: starts again`);
      const healthy = faults(system, role, how).find(({ name }) => name.endsWith('is healthy'));
      system = healthy?.next ?? system;
      while (take((name) => name === `${role}: secure world answers`));
      while (take((name) => name.startsWith(`${role}: hears`)));
      take((name) => name === `${role}: sees the chain`);
    }
    take((name) => name.startsWith('chain:') && !refused.test(name));
    take((name) => name === (round > 100 ? 'claim period over' : 'time'));
    take((name) => name === 'time');
  }
  return system;
}

const keys: Record<Role, By<Receipt>['signer']> = { buyer: trade.buyer.meterKey, seller: trade.seller.meterKey };
const BALANCE = 10n ** 9n;

/** What the reference market makes of the same receipts. */
function judged({ chain, sent }: System, how: SystemRules): bigint {
  const market = new ReferenceMarket({ minimumLot: 1n, minimumReputationLot: 1n }, START - 1);
  const [bid, offer] = [orders.bid.order, orders.offer.order].map((order) => ({
    content: { ...order, energy: trade.energy, minEnergy: trade.energy, end: trade.end, openBefore: trade.openBefore },
    signer: order.meterKey,
  }));
  if (!bid || !offer) throw new Error('a trade has two orders');
  for (const { content } of [bid, offer]) market.enrol(content.meterKey, content.account, BALANCE);
  const id: Bytes32 = trade.id;
  expect(market.openTrade({ tradeId: id, offerHash: trade.offerHash, bid, offer }).kind).toBe('done');
  const by = (role: Role, fits: (receipt: Receipt) => boolean): By<Receipt> => {
    const content = sent[role].find(fits);
    if (!content) throw new Error('what is on chain was never sent');
    return { content, signer: keys[role] };
  };
  market.time = trade.end;
  for (const role of ROLES) {
    const claim = chain.claims[role];
    if (claim)
      market.claim(
        id,
        by(role, (one) => one.energy === claim.energy && one.final === claim.final),
      );
  }
  const { pair } = chain;
  if (pair) {
    const buyer = by('buyer', ({ final, energy: signed }) => final && signed === pair.buyer);
    const seller = by('seller', (one) => one.final && one.energy === pair.seller && one.partnerEnergy === pair.buyer);
    expect(market.settleFinal(id, buyer, seller).kind).toBe('done');
  } else {
    market.time = claimUntil(how);
    expect(market[chain.claims.buyer ? 'settleClaimed' : 'expire'](id).kind).toBe('done');
  }
  return (market.accounts.get(offer.content.account)?.balance ?? 0n) - BALANCE;
}

describe('two meters', () => {
  it(
    'keep every promise and end every trade by the table, whatever happens in any order',
    () => {
      const seen = { runs: 0, pairs: 0, claimed: 0, expired: 0, paid: 0, states: 0 };
      fc.assert(
        fc.property(wires, turns, refusals, (wire, list, refused) => {
          const how = howOf(wire);
          const check = (state: System): void => {
            seen.states++;
            expect(broken(state, how)).toBeUndefined();
          };
          let system = begun(how, { crashes: { buyer: 3, seller: 3 }, stops: 1, marks: 1 });
          for (const { kind, pick } of list) {
            const choice = possible(system, how, kind, refused);
            system = choice[pick % choice.length]?.next ?? system;
            check(system);
          }
          system = ended(system, how, refused, check);
          expect(isEnded(system)).toBe(true);
          const { pair, claims } = system.chain;
          const outcome = pair
            ? settleFinal(trade, energy(pair.buyer), energy(pair.seller))
            : closeAfterClaims(trade, claims.buyer, claims.seller);
          expect(judged(system, how)).toBe(outcome.paid);
          seen.runs++;
          if (outcome.paid > 0n) seen.paid++;
          seen[pair ? 'pairs' : claims.buyer ? 'claimed' : 'expired']++;
        }),
        propertyRuns(150, 10),
      );
      record({ name: 'two meters in random order', ...seen });
      expect(Math.min(seen.pairs, seen.claimed, seen.expired, seen.paid)).toBeGreaterThan(0);
    },
    PROPERTY_TIMEOUT,
  );
});
