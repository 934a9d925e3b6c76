/** The two cumulative registers and the power behind them. Section 5 of the header, *Energy*. */
import type { Energy } from '@evlock/protocol';
import {
  type Calibration,
  EVLOCK_NANOWATT_MICROS_PER_MWH,
  EVLOCK_POWER_MAX_MILLIWATT,
  refusal,
  type Sample,
} from '@evlock/secure-world';
import { microAmps, milliVolts } from './calibration.ts';
import type { Registers } from './state.ts';

export const NANOWATT_PER_MILLIWATT = 1_000_000;
const MILLIWATT_HOUR = BigInt(EVLOCK_NANOWATT_MICROS_PER_MWH);

/** A batch of samples before it is counted. Sums over samples. */
export interface BatchPower {
  /** nW, not negative. */
  readonly imported: bigint;
  readonly exported: bigint;
  /** µA, signed. */
  readonly current: number;
  /** mV. */
  readonly voltage: number;
}

/** What one sample imports, in nW; 0 where it exports or is noise. */
export function importedPower(calibration: Calibration, { current, voltage }: Sample): number {
  const microAmpere = microAmps(calibration, current);
  const nanoWatt = microAmpere * milliVolts(calibration, voltage);
  return nanoWatt >= 0 || Math.abs(microAmpere) < calibration.noiseFloor * 1000 ? 0 : -nanoWatt;
}

/** Throws `LIMIT_EXCEEDED` (reason POWER) for a sample or a mean beyond what the meter can carry. `powerLimit` in mW. */
export function measure(calibration: Calibration, samples: readonly Sample[], powerLimit: number): BatchPower {
  let imported = 0n;
  let exported = 0n;
  let current = 0;
  let voltage = 0;
  const noiseFloor = calibration.noiseFloor * 1000;
  for (const sample of samples) {
    const microAmpere = microAmps(calibration, sample.current);
    const milliVolt = milliVolts(calibration, sample.voltage);
    const nanoWatt = microAmpere * milliVolt;
    if (Math.abs(nanoWatt) > EVLOCK_POWER_MAX_MILLIWATT * NANOWATT_PER_MILLIWATT)
      throw refusal('LIMIT_EXCEEDED', 'POWER');
    const isNoise = Math.abs(microAmpere) < noiseFloor;
    if (nanoWatt > 0 && !isNoise) exported += BigInt(nanoWatt);
    if (nanoWatt < 0 && !isNoise) imported += BigInt(-nanoWatt);
    current += microAmpere;
    voltage += milliVolt;
  }
  const bound = BigInt(powerLimit) * BigInt(NANOWATT_PER_MILLIWATT) * BigInt(samples.length);
  if (imported + exported > bound) throw refusal('LIMIT_EXCEEDED', 'POWER');
  return { imported, exported, current, voltage };
}

/** Counts a batch whose samples are `intervalMicros` apart. */
export function count(registers: Registers, power: BatchPower, intervalMicros: number): void {
  const importRest = registers.importRest + power.imported * BigInt(intervalMicros);
  const exportRest = registers.exportRest + power.exported * BigInt(intervalMicros);
  registers.import = (registers.import + importRest / MILLIWATT_HOUR) as Energy;
  registers.export = (registers.export + exportRest / MILLIWATT_HOUR) as Energy;
  registers.importRest = importRest % MILLIWATT_HOUR;
  registers.exportRest = exportRest % MILLIWATT_HOUR;
}
