/** The list of a hacked gateway's powers names every message, and tests that are there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatewayMethods, meterMethods, routes } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const DOCS = join(import.meta.dirname, '../../docs');
const LIST = await readFile(join(DOCS, 'architecture.md'), 'utf8').then(
  (text) => /^## What a hacked gateway can do$([\s\S]*?)(?=^## )/m.exec(text)?.[1] ?? '',
);

interface Row {
  /** Messages and routes, by name. */
  readonly names: readonly string[];
  readonly cells: readonly string[];
  readonly tests: readonly { readonly title: string; readonly file: string }[];
}

/** The lines of all tables between two headings, without their heads. */
function rowsOf(text: string): Row[] {
  const lines = text.split('\n').filter((line) => /^\| (?!message \||route \||where \|)/.test(line));
  return lines.map((line) => {
    const cells = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    const tests = [...(cells.at(-1) ?? '').matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
    return {
      names: [...(cells[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
      cells,
      tests: tests.map(([, title = '', file = '']) => ({ title, file })),
    };
  });
}

const part = (heading: string): Row[] => rowsOf(LIST.split('\n### ').find((text) => text.startsWith(heading)) ?? '');

/** Whether a source has a test of exactly this title. */
function hasTest(source: string, title: string): boolean {
  if (/^test_\w+$/.test(title)) return source.includes(`function ${title}(`);
  const plain = source.replaceAll(/\\(['"`])/g, '$1').replaceAll(/\(\s+/g, '(');
  return [`'`, '"', '`'].some((quote) => {
    const at = plain.indexOf(`(${quote}${title}${quote},`);
    return at >= 0 && !plain.slice(0, at).endsWith('describe');
  });
}

const rows = rowsOf(LIST);

describe('the list of what a hacked gateway can do', () => {
  it('says its limits first', () => {
    expect(LIST.indexOf('- **She can stop everything**')).toBeGreaterThan(0);
    expect(LIST.indexOf('- **She can stop everything**')).toBeLessThan(LIST.indexOf('\n| '));
  });

  it('says of each power what is lost, what stops it, and which test shows it', () => {
    expect(rows.length).toBeGreaterThan(45);
    for (const { cells, tests } of rows) {
      expect(cells, cells.join(' | ')).toHaveLength(5);
      expect(cells.every((cell) => cell !== '')).toBe(true);
      expect(tests.length, cells.join(' | ')).toBeGreaterThan(0);
    }
  });

  it.each<[string, object, string]>([
    ['message of the device link', { ...gatewayMethods, ...meterMethods }, 'To a meter'],
    ['route', { ...routes, events: null }, 'To a'],
  ])('names every %s, and none that is not there', (_kind, all, heading) => {
    const named = heading === 'To a' ? [...part('To an owner'), ...part('To the operator')] : part(heading);
    expect([...new Set(named.flatMap(({ names }) => names))].sort()).toEqual(Object.keys(all).sort());
  });

  it.each(rows.flatMap(({ tests }) => tests.map(({ title, file }) => [title, file] as const)))(
    'names a test that is there: %s',
    async (title, file) => {
      expect(hasTest(await readFile(join(DOCS, file), 'utf8'), title)).toBe(true);
    },
  );
});

describe('the search for a test', () => {
  it('finds titles in every form, and nothing else', () => {
    const source = `it('one', () => 1); it.each([1, 2])('two %s', () => 2); it("the owner's", { timeout: 1 }, f); describe('three', f);`;
    const titles = ['one', 'two %s', "the owner's", 'three', 'on', 'test_one'];
    expect(titles.map((title) => hasTest(source, title))).toEqual([true, true, true, false, false, false]);
    expect(hasTest('    function test_one() public {', 'test_one')).toBe(true);
  });
});
