/** The contract's current balances and reputations, against the sums of their events. The chain advances meanwhile. */
import type { ChainEvent } from '@evlock/chain';
import type { Address, Deployment } from '@evlock/protocol';
import { accountsOf, checkAccount, lookAt } from './check-money.ts';
import { checkHeldReputation } from './check-reputation.ts';
import type { Difference } from './difference.ts';
import { each } from './each.ts';
import type { Facts } from './facts.ts';
import type { AuditedChain } from './read-facts.ts';
import { ReputationLedger } from './reputation-ledger.ts';

/** A difference is checked again: a trade may have ended between two reads. */
const LOOKS = 5;

export interface Standing {
  readonly accounts: number;
  readonly differences: readonly Difference[];
}

type Sums<T> = ReadonlyMap<Address, T>;

/** One kind of figure the contract holds. */
interface Figure<T> {
  sums(events: readonly ChainEvent[]): Sums<T>;
  /** Reads the contract; returns a check of the value against the sums before and after. */
  look(key: Address): Promise<(before: Sums<T>, after: Sums<T>) => Difference[]>;
}

/** Throws as `audit`. */
export async function checkStanding(facts: Facts, chain: AuditedChain): Promise<Standing> {
  const growing = new GrowingEvents(facts, chain);
  const money = await compare(growing, {
    sums: accountsOf,
    look: async (owner) => {
      const { balance, locked } = await chain.account(owner);
      return (before, after) => checkAccount(owner, lookAt(owner, { balance, locked }, before, after));
    },
  });
  const reputation = await compare(growing, {
    sums: (events) => new ReputationLedger(facts.reputationRules, events).reputation,
    look: async (owner) => {
      const { reputation: held } = await chain.account(owner);
      return (before, after) =>
        checkHeldReputation(owner, held, { before: before.get(owner), after: after.get(owner) });
    },
  });
  return { accounts: money.count, differences: [...money.differences, ...reputation.differences] };
}

async function compare<T>(growing: GrowingEvents, { sums, look }: Figure<T>) {
  let before = sums(await growing.upToHead());
  const differing = new Map<Address, Difference[]>([...before.keys()].map((key) => [key, []]));
  const count = differing.size;
  for (let round = 0; round < LOOKS && differing.size > 0; round++) {
    const judges = new Map<Address, Awaited<ReturnType<Figure<T>['look']>>>();
    await each([...differing.keys()], async (key) => void judges.set(key, await look(key)));
    const after = sums(await growing.upToHead());
    for (const [key, judge] of judges) {
      const found = judge(before, after);
      if (found.length === 0) differing.delete(key);
      else differing.set(key, found);
    }
    before = after;
  }
  return { count, differences: [...differing.values()].flat() };
}

/** The chain's events, extended by those since the last read. */
class GrowingEvents {
  readonly #chain: AuditedChain;
  readonly #events: ChainEvent[];
  #next: Deployment['block'];

  constructor({ chain: { events, until } }: Facts, chain: AuditedChain) {
    this.#chain = chain;
    this.#events = [...events];
    this.#next = until + 1;
  }

  async upToHead(): Promise<readonly ChainEvent[]> {
    const head = (await this.#chain.finalized()).number;
    if (head >= this.#next) this.#events.push(...(await this.#chain.events(this.#next, head)));
    this.#next = Math.max(this.#next, head + 1);
    return this.#events;
  }
}
