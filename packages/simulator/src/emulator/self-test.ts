/** SELF_TEST_RESULT: whether the sensor reads zero where nothing flows, and the right current through a known load. */
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_SAMPLE_LAG_MS,
  EVLOCK_SELF_TEST_SAMPLES_MIN,
  EVLOCK_SELF_TEST_VALID_MS,
  refusal,
} from '@evlock/secure-world';
import { checkCounts, isFrozen, isSaturated, meanCurrent } from './calibration.ts';
import type { Device } from './device.ts';

type Outcome = CommandResponse<'selfTestResult'>;

function judge(device: Device, { open, reference }: CommandRequest<'selfTestResult'>): Outcome {
  const { calibration } = device.provisioned;
  const openCurrent = meanCurrent(calibration, open);
  const referenceCurrent = meanCurrent(calibration, reference);
  const error = Math.abs(referenceCurrent - calibration.referenceCurrent);
  const allowed = Math.abs(calibration.referenceCurrent) * calibration.referenceTolerance;
  const faults: readonly [Outcome['fault'], boolean][] = [
    ['saturated', isSaturated(open) || isSaturated(reference)],
    ['frozen', isFrozen(open) || isFrozen(reference)],
    ['offset', Math.abs(openCurrent) > calibration.noiseFloor],
    ['gain', error * 1_000_000 > allowed],
  ];
  const fault = faults.find(([, found]) => found)?.[0] ?? 'none';
  return { fault, openCurrent, referenceCurrent };
}

export function selfTestResult(device: Device, request: CommandRequest<'selfTestResult'>): Outcome {
  if (device.provisioned && device.volatile.delivery) throw refusal('OUT_OF_STATE', 'DELIVERY_OPEN');
  for (const samples of [request.open, request.reference]) {
    if (samples.length < EVLOCK_SELF_TEST_SAMPLES_MIN) throw refusal('INVALID_INPUT', 'SAMPLES_MIN');
    checkCounts(samples);
  }
  const outcome = judge(device, request);
  device.volatile.selfTest = { passed: outcome.fault === 'none', at: device.now };
  return outcome;
}

/** The same, or an open delivery with a sound sensor: no test can run during one. */
export function requireSoundSensor(device: Device): void {
  const { delivery, stream } = device.volatile;
  const isLive = device.now - stream.time <= EVLOCK_SAMPLE_LAG_MS * 1000;
  if (delivery && isLive && !delivery.sensorFault && !delivery.marks.missing) return;
  requireSelfTest(device);
}

/** Throws `SELF_TEST_REQUIRED` unless the last self-test passed within ten minutes. */
export function requireSelfTest(device: Device): void {
  const { selfTest } = device.volatile;
  const fresh = selfTest !== undefined && device.now - selfTest.at <= EVLOCK_SELF_TEST_VALID_MS * 1000;
  if (!selfTest?.passed || !fresh) throw refusal('SELF_TEST_REQUIRED');
}
