/** Money's past as the owner's worker gives it: a few days of movements, and statements of them. */
import type { EnergyRow, MovementList, Shown, Statement, StatementSums } from '@evlock/owner';
import type { MovementView } from '@evlock/protocol';
import { NOW, own, PROVEN, partner } from './household.tsx';

const hex = (digits: string, bytes: number): `0x${string}` => `0x${digits.repeat(bytes)}`;
const wallet = hex('3c', 20);
const neighbour = hex('d9', 20);
const DAY = 86_400;

type Fields = Partial<Omit<MovementView, 'time'>> & Pick<MovementView, 'kind'> & { readonly ago: number };

/** Newest first, each with the balance that the ones before give. */
function history(oldestFirst: readonly Fields[]): Shown<MovementView>[] {
  let [balance, locked] = [0n, 0n];
  return oldestFirst
    .map(({ ago, ...fields }, index) => {
      balance += fields.balanceChange ?? 0n;
      locked += fields.lockedChange ?? 0n;
      return {
        block: 1_000 + index,
        logIndex: 0,
        transaction: hex('e5', 32),
        trade: null,
        opened: null,
        other: null,
        energy: null,
        price: null,
        lockedChange: 0n,
        balanceChange: 0n,
        ...fields,
        time: NOW - ago,
        balance,
        locked,
        verdict: PROVEN,
      } as unknown as Shown<MovementView>;
    })
    .reverse();
}

const bought = { energy: 1_180_000n, price: 120_000n, trade: hex('d4', 32), other: partner.account } as never as Fields;
const sold = { energy: 640_500n, price: 145_000n, trade: hex('d5', 32), other: neighbour } as never as Fields;

export const movements = history([
  { kind: 'deposited', ago: 3 * DAY, balanceChange: 12_500_000n, other: wallet },
  {
    ...bought,
    kind: 'locked',
    ago: DAY + 4_000,
    energy: 1_200_000n as never,
    balanceChange: -144_000n,
    lockedChange: 144_000n,
  },
  { ...bought, kind: 'bought', ago: DAY + 600, balanceChange: 2_400n, lockedChange: -144_000n },
  { ...sold, kind: 'sold', ago: 7_200, balanceChange: 92_872n },
  { ...bought, kind: 'locked', ago: 3_600, balanceChange: -141_600n, lockedChange: 141_600n },
  { ...bought, kind: 'refunded', ago: 1_800, energy: 0n as never, balanceChange: 141_600n, lockedChange: -141_600n },
  { kind: 'withdrawn', ago: 900, balanceChange: -2_500_000n, other: wallet },
  { kind: 'fee', ago: 899, balanceChange: -500n, other: wallet },
]);

export const movementList = (changes: Partial<MovementList> = {}): MovementList => ({
  movements,
  next: null,
  verdict: PROVEN,
  ...changes,
});

const nothing = { trades: 0, energy: 0n, money: 0n };
const sums = (from: number, until: number, changes: Partial<StatementSums> = {}): StatementSums =>
  ({
    from,
    until,
    movements: 0,
    bought: nothing,
    sold: nothing,
    deposited: 0n,
    withdrawn: 0n,
    fees: 0n,
    balance: 9_949_172n,
    locked: 0n,
    import: null,
    export: null,
    ...changes,
  }) as StatementSums;

const localMidnight = (year: number, month: number, day: number): number =>
  new Date(year, month - 1, day).getTime() / 1000;
const side = (energy: bigint, money: bigint, trades = 3) => ({ energy, money, trades });

const sources: Statement['sources'] = [
  { side: 'bought', partner: partner.account, ...side(18_420_000n, 2_210_400n, 14), price: 120_000n },
  { side: 'sold', partner: neighbour, ...side(9_905_500n, 1_436_297n, 8), price: 145_000n },
  { side: 'bought', partner: neighbour, ...side(2_250_000n, 301_500n, 2), price: 134_000n },
] as never;

/** A month in which something happened on most days so far. */
export function month(year: number, of: number, changes: Partial<Shown<Statement>> = {}): Shown<Statement> {
  const length = new Date(year, of, 0).getDate();
  const days = Array.from({ length }, (_, index) => {
    const [from, until] = [localMidnight(year, of, index + 1), localMidnight(year, of, index + 2)];
    if (index % 4 === 3 || index > 24) return sums(from, until);
    const wave = BigInt(400_000 + ((index * 7_919) % 11) * 90_000);
    const other = BigInt(((index * 31) % 7) * 110_000);
    return sums(from, until, {
      movements: 6,
      bought: side(wave, (wave * 12n) / 100n),
      sold: other === 0n ? nothing : side(other, (other * 145n) / 1_000n),
      import: (wave + 4_000n) as never,
      export: (index === 9 ? null : other + 2_000n) as never,
    });
  });
  const from = localMidnight(year, of, 1);
  const until = localMidnight(year, of + 1, 1);
  return {
    period: { year, month: of },
    zone: 'Europe/Berlin',
    from,
    until,
    made: NOW,
    opening: { balance: 4_200_000n, locked: 0n } as never,
    sums: sums(from, until, {
      movements: 71,
      bought: side(20_670_000n, 2_511_900n, 16),
      sold: side(9_905_500n, 1_436_297n, 8),
      deposited: 12_500_000n,
      withdrawn: 2_500_000n,
      fees: 500n,
      import: 20_811_000n as never,
      export: 9_944_000n as never,
    }),
    days,
    quarters: [],
    sources,
    movements,
    complete: true,
    verdict: { failed: [], unchecked: ['completeness', 'times'] },
    ...changes,
  };
}

/** A day with so many quarter hours. */
export function day(count = 96, changes: Partial<Shown<Statement>> = {}): Shown<Statement> {
  const from = localMidnight(2026, 11, 27);
  const quarters: EnergyRow[] = Array.from({ length: count }, (_, index) => {
    const isSunny = index > 36 && index < 60;
    const isEvening = index > 70 && index < 82;
    return {
      from: from + index * 900,
      until: from + (index + 1) * 900,
      import: index === 44 ? null : isEvening ? BigInt(90_000 + index * 400) : 0n,
      export: index === 44 ? null : isSunny ? BigInt(40_000 + (index % 9) * 8_000) : 0n,
      since: index === 45 ? from + 44 * 900 : null,
      bought: isEvening ? BigInt(89_000 + index * 400) : 0n,
      sold: isSunny ? BigInt(39_500 + (index % 9) * 8_000) : 0n,
    } as EnergyRow;
  });
  const until = from + count * 900;
  return {
    ...month(2026, 11),
    period: { year: 2026, month: 11, day: 27 },
    from,
    until,
    days: [],
    quarters,
    sums: sums(from, until, {
      movements: 6,
      bought: side(1_180_000n, 141_600n, 1),
      sold: side(640_500n, 92_872n, 1),
      import: 1_190_000n as never,
      export: 650_000n as never,
    }),
    ...changes,
  };
}

export const plan = (endpoints = 2) => ({
  account: own.account,
  chainId: 31_337,
  endpoints,
  calls: (['approve', 'deposit'] as const).map((kind) => ({
    kind,
    to: hex(kind === 'approve' ? '0c' : '0b', 20),
    data: '0x095ea7b3' as const,
    link: `ethereum:${hex('0c', 20)}@31337/${kind}?address=${hex('0b', 20)}&uint256=12500000`,
  })),
});
