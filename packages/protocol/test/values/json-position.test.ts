import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonErrorPosition, parseJson } from '../../src/index.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the place where a text stops being JSON', () => {
  it.each([
    ['a comma too many', '{\n  "data": 1,,\n  "more": 2\n}', 2, 13],
    ['a comma at the end', '{\n  "data": 1,\n}', 3, 1],
    ['a comment', '{\n  // where it lies\n  "data": 1\n}', 2, 3],
    ['a name without quotes', '{ data: 1 }', 1, 3],
    ['single quotes', "[1, 'two']", 1, 5],
    ['a missing colon', '{"a" 1}', 1, 6],
    ['a missing comma', '["a"\n"b"]', 2, 1],
    ['a line inside a text', '{"a": "x\ny"}', 1, 7],
    ['a number with a leading zero', '{"a": 012}', 1, 8],
    ['a text cut off', '{"a": [1, 2', 1, 12],
    ['something after the end', '{}\n{}', 2, 1],
    ['a bracket of the other kind', '{"a": [1}', 1, 9],
    ['nothing', '', 1, 1],
  ])('is found for %s', (_name, text, line, column) => {
    expect(isJson(text)).toBe(false);
    expect(jsonErrorPosition(text)).toEqual({ line, column });
  });

  it('is the end of a document, whatever stands in it, when something follows', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonErrorPosition(`${text}]`)).toEqual({ line: 1, column: text.length + 1 });
        expect(jsonErrorPosition(`[\n${text}`)).toEqual({ line: 2, column: text.length + 1 });
      }),
    );
  });
});

describe('JSON by a schema', () => {
  const schema = z.strictObject({ a: z.number() });

  it('may begin with a byte-order mark', () => {
    expect(parseJson(schema, '\uFEFF{"a": 1}', 100)).toEqual({ a: 1 });
  });

  it('is refused with line and column, and nothing of what stands there', () => {
    const wrong = () => parseJson(schema, '{\n  "a": 1,,\n  "secret": "x"\n}', 100);
    expect(wrong).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        details: { field: '(whole)', problem: 'not JSON', line: 2, column: 10 },
      }),
    );
    expect(wrong).toThrow(/^(?!.*secret)/);
  });

  it('is called empty when it is', () => {
    const empty = expect.objectContaining({ details: { field: '(whole)', problem: 'is empty', line: 1, column: 1 } });
    expect(() => parseJson(schema, '', 100)).toThrow(empty);
  });
});
