/**
 * In `docs/secure-world.md`, between markers: the command reference from the C header, and the table of the normal world's
 * choices. The rest is handwritten.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandName, commandConstant } from '@evlock/secure-world';
import { type CommandChoices, choices, type Signed } from '../../trusted-application/test/choices/table.ts';

const root = join(import.meta.dirname, '../..');
const HEADER = 'trusted-application/include/evlock_ta.h';
const TARGET = 'docs/secure-world.md';
const BEGIN = '<!-- generated from the header: begin -->';
const END = '<!-- generated from the header: end -->';
const CHOICES_BEGIN = '<!-- generated from trusted-application/test/choices/table.ts: begin -->';
const CHOICES_END = '<!-- generated from trusted-application/test/choices/table.ts: end -->';

/** A comment and the defines of one command. */
const COMMAND =
  /\/\*\n((?: \*[^\n]*\n)+?) \*\/\n#define EVLOCK_COMMAND_(\w+) (0x[0-9a-f]{4})\n((?:#define EVLOCK_LAYOUT_[\s\S]*?\n)+?)(?=\n)/g;
const FIELD = /#define EVLOCK_LAYOUT_\w+?_(IN|OUT)_(\w+)_AT (\d+) +\/\*([\s\S]*?)\*\//g;
const SIZE = /#define EVLOCK_LAYOUT_\w+?_(IN|OUT)_(SIZE|SIZE_MIN) (\d+)$/gm;

const camel = (name: string): string =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One field's rows; a variable-length field lists those after it in its comment, since they have no fixed offset. */
function fieldRows(name: string, offset: string, comment: string): string[] {
  const [first = '', ...further] = flat(comment).split(', ');
  const [, size = '', type = first] = /^(\d+) (.*)$/.exec(first) ?? [];
  // "reference, the same" is one field in two parts.
  const behind = further.join(', ').replaceAll(', the same', ` ${type}`);
  const rows = [row(offset, size, camel(name), cell(type))];
  if (behind === '') return rows;
  const fields = behind.split(', ').map((text) => /^(\w+) (.*)$/.exec(text) ?? ['', '', text]);
  return [...rows, ...fields.map(([, field = '', kind = '']) => row('', '', field, cell(kind)))];
}

function payload(direction: 'IN' | 'OUT', defines: string): string[] {
  const title = direction === 'IN' ? 'Request' : 'Response';
  const [, , kind, size = '0'] = [...defines.matchAll(SIZE)].find(([, side]) => side === direction) ?? [];
  if (size === '0' && kind === 'SIZE') return [`${title}: empty.`, ''];
  const fields = [...defines.matchAll(FIELD)].filter(([, side]) => side === direction);
  return [
    `${title}, ${kind === 'SIZE' ? size : `at least ${size}`} bytes:`,
    '',
    row('at', 'bytes', 'field', 'type'),
    row('---', '---', '---', '---'),
    ...fields.flatMap(([, , name = '', offset = '', comment = '']) => fieldRows(name, offset, comment)),
    '',
  ];
}

function command([, comment = '', name = '', number = '', defines = '']: RegExpMatchArray): string[] {
  const text = flat(comment.replaceAll(/^ \* ?/gm, '')).replace(`${name}. `, '');
  return [
    `### ${name} (\`${number}\`)`,
    '',
    cell(text).replaceAll('\\|', '|'),
    '',
    ...payload('IN', defines),
    ...payload('OUT', defines),
  ];
}

/** `NAME number` and the trailing remark, for every define with this prefix. */
function numbers(header: string, prefix: string): string[] {
  const defines = header.matchAll(new RegExp(`^#define EVLOCK_${prefix}_(\\w+) (\\d+)(?: +/\\* (.*) \\*/)?$`, 'gm'));
  const rows = [...defines].map(([, name = '', number = '', remark = '']) => row(number, `\`${name}\``, cell(remark)));
  return [row('number', 'name', ''), row('---', '---', '---'), ...rows, ''];
}

const fieldsOf = (choice: Readonly<Record<string, string>>): string => {
  const fields = Object.entries(choice).map(([field, bound]) => `\`${field}\`: ${bound}`);
  return fields.length === 0 ? '–' : fields.join('<br>');
};

const signersOf = ({ by }: Signed): string => (typeof by === 'string' ? by : by.join(', '));

/** What each command requires, accepts and returns; then every signed field. */
function choiceTables(): string {
  const entries = Object.entries(choices) as [CommandName, CommandChoices][];
  const commands = entries.map(([name, { needs, brings, signs, answers }]) =>
    row(`\`${commandConstant(name)}\``, needs, brings, signs ? `\`${signs.struct}\`` : '–', answers),
  );
  const signatures = entries.flatMap(([name, { signs }]) =>
    signs
      ? [
          row(
            `\`${commandConstant(name)}\``,
            `\`${signs.struct}\`<br>${signersOf(signs)}`,
            ...[signs.caller, signs.owner, signs.own].map(fieldsOf),
          ),
        ]
      : [],
  );
  return [
    CHOICES_BEGIN,
    '',
    row('command', 'needs', 'the caller brings', 'signs', 'answers'),
    row('---', '---', '---', '---', '---'),
    ...commands,
    '',
    row('command', 'signs, with key', 'chosen by the caller', "by the owner's passkey", 'by the secure world'),
    row('---', '---', '---', '---', '---'),
    ...signatures,
    '',
    CHOICES_END,
  ].join('\n');
}

/** `text` with the content between two markers replaced, markers included. */
function between(text: string, begin: string, end: string, content: string): string {
  const [before, after] = [text.split(begin)[0], text.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${TARGET} lacks its marks`);
  return `${before}${content}${after}`;
}

export async function generate(): Promise<Record<string, string>> {
  const [header, present] = await Promise.all([HEADER, TARGET].map((path) => readFile(join(root, path), 'utf8')));
  if (header === undefined || present === undefined) throw new Error(`${HEADER} and ${TARGET} are both needed`);
  const commands = [...header.matchAll(COMMAND)];
  const defined = [...header.matchAll(/^#define EVLOCK_COMMAND_/gm)].length;
  if (commands.length !== defined) throw new Error(`${HEADER}: ${commands.length} of ${defined} commands are readable`);
  const text = [
    BEGIN,
    '',
    '## Commands',
    '',
    ...commands.flatMap(command),
    '## Status',
    '',
    ...numbers(header, 'STATUS'),
    '## Checks',
    '',
    ...numbers(header, 'CHECK'),
    END,
  ].join('\n');
  return { [TARGET]: between(between(present, BEGIN, END, text), CHOICES_BEGIN, CHOICES_END, choiceTables()) };
}
