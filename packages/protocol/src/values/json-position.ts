/** Where a text stops being JSON. The engine's own message gives a position only sometimes, and quotes the text, which may be secret. */

export interface TextPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** RFC 8259. */
const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may come next. `first` also allows the end of an empty array or object. */
type Expected = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'separator';

/** The first character that is not valid JSON where it is; the end of the text if it is merely incomplete. */
export function jsonErrorPosition(text: string): TextPosition {
  return positionOf(text, jsonErrorIndex(text));
}

function jsonErrorIndex(text: string): number {
  /** The brackets that are still open. */
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let at = skip(SPACE, text, 0);
  for (; at < text.length; at = skip(SPACE, text, at)) {
    const sign = text[at];
    const inside = open.at(-1);
    if (sign === (inside === '[' ? ']' : '}') && inside && mayEnd(expected, inside)) {
      open.pop();
      expected = 'separator';
      at++;
    } else if (expected === 'separator') {
      if (sign !== ',' || !inside) return at;
      expected = inside === '[' ? 'value' : 'name';
      at++;
    } else if (expected === 'colon') {
      if (sign !== ':') return at;
      expected = 'value';
      at++;
    } else if (expected === 'name' || expected === 'first name') {
      const next: number = sign === '"' ? skip(SCALAR, text, at) : at;
      if (next === at) return at;
      expected = 'colon';
      at = next;
    } else if (sign === '[' || sign === '{') {
      open.push(sign);
      expected = sign === '[' ? 'first value' : 'first name';
      at++;
    } else {
      const next: number = skip(SCALAR, text, at);
      if (next === at) return at;
      expected = 'separator';
      at = next;
    }
  }
  return at;
}

const mayEnd = (expected: Expected, inside: '[' | '{'): boolean =>
  expected === 'separator' || expected === (inside === '[' ? 'first value' : 'first name');

/** The end of the match of `pattern` at `from`; `from` itself if there is none. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

function positionOf(text: string, index: number): TextPosition {
  const before = text.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
