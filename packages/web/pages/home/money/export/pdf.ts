/**
 * A statement as a PDF on A4. What the built-in fonts cannot write, Korean first of all, is drawn with this device's own fonts; numbers
 * stay text. All quantities arrive as text: nothing is computed here.
 */

import type { Shown, Statement } from '@evlock/owner';
import type { MovementView } from '@evlock/protocol';
import type { jsPDF } from 'jspdf';
import type { Format } from '../../../shared/format/format.ts';
import type { Text } from '../../../shared/i18n/messages.ts';
import type { en } from '../messages/en.ts';

export interface PdfInput {
  readonly statement: Shown<Statement>;
  readonly house: string;
  readonly account: string;
  /** `November 2026`. */
  readonly title: string;
  readonly t: Text<typeof en>;
  readonly format: Format;
  /** Only a test reads it without. */
  readonly compress?: boolean;
}

/** Millimetres. */
const PAGE = { width: 210, height: 297, margin: 16 };
const LINE = 5.2;
const POINT = 0.3528;
/** Dots of a drawn text in a millimetre. */
const SHARPNESS = 12;

/** What the built-in fonts hold: Latin-1 and the euro sign. */
const isPlain = (text: string): boolean => /^[\u0020-\u00ff€–]*$/.test(text);

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly soft?: boolean;
  readonly right?: boolean;
}

class Sheet {
  readonly #pdf: jsPDF;
  #y = PAGE.margin;

  constructor(pdf: jsPDF) {
    this.#pdf = pdf;
  }

  /** A line of cells: each begins at its place, or ends there. */
  line(cells: readonly (readonly [at: number, text: string, style?: Style])[], height = LINE): void {
    if (this.#y + height > PAGE.height - PAGE.margin) this.#turn();
    this.#y += height;
    for (const [at, text, style = {}] of cells) this.#write(at, readable(text), style);
  }

  space(height: number): void {
    this.#y += height;
  }

  rule(): void {
    this.#y += 2;
    this.#pdf.setDrawColor(200).line(PAGE.margin, this.#y, PAGE.width - PAGE.margin, this.#y);
  }

  numberPages(): void {
    const count = this.#pdf.getNumberOfPages();
    for (let page = 1; page <= count; page++) {
      this.#pdf.setPage(page).setFont('helvetica', 'normal').setFontSize(8).setTextColor(110);
      this.#pdf.text(`${page} / ${count}`, PAGE.width - PAGE.margin, PAGE.height - 8, { align: 'right' });
    }
  }

  #turn(): void {
    this.#pdf.addPage();
    this.#y = PAGE.margin;
  }

  #write(at: number, text: string, { size = 9.5, bold = false, soft = false, right = false }: Style): void {
    if (text === '') return;
    if (!isPlain(text)) {
      this.#draw(at, text, { size, bold, soft, right });
      return;
    }
    this.#pdf
      .setFont('helvetica', bold ? 'bold' : 'normal')
      .setFontSize(size)
      .setTextColor(soft ? 90 : 20);
    this.#pdf.text(text, at, this.#y, { align: right ? 'right' : 'left' });
  }

  #draw(at: number, text: string, { size, bold, soft, right }: Required<Style>): void {
    const height = size * POINT * 1.5;
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const font = `${bold ? '700' : '400'} ${size * POINT * SHARPNESS}px system-ui, "Noto Sans KR", sans-serif`;
    pen.font = font;
    const width = pen.measureText(text).width / SHARPNESS;
    canvas.width = Math.max(1, Math.ceil(width * SHARPNESS));
    canvas.height = Math.ceil(height * SHARPNESS);
    // Its size set it back.
    pen.font = font;
    pen.fillStyle = soft ? '#5a5a5a' : '#141414';
    pen.textBaseline = 'alphabetic';
    pen.fillText(text, 0, height * SHARPNESS * 0.75);
    const left = right ? at - width : at;
    this.#pdf.addImage(canvas, 'PNG', left, this.#y - height * 0.75, width, height);
  }
}

/** Spaces that do not break, and minus signs, as the fonts have them. */
const readable = (text: string): string => text.replaceAll(/[\u202f\u00a0\u2009]/g, ' ').replaceAll('\u2212', '-');

export async function statementPdf(input: PdfInput): Promise<Uint8Array<ArrayBuffer>> {
  const { jsPDF } = await import('jspdf');
  const pdf = new jsPDF({ unit: 'mm', format: 'a4', compress: input.compress ?? true });
  pdf.setProperties({ title: `Evlock ${input.title}`, creator: 'Evlock' });
  const sheet = new Sheet(pdf);
  head(sheet, input);
  sums(sheet, input);
  sources(sheet, input);
  days(sheet, input);
  movements(sheet, input);
  sheet.numberPages();
  return new Uint8Array(pdf.output('arraybuffer'));
}

const LEFT = PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;

function head(sheet: Sheet, { title, house, account, statement, t, format }: PdfInput): void {
  sheet.line([[LEFT, title, { size: 20, bold: true }]], 8);
  sheet.line([[LEFT, `Evlock · ${house}`, { soft: true }]], 7);
  sheet.line([[LEFT, account, { soft: true, size: 8 }]]);
  const time = `${format.dateTime(statement.from)} – ${format.dateTime(statement.until)}, ${statement.zone}`;
  sheet.line([[LEFT, time, { soft: true, size: 8 }]]);
  if (statement.made < statement.until) sheet.line([[LEFT, t('provisional'), { size: 8, bold: true }]]);
  const failed = statement.verdict.failed.length > 0;
  sheet.line([
    [
      LEFT,
      failed ? `${t('checks')}: ${statement.verdict.failed.join(', ')}` : t('ownUse'),
      { soft: !failed, size: 8, bold: failed },
    ],
  ]);
  sheet.rule();
}

function sums(sheet: Sheet, { statement: { sums: all, opening }, t, format }: PdfInput): void {
  sheet.space(2);
  const row = (name: string, value: string, note = ''): void =>
    sheet.line([
      [LEFT, name],
      [LEFT + 92, value, { right: true, bold: true }],
      [LEFT + 98, note, { soft: true }],
    ]);
  row(t('opening'), format.money(opening.balance, { exact: true }));
  row(
    t('boughtStat'),
    format.energy(all.bought.energy),
    t('paid', { money: format.money(all.bought.money, { exact: true }) }),
  );
  row(
    t('soldStat'),
    format.energy(all.sold.energy),
    t('received', { money: format.money(all.sold.money, { exact: true }) }),
  );
  row(t('deposits'), format.money(all.deposited, { exact: true }));
  row(t('withdrawals'), format.money(all.withdrawn, { exact: true }));
  row(t('fees'), format.money(all.fees, { exact: true }));
  row(t('balanceStat'), format.money(all.balance, { exact: true }));
  row(t('locked'), format.money(all.locked, { exact: true }));
  if (all.import !== null) row(t('registerIn'), format.energy(all.import));
  if (all.export !== null) row(t('registerOut'), format.energy(all.export));
}

const heading = (sheet: Sheet, text: string): void => {
  sheet.space(5);
  sheet.line([[LEFT, text, { size: 12, bold: true }]], 6);
  sheet.rule();
};

function sources(sheet: Sheet, { statement, t, format }: PdfInput): void {
  if (statement.sources.length === 0) return;
  heading(sheet, t('sources'));
  for (const { side, partner, energy, price, money } of statement.sources) {
    sheet.line([
      [LEFT, `${t(side === 'bought' ? 'boughtFrom' : 'soldTo')}`],
      [LEFT + 34, partner ?? t('unknown'), { size: 7.5, soft: true }],
      [LEFT + 118, format.energy(energy), { right: true }],
      [LEFT + 148, format.price(price), { right: true, bold: true }],
      [RIGHT, format.money(money), { right: true }],
    ]);
  }
}

function days(sheet: Sheet, { statement, t, format }: PdfInput): void {
  const busy = statement.days.filter(
    ({ movements: count, import: into, export: out }) => count > 0 || (into ?? 0n) + (out ?? 0n) > 0n,
  );
  if (busy.length === 0) return;
  heading(sheet, t('days'));
  const columns = [t('boughtStat'), t('soldStat'), t('registerIn'), t('registerOut'), t('balanceAfter')];
  const places = [62, 90, 118, 146, RIGHT - LEFT].map((place) => LEFT + place);
  const row = (first: string, values: readonly string[], style: Style): void =>
    sheet.line([
      [LEFT, first, style],
      ...values.map((value, index) => [places[index] ?? RIGHT, value, { ...style, right: true }] as const),
    ]);
  row(t('day'), columns, { soft: true, size: 8 });
  for (const day of busy) {
    const read = (value: bigint | null): string => (value === null ? t('notRead') : format.energy(value));
    const values = [
      format.energy(day.bought.energy),
      format.energy(day.sold.energy),
      read(day.import),
      read(day.export),
      format.money(day.balance),
    ];
    row(format.date(day.from), values, {});
  }
}

const nameOf = ({ kind, energy }: MovementView, { t, format }: PdfInput): string => {
  if (kind === 'bought' || kind === 'sold') return t(kind, { energy: format.energy(energy ?? 0n) });
  return kind === 'locked' ? t('lockedFor') : t(kind);
};

function movements(sheet: Sheet, input: PdfInput): void {
  const { statement, t, format } = input;
  if (statement.movements.length === 0) return;
  heading(sheet, t('movements'));
  for (const one of statement.movements.toReversed()) {
    const isProven = one.verdict.failed.length === 0;
    sheet.line([
      [LEFT, format.dateTime(one.time), { size: 8.5 }],
      [LEFT + 46, `${isProven ? '' : '! '}${nameOf(one, input)}`, { bold: !isProven }],
      [LEFT + 140, format.money(one.balanceChange, { exact: true, signed: true }), { right: true }],
      [RIGHT, format.money(one.balance, { exact: true }), { right: true, soft: true }],
    ]);
  }
  if (!statement.complete) sheet.line([[LEFT, t('moreMovements'), { size: 8, bold: true }]]);
}
