/** `docs/pictures/one-trade.svg`: the receipts of one recorded trade, and how it ended on chain. */
import type { OneTrade, RecordedReceipt } from '../../bench/one-trade.ts';
import { grouped } from '../figures.ts';
import { box, line, type Point, picture, px, text } from './svg.ts';

const WIDTH = 860;
const HEIGHT = 420;
const PLOT = { left: 64, right: 610, top: 84, bottom: 354 };
const FACTS_AT = 640;

const tokens = (microUnits: number): string => (microUnits / 1_000_000).toFixed(6);
const wattHours = (milliwattHours: number): string => (milliwattHours / 1_000).toFixed(3);

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (energy: number) => number;
}

function scaleOf(trade: OneTrade): Scale {
  const last = Math.max(trade.settled, ...trade.receipts.map(({ at }) => at));
  const across = Math.ceil((last + 1) / 5) * 5;
  const up = Math.ceil((trade.energy * 1.1) / 1_000) * 1_000;
  return {
    x: (at) => PLOT.left + (at / across) * (PLOT.right - PLOT.left),
    y: (energy) => PLOT.bottom - (energy / up) * (PLOT.bottom - PLOT.top),
  };
}

function axes(trade: OneTrade, { x, y }: Scale): string[] {
  const shapes: string[] = [];
  for (let energy = 0; y(energy) >= PLOT.top; energy += 1_000) {
    const here = y(energy);
    shapes.push(
      line('grid', [
        { x: PLOT.left, y: here },
        { x: PLOT.right, y: here },
      ]),
    );
    shapes.push(text({ x: PLOT.left - 8, y: here + 4 }, String(energy / 1_000), { kind: 'small', anchor: 'end' }));
  }
  for (let at = 0; x(at) <= PLOT.right; at += 5) {
    shapes.push(text({ x: x(at), y: PLOT.bottom + 18 }, String(at), { kind: 'small', anchor: 'middle' }));
  }
  return [
    ...shapes,
    line('axis', [
      { x: PLOT.left, y: PLOT.top },
      { x: PLOT.left, y: PLOT.bottom },
      { x: PLOT.right, y: PLOT.bottom },
    ]),
    text({ x: PLOT.left - 26, y: PLOT.top + 4 }, 'Wh', { kind: 'small', anchor: 'end' }),
    text({ x: (PLOT.left + PLOT.right) / 2, y: PLOT.bottom + 38 }, 'seconds since the order', {
      kind: 'small',
      anchor: 'middle',
    }),
    line('goal', [
      { x: PLOT.left, y: y(trade.energy) },
      { x: PLOT.right, y: y(trade.energy) },
    ]),
    text({ x: PLOT.left + 100, y: y(trade.energy) - 6 }, `ordered: ${trade.energy / 1_000} Wh`, { kind: 'small' }),
  ];
}

const dot = (kind: string, { x, y }: Point, radius: number): string =>
  `<circle class="${kind}-dot" cx="${px(x)}" cy="${px(y)}" r="${radius}"/>`;

function curve(receipts: readonly RecordedReceipt[], role: RecordedReceipt['role'], { x, y }: Scale): string[] {
  const points = receipts
    .filter((receipt) => receipt.role === role)
    .map(({ at, energy, final }) => ({ x: x(at), y: y(energy), final }));
  // The seller's dots lie under the buyer's, which are hollow.
  const radius = role === 'seller' ? 3.4 : 3;
  return [line(role, points), ...points.map((point) => dot(role, point, point.final ? radius + 2 : radius))];
}

/** Its label is above the plot, beside its line: to the left if another event follows closely. */
function event(at: number, name: string, anchor: 'start' | 'end', { x }: Scale): string[] {
  const here = x(at);
  const y = PLOT.top - 8;
  return [
    line('event', [
      { x: here, y: y - 8 },
      { x: here, y: PLOT.bottom },
    ]),
    text({ x: here + (anchor === 'start' ? 5 : -5), y }, name, { kind: 'small', anchor }),
  ];
}

function facts(trade: OneTrade): string[] {
  const last = (role: RecordedReceipt['role']): number =>
    trade.receipts.filter((receipt) => receipt.role === role).at(-1)?.energy ?? 0;
  const rows: readonly (readonly [string, string])[] = [
    ["seller's meter", `${wattHours(last('seller'))} Wh`],
    ["buyer's meter", `${wattHours(last('buyer'))} Wh`],
    ['delivered', `${wattHours(trade.delivered)} Wh`],
    ['price per kWh', `${tokens(trade.price).replace(/0+$/, '')}`],
    ['paid', tokens(trade.paid)],
    ['refunded', tokens(trade.refunded)],
    ['gas to open', grouped(trade.gas.open)],
    ['gas to settle', grouped(trade.gas.end)],
    ['blocks', String(trade.blocks)],
  ];
  return rows.flatMap(([name, value], index) => [
    text({ x: FACTS_AT, y: 148 + 22 * index }, name, { kind: 'small' }),
    text({ x: WIDTH - 28, y: 148 + 22 * index }, value, { anchor: 'end' }),
  ]);
}

export function oneTradePicture(trade: OneTrade): string {
  const scale = scaleOf(trade);
  const flowing = trade.receipts.filter(({ energy }) => energy > 0).map(({ at }) => at);
  const [first, last] = [Math.min(...flowing), Math.max(...flowing)];
  const finals = trade.receipts.filter(({ final }) => final).map(({ at }) => at);
  const events: readonly (readonly [number, string, 'start' | 'end'])[] = [
    [trade.opened, 'opened on chain', 'start'],
    [Math.max(...finals), 'both receipts final', 'end'],
    [trade.settled, 'settled on chain', 'start'],
  ];
  return picture(
    {
      width: WIDTH,
      height: HEIGHT,
      title: 'One trade, second by second',
      description: `Receipts of both meters from the order to the settlement: ${wattHours(trade.delivered)} Wh delivered, ${tokens(trade.paid)} tokens paid.`,
    },
    [
      text(
        { x: PLOT.left, y: 30 },
        'Each meter signs its own energy every second; what both confirm is paid, up to the order',
        {
          kind: 'title',
        },
      ),
      `<rect class="phase" x="${px(scale.x(first))}" y="${PLOT.top}" width="${px(scale.x(last) - scale.x(first))}" height="${PLOT.bottom - PLOT.top}"/>`,
      ...axes(trade, scale),
      ...events.flatMap(([at, name, anchor]) => event(at, name, anchor, scale)),
      ...curve(trade.receipts, 'seller', scale),
      ...curve(trade.receipts, 'buyer', scale),
      box('box', { x: FACTS_AT - 14, y: PLOT.top }, WIDTH - FACTS_AT, PLOT.bottom - PLOT.top),
      dot('seller', { x: FACTS_AT + 4, y: 108 }, 4),
      text({ x: FACTS_AT + 14, y: 112 }, 'seller', { kind: 'small' }),
      dot('buyer', { x: FACTS_AT + 74, y: 108 }, 4),
      text({ x: FACTS_AT + 84, y: 112 }, 'buyer; large: final', { kind: 'small' }),
      ...facts(trade),
      text(
        { x: PLOT.left, y: HEIGHT - 10 },
        `Shaded: current flows. Recorded by ${trade.command}; tokens have six decimals.`,
        {
          kind: 'small',
        },
      ),
    ],
  );
}
