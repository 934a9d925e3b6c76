import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const documented = await readFile(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8');

describe('error catalogue', () => {
  it('and docs/errors.md name the same codes with the same solutions', () => {
    const rows = [...documented.matchAll(/^\| <a id="([^"]+)"><\/a>`([A-Z_0-9]+)` \| (\d+) \| (.+) \| (.+) \|$/gm)];
    const found = rows.map(([, anchor, code, status, message, solve]) => ({ anchor, code, status, message, solve }));
    const expected = Object.entries(catalogue).map(([code, entry]) => ({
      anchor: code.toLowerCase(),
      code,
      status: String(entry.status),
      message: entry.message,
      solve: entry.solve,
    }));
    expect(found).toEqual(expected);
  });

  it('has no solution that says nothing', () => {
    for (const [code, { message, solve }] of Object.entries(catalogue)) {
      expect(message.endsWith('.'), code).toBe(true);
      expect(solve.length, code).toBeGreaterThan(15);
    }
  });
});

describe('EvlockError', () => {
  it('shows the offending values and where to read on', () => {
    const error = new EvlockError('ORDER_EXPIRED', { openBefore: 5, now: 6 });
    expect(error.message).toBe('The order is past its `openBefore`. (openBefore=5, now=6)');
    expect(error.toJSON().docs).toBe('docs/errors.md#order_expired');
  });

  it('survives a wire, and an unknown code does not become a known one', () => {
    const sent = JSON.parse(JSON.stringify(new EvlockError('METER_BUSY', { meterKey: '0x01' })));
    expect(EvlockError.fromBody(sent)).toMatchObject({ code: 'METER_BUSY', details: { meterKey: '0x01' } });
    expect(EvlockError.fromBody({ code: '__proto__' }).code).toBe('INTERNAL');
    expect(EvlockError.fromBody({ code: 'ORDER_TAKEN', details: { deep: { value: 1 }, flat: 2 } }).details).toEqual({
      flat: 2,
    });
  });

  it('keeps what is not ours out of the message', () => {
    const error = EvlockError.from(new Error('password=hunter2'));
    expect(error.code).toBe('INTERNAL');
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});
