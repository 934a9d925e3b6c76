/** Where the houses stand: around an open middle where there is room, otherwise in two columns. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Middle of each house's plot, in the order of the houses. */
  readonly places: readonly Point[];
  readonly plot: { readonly width: number; readonly height: number };
  /** Where wires bend to. */
  readonly middle: Point;
  readonly isNarrow: boolean;
}

/** Size of a house's plot, in pixels, where there is room. */
const PLOT = { width: 152, height: 138 } as const;
const GAP = 14;
/** How much lower the right column stands, so that wires across are seen. */
const STAGGER = 22;
/** From here on, houses stand in a ring. */
const WIDE = 640;
const ROOMY = 800;

export function layoutOf(count: number, width: number): Layout {
  return width < WIDE ? columns(count, width) : ring(count, width);
}

function ring(count: number, width: number): Layout {
  // What is missing in width is needed in height.
  const height = width < ROOMY ? 600 : Math.round(Math.min(600, Math.max(520, width * 0.6)));
  const middle = { x: width / 2, y: height / 2 };
  const reach = { x: middle.x - PLOT.width / 2 - GAP, y: middle.y - PLOT.height / 2 - GAP };
  // An even number has two houses at the top, an odd one has one.
  const first = -Math.PI / 2 - (count % 2 === 0 ? Math.PI / count : 0);
  const places = Array.from({ length: count }, (_, index): Point => {
    const angle = first + (2 * Math.PI * index) / Math.max(1, count);
    return { x: middle.x + reach.x * Math.cos(angle), y: middle.y + reach.y * Math.sin(angle) };
  });
  return { width, height, places, plot: PLOT, middle, isNarrow: false };
}

function columns(count: number, width: number): Layout {
  const rows = Math.ceil(count / 2);
  const plot = { ...PLOT, width: Math.min(PLOT.width, Math.floor((width - GAP) / 2)) };
  const step = plot.height + 44;
  const height = rows * step + GAP;
  const places = Array.from({ length: count }, (_, index): Point => {
    // Down one side and up the other, so that neighbours of a ring stay neighbours.
    const isLeft = index < rows;
    const row = isLeft ? index : 2 * rows - 1 - index - (2 * rows - count);
    const x = isLeft ? plot.width / 2 : width - plot.width / 2;
    return { x, y: GAP + plot.height / 2 + row * step + (isLeft ? 0 : STAGGER) };
  });
  return { width, height, places, plot, middle: { x: width / 2, y: height / 2 }, isNarrow: true };
}

/** A wire's course between two houses, as a quadratic curve, and the middle of what is seen of it. */
export interface Course {
  readonly path: string;
  readonly middle: Point;
  /** Degrees in which it runs there. */
  readonly heading: number;
}

/** Points that are looked at along a wire. */
const STEPS = 48;

const between = (a: number, b: number, part: number): number => a + (b - a) * part;
const mixed = (a: Point, b: Point, part: number): Point => ({ x: between(a.x, b.x, part), y: between(a.y, b.y, part) });

export function courseOf(from: Point, to: Point, layout: Layout): Course {
  const bend = bendOf(from, to, layout);
  const at = (part: number): Point => mixed(mixed(from, bend, part), mixed(bend, to, part), part);
  const isOutside = (point: Point, place: Point): boolean =>
    Math.abs(point.x - place.x) > layout.plot.width / 2 || Math.abs(point.y - place.y) > layout.plot.height / 2;
  const parts = Array.from({ length: STEPS + 1 }, (_, index) => index / STEPS);
  const leaves = parts.find((part) => isOutside(at(part), from)) ?? 0;
  const arrives = parts.findLast((part) => isOutside(at(part), to)) ?? 1;
  const seen = (leaves + arrives) / 2;
  const [before, after] = [mixed(from, bend, seen), mixed(bend, to, seen)];
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    path: `M${round(from.x)} ${round(from.y)}Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`,
    middle: at(seen),
    heading: (Math.atan2(after.y - before.y, after.x - before.x) * 180) / Math.PI,
  };
}

function bendOf(from: Point, to: Point, { middle, isNarrow, plot }: Layout): Point {
  const half = mixed(from, to, 0.5);
  if (!isNarrow) return mixed(half, middle, 0.3);
  // In columns only a wire past another house needs to bend: to between the columns.
  const passes = Math.abs(from.x - to.x) < 10 && Math.abs(from.y - to.y) > 2 * plot.height;
  return { x: between(half.x, middle.x, passes ? 2 : 0), y: half.y };
}
