import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hex, structs } from '@evlock/protocol';
import { hashTypedData, keccak256, stringToBytes } from 'viem';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = await readFile(join(root, 'docs/signed-data.md'), 'utf8');
const vectors = JSON.parse(await readFile(join(root, 'vectors/typed-data.json'), 'utf8'));

/** What the page says below the heading of this name, up to the next heading of that level. */
const sectionOf = (name: string): string => page.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
/** The rows of the first table in a text, without its head. */
const rowsOf = (text: string): string[][] =>
  (/(?:^\|.*\|$\n?)+/m.exec(text)?.[0] ?? '').trim().split('\n').slice(2).map(cellsOf);
const plain = (cell: string | undefined): string => cell?.replaceAll('`', '') ?? '';

describe('docs/signed-data.md', () => {
  it('has a section for every signed struct, in their order', () => {
    const headings = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(headings.filter((name) => name !== 'Limits')).toEqual(Object.keys(structs));
  });

  it.each(Object.values(structs).map((struct) => [struct.name, struct] as const))(
    '%s: fields, types and type hash are those of the struct, and every field says all',
    (name, struct) => {
      const section = sectionOf(name);
      const rows = rowsOf(section);
      const type = rows.map(([field, kind]) => `${plain(kind)} ${plain(field)}`).join(',');
      expect(`${name}(${type})`).toBe(struct.type);
      expect(section).toContain(keccak256(stringToBytes(struct.type)));
      expect(rows.filter((row) => row.length !== 5 || row.includes(''))).toEqual([]);
    },
  );

  it("its example is among the vectors, and the trade's id is the digest of what the table shows", () => {
    const example = sectionOf('A worked example');
    const [offer, bid] = vectors.structs.Order.values.slice(-2);
    const rows = rowsOf(example.split('field by field')[1] ?? '');
    const message = Object.fromEntries(rows.map(([name, , value]) => [plain(name), plain(value)]));
    expect(message).toEqual(
      Object.fromEntries(Object.entries(bid.value).map(([name, value]) => [name, String(value)])),
    );
    expect(JSON.parse(/```json\n([^`]*)```/.exec(example)?.[1] ?? '')).toEqual(offer.value);
    expect(message.counterOrder).toBe(offer.digest);

    const fields = structs.Order.type.slice('Order('.length, -1).split(',');
    const types = {
      Order: fields.map((field) => ({ type: field.split(' ')[0] ?? '', name: field.split(' ')[1] ?? '' })),
    };
    const { chainId, market } = vectors.domain as { chainId: number; market: Hex };
    const digest = hashTypedData({
      domain: { name: 'Evlock', version: '1', chainId, verifyingContract: market },
      types,
      primaryType: 'Order',
      message: { ...message, side: 0, minSensorClass: 0 },
    });
    expect(digest).toBe(bid.digest);
    expect(example).toContain(`\`${digest}\``);
  });
});
