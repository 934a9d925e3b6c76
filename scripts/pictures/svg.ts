/** Shared by the documents' pictures: colours that read on light and dark pages, and a few shapes. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A picture has its own background, and follows the reader's colour scheme when embedded as a file. */
const STYLE = `
  text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2a37 }
  .ground { fill: #fcfcf9; stroke: #d5dae0 }
  .title { font-size: 15px; font-weight: 600 }
  .small { font-size: 11.5px; fill: #556372 }
  .box { fill: #ffffff; stroke: #8794a3; stroke-width: 1.2 }
  .inner { fill: #eef2f6; stroke: #8794a3; stroke-width: 1 }
  .house { fill: #f5f1e6; stroke: #8794a3; stroke-width: 1.2 }
  .signed { stroke: #2166ac; fill: none; stroke-width: 1.8 }
  .signed-head { fill: #2166ac }
  .reads { stroke: #556372; fill: none; stroke-width: 1.5; stroke-dasharray: 5 4 }
  .reads-head { fill: #556372 }
  .energy { stroke: #c2570c; fill: none; stroke-width: 4 }
  .energy-head { fill: #c2570c }
  .grid { stroke: #e1e5ea; fill: none }
  .axis { stroke: #8794a3; fill: none }
  .phase { fill: #eaf1e4 }
  .seller { stroke: #c2570c; fill: none; stroke-width: 2 }
  .seller-dot { fill: #c2570c }
  .buyer { stroke: #2166ac; fill: none; stroke-width: 2 }
  .buyer-dot { fill: #fcfcf9; stroke: #2166ac; stroke-width: 1.6 }
  .event { stroke: #35744a; fill: none; stroke-width: 1.3; stroke-dasharray: 3 3 }
  .goal { stroke: #8794a3; fill: none; stroke-width: 1.2; stroke-dasharray: 6 4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e9ef }
    .ground { fill: #161b22; stroke: #3a434e }
    .small { fill: #a5b1be }
    .box { fill: #1f2630; stroke: #6d7a89 }
    .inner { fill: #2a3441; stroke: #6d7a89 }
    .house { fill: #26231b; stroke: #6d7a89 }
    .signed { stroke: #6fb1ea } .signed-head { fill: #6fb1ea }
    .reads { stroke: #a5b1be } .reads-head { fill: #a5b1be }
    .energy { stroke: #f0923e } .energy-head { fill: #f0923e }
    .grid { stroke: #2b333d } .axis { stroke: #6d7a89 }
    .phase { fill: #1d2a20 }
    .seller { stroke: #f0923e } .seller-dot { fill: #f0923e }
    .buyer { stroke: #6fb1ea } .buyer-dot { fill: #161b22; stroke: #6fb1ea }
    .event { stroke: #7cc492 } .goal { stroke: #6d7a89 }
  }`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** Pixels with one decimal: the same bytes on every machine. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

export const text = (
  at: Point,
  content: string,
  { kind, anchor = 'start' }: { readonly kind?: string; readonly anchor?: 'start' | 'middle' | 'end' } = {},
): string =>
  `<text x="${px(at.x)}" y="${px(at.y)}" text-anchor="${anchor}"${kind ? ` class="${kind}"` : ''}>${escaped(content)}</text>`;

export const box = (kind: string, at: Point, width: number, height: number): string =>
  `<rect class="${kind}" x="${px(at.x)}" y="${px(at.y)}" width="${px(width)}" height="${px(height)}" rx="6"/>`;

export const line = (kind: string, points: readonly Point[]): string =>
  `<polyline class="${kind}" points="${points.map(({ x, y }) => `${px(x)},${px(y)}`).join(' ')}"/>`;

/** The arrowhead at the end of a line from `from` to `to`. */
function head(kind: string, from: Point, to: Point, size: number): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn: number): Point => ({
    x: to.x - size * Math.cos(angle + turn),
    y: to.y - size * Math.sin(angle + turn),
  });
  const points = [to, corner(0.42), corner(-0.42)].map(({ x, y }) => `${px(x)},${px(y)}`).join(' ');
  return `<polygon class="${kind}-head" points="${points}"/>`;
}

export interface ArrowOptions {
  readonly both?: boolean;
  readonly size?: number;
}

export function arrow(kind: string, from: Point, to: Point, { both = false, size = 10 }: ArrowOptions = {}): string {
  return [line(kind, [from, to]), head(kind, from, to, size), both ? head(kind, to, from, size) : ''].join('');
}

/** A whole picture. `description` is its alternative text. */
export const picture = (
  { width, height, title, description }: { width: number; height: number; title: string; description: string },
  shapes: readonly string[],
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
