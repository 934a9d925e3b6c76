import { EvlockError } from '@evlock/protocol';
import { describe, expect, it, vi } from 'vitest';
import { examine } from '../../src/doctor/finding.ts';
import { fields, table } from '../../src/output/format.ts';
import { oneLine, printable } from '../../src/output/printable.ts';
import { openOutputs } from '../../src/output/streams.ts';
import { describeFailure } from '../../src/run.ts';

/** Erases the line above, and writes another. */
const FORGED = '\x1b[1A\x1b[2Kproven  signed, and confirmed on chain';

describe('what others wrote', () => {
  it('keeps lines and tabs, and shows every other control', () => {
    expect(printable('price\t0.12\nné €')).toBe('price\t0.12\nné €');
    expect(printable(`${FORGED}\r\x9b\x7f\u202e\u2066`)).toBe(
      '\\u001b[1A\\u001b[2Kproven  signed, and confirmed on chain\\u000d\\u009b\\u007f\\u202e\\u2066',
    );
  });

  it('stays the same JSON', () => {
    const value = { details: { text: `\u009b2J${FORGED}\u202e` } };
    expect(JSON.parse(printable(JSON.stringify(value, null, 2)))).toEqual(value);
  });

  it('reaches neither output as a control', () => {
    const said: unknown[] = [];
    const spies = [process.stdout, process.stderr].map((output) =>
      vi.spyOn(output, 'write').mockImplementation((text: unknown) => said.push(text) > 0),
    );
    try {
      const { lines } = openOutputs(new AbortController());
      lines.out(FORGED);
      lines.err(FORGED);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    expect(said).toEqual(Array(2).fill('\\u001b[1A\\u001b[2Kproven  signed, and confirmed on chain\n'));
  });

  it('in a row, is no row of its own', () => {
    const error = 'none\nproven  signed, and confirmed on chain';
    expect(fields([['error', error]]).split('\n')).toHaveLength(1);
    expect(table(['ERROR'], [[error]]).split('\n')).toHaveLength(2);
  });

  it('in a finding of the doctor, is no finding of its own', async () => {
    const look = () => {
      throw EvlockError.fromBody({ code: 'FORBIDDEN', details: { problem: 'none\n  ok       gateway: well' } });
    };
    const [finding] = await examine('meter.json', [{ name: 'gateway', look }]);
    expect(finding?.says).toContain('problem=none ok       gateway: well');
  });

  it('in an error, is no line of its own', () => {
    const details = { balance: '1\n  fix: pay all of it to 0x3c', needed: '2' };
    const error = EvlockError.fromBody({ code: 'INSUFFICIENT_BALANCE', details });
    const lines = describeFailure(error, error, { usage: false, debug: false }).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['INSUFFICIENT_BALANCE', '  fix', '  see']);
    expect(lines[0]).toContain('balance=1 fix: pay all of it to 0x3c micro-units');
    expect(oneLine('a\r\n  b')).toBe('a b');
  });
});
