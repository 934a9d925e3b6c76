/** The constants with which a secure world converts counts to current and voltage. */
import type { Current, Ppm } from '@evlock/protocol';
import type { Calibration } from '@evlock/secure-world';
import { type Hardware, hardware } from './config.ts';

/**
 * The calibration of a meter with this hardware: data-sheet values, before component tolerances. `noiseFloor` is six
 * standard deviations of one measurement; the tolerance leaves room for 1 % parts and the noise of a self-test.
 */
export function nominalCalibration(parts: Hardware = hardware.parse({})): Calibration {
  const { currentSensor, voltageSensor, adcPicovoltPerCount } = parts;
  const currentRatio = currentSensor.divider.numerator / currentSensor.divider.denominator;
  const voltageRatio = voltageSensor.divider.numerator / voltageSensor.divider.denominator;
  const microvoltPerCount = adcPicovoltPerCount / 1e6;
  return {
    currentOffset: Math.round((currentSensor.zeroMillivolt * 1e6 * currentRatio) / microvoltPerCount),
    currentScale: Math.round((microvoltPerCount * 1e6) / (currentRatio * currentSensor.microvoltPerAmpere)),
    voltageOffset: 0,
    voltageScale: Math.round(microvoltPerCount / voltageRatio),
    noiseFloor: Math.ceil((6 * currentSensor.noiseMicrovolt * 1000) / currentSensor.microvoltPerAmpere) as Current,
    referenceCurrent: parts.referenceMilliampere as Current,
    referenceTolerance: 20_000 as Ppm,
  };
}
