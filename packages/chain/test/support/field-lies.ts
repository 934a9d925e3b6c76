/**
 * Lies about single fields of endpoint answers, derived from true answers: nothing, the maximum, and the same field of another
 * answer, whether older or another trade's, meter's or account's.
 */
import type { Hex } from 'viem';

export interface Question {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Alters an answer to such a question; returns it unchanged if it lacks the field. */
export interface FieldLie {
  readonly name: string;
  readonly shape: string;
  readonly tell: (result: unknown) => unknown;
}

type Path = readonly (string | number)[];

/** The fields read from blocks, logs, transaction receipts and transactions. */
const READ: ReadonlySet<string> = new Set([
  'number',
  'hash',
  'parentHash',
  'timestamp',
  'logsBloom',
  'transactions',
  'address',
  'topics',
  'data',
  'blockNumber',
  'blockHash',
  'transactionHash',
  'transactionIndex',
  'logIndex',
  'removed',
  'logs',
  'status',
  'from',
  'to',
  'input',
  'gasUsed',
]);
const WORD_DIGITS = 64;
/** About one field. */
const MOST_OTHERS = 2;

/** Questions of one shape have answers of one shape: a method, and for calls the function called. */
export function shapeOf({ method, params }: Question): string {
  if (method !== 'eth_call') return method;
  return `${method} ${String((params[0] as { data?: string }).data).slice(0, 10)}`;
}

const isHex = (value: unknown): value is Hex => typeof value === 'string' && /^0x[0-9a-f]*$/i.test(value);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every list, and every field read, of an answer; a long hex string by its words. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (isHex(value)) return placesOfHex(value, at);
  if (typeof value === 'boolean') return [at];
  if (!isObject(value)) return [];
  if (Array.isArray(value)) return [at, ...value.flatMap((item, index) => placesOf(item, [...at, index]))];
  return Object.entries(value).flatMap(([name, item]) => (READ.has(name) ? placesOf(item, [...at, name]) : []));
}

function placesOfHex(value: Hex, at: Path): Path[] {
  const digits = value.length - 2;
  const isWords = digits > WORD_DIGITS && digits % WORD_DIGITS === 0 && at.at(-1) !== 'logsBloom';
  if (!isWords) return [at];
  return Array.from({ length: digits / WORD_DIGITS }, (_, word) => [...at, `word ${word}`]);
}

const wordOf = (part: string | number | undefined): number | undefined =>
  typeof part === 'string' && part.startsWith('word ') ? Number(part.slice(5)) : undefined;

function read(value: unknown, [part, ...rest]: Path): unknown {
  if (part === undefined) return value;
  const word = wordOf(part);
  if (word !== undefined) {
    const digits = isHex(value) ? value.slice(2 + word * WORD_DIGITS, 2 + (word + 1) * WORD_DIGITS) : '';
    return digits.length === WORD_DIGITS ? `0x${digits}` : undefined;
  }
  return isObject(value) ? read((value as Record<string, unknown>)[part], rest) : undefined;
}

function write(value: unknown, [part, ...rest]: Path, next: unknown): unknown {
  if (part === undefined) return next;
  const word = wordOf(part);
  if (word !== undefined) {
    if (!isHex(value)) return value;
    const from = 2 + word * WORD_DIGITS;
    return `${value.slice(0, from)}${String(next).slice(2)}${value.slice(from + WORD_DIGITS)}`;
  }
  const inner = write((value as Record<string, unknown>)[part], rest, next);
  return Array.isArray(value) ? value.with(Number(part), inner) : { ...(value as object), [part]: inner };
}

/** A quantity has no leading zeros, and is no longer than 64 bits here. */
const isQuantity = (value: Hex): boolean => value.length < 20;

function extremes(value: unknown): [string, unknown][] {
  if (typeof value === 'boolean') return [['the opposite', !value]];
  if (Array.isArray(value)) {
    const doubled: [string, unknown] = ['doubled', [...value, ...value]];
    return value.length === 0 ? [] : [['empty', []], ['without the last', value.slice(0, -1)], doubled];
  }
  if (!isHex(value)) return [];
  const digits = value.length - 2;
  const most = isQuantity(value) ? '0xffffffffffff' : `0x${'f'.repeat(digits)}`;
  const one = isQuantity(value) ? '0x1' : `0x${'1'.padStart(digits, '0')}`;
  return [
    ['zero', isQuantity(value) ? '0x0' : `0x${'0'.repeat(digits)}`],
    ['one', one],
    ['most', most],
  ];
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Every lie about answers of one shape. */
function liesAbout(shape: string, answers: readonly unknown[]): FieldLie[] {
  const places = new Map(answers.flatMap((answer) => placesOf(answer)).map((at) => [textOf(at), at]));
  const fields = [...places.values()].flatMap((at) => {
    const values = [...new Map(answers.map((answer) => [textOf(read(answer, at)), read(answer, at)])).values()];
    const shown = values.filter((value) => value !== undefined);
    const others = shown.slice(-MOST_OTHERS).map((value, index): [string, unknown] => [`another's ${index}`, value]);
    return [...extremes(shown[0]), ...others].map(([name, value]): FieldLie => {
      const tell = (answer: unknown): unknown => (read(answer, at) === undefined ? answer : write(answer, at, value));
      return { name: `${shape} ${at.join('.')}: ${name}`, shape, tell };
    });
  });
  const whole = { name: `${shape}: nothing`, shape, tell: () => null };
  return shape === 'eth_chainId' ? fields : [whole, ...fields];
}

/** True answers as received, and the lies derivable from them. */
export class AnswerBook {
  readonly #answers = new Map<string, Map<string, unknown>>();

  note(question: Question, result: unknown): void {
    const shape = shapeOf(question);
    const answers = this.#answers.get(shape) ?? new Map<string, unknown>();
    answers.set(textOf(question.params), result);
    this.#answers.set(shape, answers);
  }

  /** All lies about answers of these shapes. */
  lies(shapes: ReadonlySet<string>): FieldLie[] {
    return [...this.#answers].flatMap(([shape, answers]) =>
      shapes.has(shape) ? liesAbout(shape, [...answers.values()]) : [],
    );
  }
}
