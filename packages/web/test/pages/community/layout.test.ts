import { describe, expect, it } from 'vitest';
import { courseOf, layoutOf, type Point } from '../../../pages/community/picture/layout.ts';

const WIDTHS = [288, 328, 560, 640, 700, 880, 1_040, 1_300];
const cases = [1, 2, 6, 7].flatMap((count) => WIDTHS.map((width) => [count, width] as const));

describe('the picture’s layout', () => {
  it.each(cases)('keeps %i houses apart and inside %i pixels', (count, width) => {
    const { places, plot, height } = layoutOf(count, width);
    expect(places).toHaveLength(count);
    for (const [index, one] of places.entries()) {
      expect(one.x - plot.width / 2).toBeGreaterThanOrEqual(-0.5);
      expect(one.x + plot.width / 2).toBeLessThanOrEqual(width + 0.5);
      expect(one.y - plot.height / 2).toBeGreaterThanOrEqual(0);
      expect(one.y + plot.height / 2).toBeLessThanOrEqual(height);
      for (const other of places.slice(index + 1)) {
        const overlaps = Math.abs(one.x - other.x) < plot.width && Math.abs(one.y - other.y) < plot.height;
        expect(overlaps, `${index} at ${width}`).toBe(false);
      }
    }
  });

  it('has no houses before the first', () => {
    expect(layoutOf(0, 880).places).toEqual([]);
  });
});

describe('a wire', () => {
  it.each(cases.filter(([count]) => count > 1))(
    'is labelled where it is seen, with %i houses at %i pixels',
    (count, width) => {
      const layout = layoutOf(count, width);
      const [from, to] = layout.places as [Point, Point];
      const { middle, path } = courseOf(from, to, layout);
      expect(path).toMatch(/^M[\d.]+ [\d.]+Q-?[\d.]+ -?[\d.]+ [\d.]+ [\d.]+$/);
      for (const place of [from, to]) {
        const isInside =
          Math.abs(middle.x - place.x) < layout.plot.width / 2 - 1 &&
          Math.abs(middle.y - place.y) < layout.plot.height / 2 - 1;
        expect(isInside).toBe(false);
      }
    },
  );

  it('points from the sender to the receiver', () => {
    const layout = layoutOf(2, 880);
    const [left, right] = layout.places.toSorted((one, other) => one.x - other.x) as [Point, Point];
    expect(Math.abs(courseOf(left, right, layout).heading)).toBeLessThan(45);
    expect(Math.abs(courseOf(right, left, layout).heading)).toBeGreaterThan(135);
  });
});
