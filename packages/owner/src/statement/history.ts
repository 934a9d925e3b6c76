/** An account's past as its owner asks for it: pages of movements, energy between moments, statements. */
import {
  type Address,
  type Clock,
  type DeploymentFile,
  type EnergyHistory,
  MOVEMENTS_PAGE,
  type MovementView,
  milliseconds,
  type RouteQuery,
} from '@evlock/protocol';
import type { Session } from '../session.ts';
import type { OwnersChain, Shown, Verdict, Verification } from '../verification/index.ts';
import { type EnergyRow, energyRows } from './energy-rows.ts';
import { type CalendarPeriod, TimeZone } from './local-time.ts';
import { type Statement, type StatementSums, sourcesOf, sumsOf, type Totals } from './statement.ts';

/** Movements that a statement lists; its sums hold all of them. */
const STATEMENT_MOVEMENTS = 1_000;
/** Movements of a page or statement checked against the chain. */
const ROWS_ON_CHAIN = 100;
/** The chain may be ahead of what the gateway has read. */
const LOOKS = 6;
const BETWEEN_LOOKS = milliseconds(500);

export interface HistoryOptions {
  readonly deployment: DeploymentFile;
  readonly meterKey: Address;
  readonly account: Address;
}

export interface HistoryModules {
  readonly session: Session;
  readonly judge: Verification;
  readonly chain?: OwnersChain | undefined;
  readonly clock: Clock;
}

/** A page of movements; whether the newest is the account's last is in its verdict. */
export interface MovementList {
  /** Newest first. */
  readonly movements: readonly Shown<MovementView>[];
  /** For the next page; null on the last. */
  readonly next: string | null;
  readonly verdict: Verdict;
}

export interface EnergyTable {
  readonly rows: readonly EnergyRow[];
  readonly verdict: Verdict;
}

export interface StatementWish extends CalendarPeriod {
  /** IANA name of a time zone. */
  readonly zone: string;
}

type MovementsQuery = Partial<RouteQuery<'movements'>>;

export class History {
  private readonly options: HistoryOptions;
  private readonly modules: HistoryModules;

  constructor(options: HistoryOptions, modules: HistoryModules) {
    this.options = options;
    this.modules = modules;
  }

  /** A page of movements, each checked against its event; the newest page also against the account's money on chain. */
  async movements(query: MovementsQuery): Promise<MovementList> {
    for (let look = 1; ; look++) {
      const page = await this.modules.session.call('movements', { query });
      const movements = await this.checked(page.movements);
      const isNewest = query.after === undefined && query.until === undefined;
      const verdict = isNewest ? await this.newest(movements[0]) : { failed: [], unchecked: ['completeness'] };
      if (verdict.failed.length === 0 || look === LOOKS) return { movements, next: page.next, verdict };
      await this.modules.clock.sleep(BETWEEN_LOOKS);
    }
  }

  /** What the registers counted between moments, and for at most 26 hours what was traded. */
  async energy(moments: readonly number[], { trades = false } = {}): Promise<EnergyTable> {
    const { rows, verdict } = await this.registers(moments, trades);
    return { rows, verdict };
  }

  /** A month's statement by day, or a day's by quarter hour. */
  async statement({ zone: name, ...period }: StatementWish): Promise<Shown<Statement>> {
    const { clock, session } = this.modules;
    const zone = new TimeZone(name);
    const { day } = period;
    const whole = day === undefined ? zone.daysOf(period) : zone.quartersOf({ ...period, day });
    const [from = 0, until = 0] = [whole[0], whole.at(-1)];
    const asked = day === undefined ? whole : [from, until];
    const [totals, listed, registers] = await Promise.all([
      session.call('totals', { query: { at: [...asked] } }),
      this.between(from, until),
      this.registers(whole, day !== undefined),
    ]);
    const parts = partsOf(totals, asked, day === undefined ? registers.rows : [sumOf(registers.rows)]);
    const sums = day === undefined ? wholeOf(parts, sumOf(registers.rows)) : (parts[0] as StatementSums);
    const statement: Statement = {
      period,
      zone: name,
      from,
      until,
      made: clock.now(),
      opening: totals.opening,
      sums,
      days: day === undefined ? parts : [],
      quarters: day === undefined ? [] : registers.rows,
      sources: sourcesOf(listed.movements),
      ...listed,
    };
    const money = await this.judged(statement, totals);
    return {
      ...statement,
      verdict: {
        failed: [...money.failed, ...registers.verdict.failed],
        unchecked: [...new Set([...money.unchecked, ...registers.verdict.unchecked])],
      },
    };
  }

  /** All movements of a time, newest first, as far as a statement lists them. */
  private async between(from: number, until: number): Promise<Pick<Statement, 'movements' | 'complete'>> {
    const found: MovementView[] = [];
    let after: string | undefined;
    do {
      const query = { from, until, limit: MOVEMENTS_PAGE, ...(after !== undefined && { after }) };
      const page = await this.modules.session.call('movements', { query });
      found.push(...page.movements);
      after = page.next ?? undefined;
    } while (after !== undefined && found.length < STATEMENT_MOVEMENTS);
    return { movements: await this.checked(found), complete: after === undefined };
  }

  private async registers(
    moments: readonly number[],
    trades: boolean,
  ): Promise<EnergyTable & { readonly history: Shown<EnergyHistory> }> {
    const query = { at: [...moments], trades: trades ? ('1' as const) : ('0' as const) };
    const { deployment, meterKey } = this.options;
    const shown = this.modules.judge.registers(await this.modules.session.call('energyHistory', { query }), {
      deployment,
      meterKey,
      moments,
    });
    return { rows: energyRows(moments, shown), verdict: shown.verdict, history: shown };
  }

  private async checked(views: readonly MovementView[]): Promise<Shown<MovementView>[]> {
    const { chain, judge } = this.modules;
    const judged = judge.movements(views);
    if (!chain) return judged;
    const asked = rememberingEvents(chain);
    const left = judged.slice(0, ROWS_ON_CHAIN).entries();
    const worker = async (): Promise<void> => {
      for (const [index, shown] of left) {
        judged[index] = await judge.movementOnChain(shown, this.options, asked).catch(() => shown);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return judged;
  }

  /** The account's money on chain is what the newest movement left. */
  private async newest(newest: MovementView | undefined): Promise<Verdict> {
    const { chain } = this.modules;
    const unknown: Verdict = { failed: [], unchecked: ['newest state'] };
    if (!chain) return unknown;
    try {
      const { balance, locked } = await chain.account(this.options.account);
      const same = balance === (newest?.balance ?? 0n) && locked === (newest?.locked ?? 0n);
      return { failed: same ? [] : ['newest state'], unchecked: [] };
    } catch {
      return unknown;
    }
  }

  private async judged(statement: Statement, totals: Totals): Promise<Verdict> {
    const { movements, complete, sums, opening } = statement;
    const failed = new Set(movements.flatMap(({ verdict }) => verdict.failed));
    const unchecked = new Set(movements.flatMap(({ verdict }) => verdict.unchecked));
    if (complete) {
      if (!sumsAgree(movements, totals)) failed.add('sums');
      const [last, first] = [movements[0], movements.at(-1)];
      const before = first && {
        balance: first.balance - first.balanceChange,
        locked: first.locked - first.lockedChange,
      };
      const starts = before ?? { balance: sums.balance, locked: sums.locked };
      if (starts.balance !== opening.balance || starts.locked !== opening.locked) failed.add('balances');
      if (last && (last.balance !== sums.balance || last.locked !== sums.locked)) failed.add('balances');
    } else {
      unchecked.add('sums');
    }
    unchecked.add('completeness');
    return { failed: [...failed], unchecked: [...unchecked] };
  }
}

/** Many movements are of few blocks and meters. */
function rememberingEvents(chain: OwnersChain): OwnersChain {
  const remembered = <K, T>(ask: (key: K) => Promise<T>) => {
    const answers = new Map<K, Promise<T>>();
    return (key: K): Promise<T> => {
      const answer = answers.get(key) ?? ask(key);
      answers.set(key, answer);
      return answer;
    };
  };
  const block = remembered((at: number) => chain.events(at, at));
  const meter = remembered((key: Address) => chain.meter(key));
  return Object.assign(Object.create(chain) as OwnersChain, { events: (from: number) => block(from), meter });
}

function sumsAgree(movements: readonly MovementView[], { totals }: Totals): boolean {
  return totals.every((total) => {
    const within = movements.filter(({ time }) => time >= total.from && time < total.until);
    const own = sumsOf(within);
    const traded = (side: 'bought' | 'sold'): boolean =>
      own[side].trades === total[side].trades &&
      own[side].energy === total[side].energy &&
      own[side].money === total[side].money;
    return (
      own.movements === total.movements &&
      own.deposited === total.deposited &&
      own.withdrawn === total.withdrawn &&
      own.fees === total.fees &&
      traded('bought') &&
      traded('sold')
    );
  });
}

type Counted = Pick<EnergyRow, 'import' | 'export'>;

const sumOf = (rows: readonly EnergyRow[]): Counted => {
  const sum = (of: (row: EnergyRow) => bigint | null): EnergyRow['import'] => {
    const known = rows.map(of).filter((value) => value !== null);
    return known.length === 0 ? null : (known.reduce((left, one) => left + one, 0n) as EnergyRow['import']);
  };
  return { import: sum((row) => row.import), export: sum((row) => row.export) };
};

const partsOf = ({ totals }: Totals, moments: readonly number[], rows: readonly Counted[]): StatementSums[] =>
  totals.map((total, index) => ({
    ...total,
    from: moments[index] ?? total.from,
    until: moments[index + 1] ?? total.until,
    import: rows[index]?.import ?? null,
    export: rows[index]?.export ?? null,
  }));

function wholeOf(parts: readonly StatementSums[], counted: Counted): StatementSums {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) throw new Error('a period without a day');
  const sum = (of: (part: StatementSums) => bigint): bigint => parts.reduce((left, part) => left + of(part), 0n);
  const count = (of: (part: StatementSums) => number): number => parts.reduce((left, part) => left + of(part), 0);
  const traded = (side: 'bought' | 'sold') => ({
    trades: count((part) => part[side].trades),
    energy: sum((part) => part[side].energy),
    money: sum((part) => part[side].money),
  });
  return {
    from: first.from,
    until: last.until,
    movements: count((part) => part.movements),
    bought: traded('bought'),
    sold: traded('sold'),
    deposited: sum((part) => part.deposited),
    withdrawn: sum((part) => part.withdrawn),
    fees: sum((part) => part.fees),
    balance: last.balance,
    locked: last.locked,
    ...counted,
  };
}
