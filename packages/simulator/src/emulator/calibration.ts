/** Counts to current and voltage, in the integer arithmetic of section 5 of the header. */
import type { Current } from '@evlock/protocol';
import { type Calibration, EVLOCK_COUNT_MAX, refusal, type Sample } from '@evlock/secure-world';

/** µA, positive out of the household; truncated towards zero. At most 8.2e9, so every product below 2^53 is exact. */
export const microAmps = ({ currentOffset, currentScale }: Calibration, count: number): number =>
  Math.trunc(((count * 1000 - currentOffset) * currentScale) / 1000);

/** Whole mV; below zero counts as 0. */
export const milliVolts = ({ voltageOffset, voltageScale }: Calibration, count: number): number => {
  const microVolts = Math.trunc(((count * 1000 - voltageOffset) * voltageScale) / 1000);
  return Math.max(0, Math.trunc(microVolts / 1000));
};

/** Throws `INVALID_INPUT` (reason COUNT) for counts that no 12-bit converter gives. */
export function checkCounts(samples: readonly Sample[]): void {
  if (samples.some(({ current, voltage }) => current > EVLOCK_COUNT_MAX || voltage > EVLOCK_COUNT_MAX)) {
    throw refusal('INVALID_INPUT', 'COUNT');
  }
}

/** Half or more of the current's counts are at a rail: unplugged, shorted or out of range. */
export const isSaturated = (samples: readonly Sample[]): boolean =>
  2 * samples.filter(({ current }) => current === 0 || current === EVLOCK_COUNT_MAX).length >= samples.length;

export const isFrozen = (samples: readonly Sample[]): boolean =>
  samples.every(({ current }) => current === samples[0]?.current);

/** Mean current in mA, truncated towards zero. */
export function meanCurrent(calibration: Calibration, samples: readonly Sample[]): Current {
  const sum = samples.reduce((total, { current }) => total + microAmps(calibration, current), 0);
  return Math.trunc(Math.trunc(sum / samples.length) / 1000) as Current;
}
