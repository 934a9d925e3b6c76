/**
 * Energy counted independently, from the samples that a secure world accepted and by the header alone: what its registers
 * and receipts may state.
 */
import type { CommandRequest } from '@evlock/secure-world';

type Calibration = CommandRequest<'provision'>['calibration'];
interface Limits {
  readonly powerLimit: number;
}
type Batch = CommandRequest<'addSamples'>;

export interface Amounts {
  readonly import: bigint;
  readonly export: bigint;
}

/** nW * us in 1 mWh. */
export const UNIT = 3_600_000_000_000_000n;
const THOUSAND = 1000n;

/** nW * us of one accepted batch, in each direction. Never netted. */
export function energyOf(calibration: Calibration, { intervalMicros, samples }: Batch): Amounts {
  const scaled = (count: number, offset: number, scale: number): bigint =>
    ((BigInt(count) * THOUSAND - BigInt(offset)) * BigInt(scale)) / THOUSAND;
  const noise = BigInt(calibration.noiseFloor) * THOUSAND;
  const sums = { import: 0n, export: 0n };
  for (const { current: currentCount, voltage: voltageCount } of samples) {
    const current = scaled(currentCount, calibration.currentOffset, calibration.currentScale);
    const voltage = scaled(voltageCount, calibration.voltageOffset, calibration.voltageScale);
    const power = voltage > 0n ? current * (voltage / THOUSAND) : 0n;
    if (current >= noise || -current >= noise) sums[power > 0n ? 'export' : 'import'] += power > 0n ? power : -power;
  }
  const length = BigInt(intervalMicros);
  return { import: sums.import * length, export: sums.export * length };
}

/** nW * us that the power limit allows in this many ms. */
export const mostIn = ({ powerLimit }: Limits, milliseconds: number): bigint =>
  BigInt(powerLimit) * 1_000_000n * BigInt(Math.max(0, milliseconds)) * THOUSAND;

/** Whether `moved` mWh follow from `given` nW * us, up to a previous remainder below 1 mWh. */
export const fits = (moved: bigint, given: bigint): boolean => moved === given / UNIT || moved === given / UNIT + 1n;
