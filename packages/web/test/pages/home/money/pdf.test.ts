// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { statementPdf } from '../../../../pages/home/money/export/pdf.ts';
import { en } from '../../../../pages/home/money/messages/en.ts';
import { Format } from '../../../../pages/shared/format/format.ts';
import { month } from '../../support/money.tsx';

const t = (
  key: keyof typeof en | 'trades' | 'checked',
  values: Readonly<Record<string, string | number>> = {},
): string =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)),
    String(en[key as keyof typeof en] ?? key),
  );

const made = async (title: string): Promise<string> => {
  const format = new Format('en', 'EVT');
  const input = { statement: month(2026, 11), house: 'Ana', account: '0xa2', title, t: t as never, format };
  return Buffer.from(await statementPdf({ ...input, compress: false })).toString('latin1');
};

describe('a statement as PDF', () => {
  let drawn: string[];
  beforeEach(() => {
    drawn = [];
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(
      () => ({ measureText: () => ({ width: 60 }), fillText: (text: string) => drawn.push(text) }) as never,
    );
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue(
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    );
  });

  it('holds sums, partners, days and movements as text', async () => {
    const pdf = await made('November 2026');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    for (const text of ['November 2026', '20.67 kWh', '12.50 EVT', '0.145 EVT/kWh', 'Withdrawn', '-2.50 EVT', '1 / ']) {
      expect(pdf, text).toContain(`(${text}`);
    }
    expect(drawn).toEqual([]);
  });

  it('draws what its fonts do not hold', async () => {
    await made('2026년 11월');
    expect(drawn).toEqual(['2026년 11월']);
  });
});
