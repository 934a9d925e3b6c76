/** How standing orders are displayed: apart what the secure world checks, and what the meter's program keeps. */
import type { Shown } from '@evlock/owner';
import {
  type DeploymentFile,
  formatDecimal,
  renewalDue,
  type StandingHours,
  type StandingOrderView,
  type StandingRules,
  type Timestamp,
} from '@evlock/protocol';
import { fields, kW, kWh, perKwh, table, tokens, utc } from './format.ts';
import { oneLine } from './printable.ts';
import { proof, proofRow } from './proof.ts';

type View = Shown<StandingOrderView>;

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const hoursText = ({ from, until, timeZone }: StandingHours): string => `${clock(from)} to ${clock(until)} ${timeZone}`;
const percent = (share: number): string => `${formatDecimal(BigInt(share), 4)} %`;

function rulesText({ reservePpm, surplusOnly, partners }: StandingRules): (string | null)[] {
  return [
    reservePpm === null ? null : `${percent(reservePpm)} stay in the battery`,
    surplusOnly ? 'only while the panel gives more than the household uses' : null,
    partners && `only with ${partners.join(', ')}`,
  ];
}

const waitingText = ({ waitsFor, rule }: View): string | null =>
  waitsFor && `${oneLine(waitsFor)}${rule ? ` (${oneLine(rule)})` : ''}`;

export function standingTable(orders: readonly View[], { tokenSymbol }: DeploymentFile, now: Timestamp): string {
  if (orders.length === 0) return 'No standing orders.';
  const rows = orders.map((order) => {
    const { mandate } = order;
    const due = renewalDue(order, now);
    return [
      String(order.id),
      mandate.side === 'offer' ? 'sells' : 'buys',
      order.state,
      perKwh(mandate.limitPrice, tokenSymbol),
      `${kWh(order.energyUsed)} of ${kWh(mandate.energyCap)}`,
      mandate.side === 'offer'
        ? '-'
        : `${tokens(order.moneyUsed, tokenSymbol)} of ${tokens(mandate.moneyCap, tokenSymbol)}`,
      utc(mandate.validUntil),
      due ? `ends soon (${due}): place another` : (waitingText(order) ?? '-'),
      proof(order.verdict),
    ];
  });
  const header = ['ORDER', 'SIDE', 'STATE', 'PRICE', 'ENERGY', 'MONEY', 'UNTIL', 'WAITS FOR', 'PROVEN'];
  return table(header, rows, ['PRICE', 'ENERGY', 'MONEY']);
}

export function standingText(order: View, { tokenSymbol }: DeploymentFile): string {
  const { mandate, rules } = order;
  const sells = mandate.side === 'offer';
  const [reserve, surplus, partners] = rulesText(rules);
  return fields([
    ['standing order', String(order.id)],
    ['state', order.state],
    proofRow(order.verdict),
    [
      'checked by the secure world',
      `${sells ? 'sell at least' : 'buy at most'} ${perKwh(mandate.limitPrice, tokenSymbol)}`,
    ],
    ['  energy', `${kWh(mandate.energyCap)} in all, at least ${kWh(mandate.minEnergy)} a trade`],
    ['  money', sells ? null : `${tokens(mandate.moneyCap, tokenSymbol)} in all`],
    ['  time', `${utc(mandate.deliveryFrom)} to ${utc(mandate.deliveryUntil)}`],
    ['kept by the meter’s program', `at most ${kWh(rules.lot)} a trade, ${kW(rules.power)}`],
    ['  hours', rules.hours && hoursText(rules.hours)],
    ['  reserve', reserve ?? null],
    ['  surplus', surplus ?? null],
    ['  partners', partners ?? null],
    ['traded', `${kWh(order.energyUsed)} in ${order.trades} trades, ${kWh(order.delivered)} delivered`],
    ['waits for', waitingText(order)],
    [
      'next',
      order.state === 'active' ? `see it: evlock standing list; stop it: evlock standing stop ${order.id}` : null,
    ],
  ]);
}
