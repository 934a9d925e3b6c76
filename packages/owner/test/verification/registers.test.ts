import { verifyRegisters } from '@evlock/owner';
import type { EnergyHistory } from '@evlock/protocol';
import { energyHistoryOf, signedReadings } from '@evlock/testing/owner/history-samples';
import { meterKey, stranger } from '@evlock/testing/owner/samples';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';

const moments = [0, 900, 1_800, 2_700];
const ends = [0, 900, 1_800, 2_700];
const shown = energyHistoryOf(moments, signedReadings(ends));
const failed = (view: EnergyHistory) => verifyRegisters(view, { deployment, meterKey, moments }).verdict.failed;
const reading = (change: object): EnergyHistory => ({
  ...shown,
  readings: shown.readings.map((one, index) =>
    index === 1 && one ? { ...one, reading: { ...one.reading, ...change } } : one,
  ),
});
const receipts = (change: (of: EnergyHistory['trades'][number]) => object): EnergyHistory => ({
  ...shown,
  trades: shown.trades.map((one) => ({ ...one, ...change(one) })),
});

describe('registers that a gateway shows', () => {
  it('hold as they were signed; what is left out, and when receipts came, is its word', () => {
    const { verdict } = verifyRegisters(shown, { deployment, meterKey, moments });
    expect(verdict).toEqual({ failed: [], unchecked: ['completeness', 'times'] });
    expect(failed(energyHistoryOf(moments, []))).toEqual([]);
  });

  it.each<[string, EnergyHistory, string[]]>([
    ['a value that was never signed', reading({ import: 15n }), ['readings']],
    ['another meter’s', energyHistoryOf(moments, signedReadings(ends, stranger.meter)), ['readings']],
    ['a reading of later', { ...shown, readings: shown.readings.map(() => shown.readings[3] ?? null) }, ['moments']],
    ['too few', { ...shown, readings: shown.readings.slice(1) }, ['moments']],
    [
      'in another order',
      { ...shown, readings: [null, shown.readings[1] ?? null, shown.readings[0] ?? null, null] },
      ['registers'],
    ],
    ['another trade’s receipts', receipts(() => ({ trade: hex('8') })), ['receipts']],
    ['another role’s', receipts(() => ({ role: 'seller' })), ['receipts']],
    ['receipts that go back', receipts(({ receipts: all }) => ({ receipts: all.toReversed() })), ['receipts']],
    ['too few receipts', receipts(({ receipts: all }) => ({ receipts: all.slice(1) })), ['receipts']],
  ])('are marked: %s', (_name, view, checks) => expect(failed(view)).toEqual(checks));
});
