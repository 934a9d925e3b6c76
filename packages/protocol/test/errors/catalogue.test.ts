import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CatalogueEntry, catalogue, codesWith, EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const documented = await readFile(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8');
const ROW = /^\| <a id="([^"]+)"><\/a>`([A-Z_0-9]+)` \| ([a-z]+) \| ([a-z-]+) \| (\d+) \| ([^|]+) \| ([^|]+) \|$/gm;
const entries: [string, CatalogueEntry][] = Object.entries(catalogue);

describe('error catalogue', () => {
  it('and docs/errors.md give the same class, peer action, status, message and remedy for the same codes', () => {
    const found = [...documented.matchAll(ROW)].map(([, ...cells]) => cells);
    const expected = entries.map(([code, { class: errorClass, peer, status, message, remedy }]) => [
      ...[code.toLowerCase(), code, errorClass, peer, String(status), message, remedy],
    ]);
    expect(found).toEqual(expected);
  });

  it.each(entries)('classifies %s', (_code, entry) => {
    expect(['refused', 'passing', 'fault']).toContain(entry.class);
    expect(['keep', 'slow-down', 'close']).toContain(entry.peer);
  });

  it('has whole sentences, and no remedy that says nothing', () => {
    for (const [code, { message, remedy }] of entries) {
      expect(message, code).toMatch(/^[A-Z].*\.$/);
      expect(remedy, code).toMatch(/^[A-Z`].*\.$/);
      expect(remedy.length, code).toBeGreaterThan(15);
    }
  });

  it('asks to slow down exactly where HTTP says 429, and never where the request was denied', () => {
    const slow = entries.filter(([, { peer }]) => peer === 'slow-down');
    expect(slow).toEqual(entries.filter(([, { status }]) => status === 429));
    expect(slow.map(([, entry]) => entry.class)).toEqual(['passing', 'passing']);
  });

  it('lists the codes that have a property', () => {
    expect(codesWith('exitCode')).toEqual(['AUDIT_FAILED']);
    expect(codesWith('meterFault')).toEqual(['DUPLICATE_METER', 'SEQUENCE_FORKED']);
  });
});

describe('EvlockError', () => {
  it('shows the offending values and where to read on', () => {
    const error = new EvlockError('ORDER_EXPIRED', { openBefore: 5, now: 6 });
    expect(error.message).toBe(`${catalogue.ORDER_EXPIRED.message} (openBefore=5, now=6)`);
    expect(error.toJSON()).toMatchObject({ class: 'refused', docs: 'docs/errors.md#order_expired' });
  });

  it('gives the units of amounts in the message, and leaves the details to programs', () => {
    const error = new EvlockError('BELOW_MINIMUM_LOT', { energy: '999', minimumLot: '1000' });
    expect(error.message).toBe(`${catalogue.BELOW_MINIMUM_LOT.message} (energy=999 mWh, minimumLot=1000 mWh)`);
    expect(error.toJSON().details).toEqual({ energy: '999', minimumLot: '1000' });
  });

  it('survives a wire, and an unknown code does not become a known one', () => {
    const sent = JSON.parse(JSON.stringify(new EvlockError('METER_BUSY', { meterKey: '0x01' })));
    expect(EvlockError.fromBody(sent)).toMatchObject({ code: 'METER_BUSY', details: { meterKey: '0x01' } });
    expect(EvlockError.fromBody({ code: '__proto__' }).code).toBe('INTERNAL');
    expect(EvlockError.fromBody({ code: 'ORDER_TAKEN', details: { deep: { value: 1 }, flat: 2 } }).details).toEqual({
      flat: 2,
    });
  });

  it('keeps what is not ours out of the message, and takes it for a fault', () => {
    const thrown = new Error('password=hunter2');
    const error = EvlockError.from(thrown);
    expect([error.code, error.class, EvlockError.isPassing(thrown)]).toEqual(['INTERNAL', 'fault', false]);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});
