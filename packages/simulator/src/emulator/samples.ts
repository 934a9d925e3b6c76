/** ADD_SAMPLES: raw counts into registers, with checks on time, liveness and marks. */
import type { Current, Energy, Power, Voltage } from '@evlock/protocol';
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_FROZEN_MS,
  EVLOCK_INTERVAL_MAX_MICROS,
  EVLOCK_INTERVAL_MIN_MICROS,
  EVLOCK_MARK_UNSEEN_MS,
  EVLOCK_SAMPLE_LAG_MS,
  EVLOCK_SAMPLE_SLACK_MS,
  refusal,
  type Sample,
} from '@evlock/secure-world';
import { checkCounts, isSaturated, microAmps } from './calibration.ts';
import { type Device, NO_ENERGY } from './device.ts';
import { FlowDetector, type FlowEvent } from './flow.ts';
import { registerOf } from './kept-deliveries.ts';
import { type BatchPower, count, importedPower, measure, NANOWATT_PER_MILLIWATT } from './registers.ts';
import type { OpenDelivery } from './state.ts';

type Batch = CommandRequest<'addSamples'>;
type MarkResult = CommandResponse<'addSamples'>['mark'];

/**
 * Where the stream stands after this batch. Throws `LIMIT_EXCEEDED` when more time is sampled than has passed since it
 * began.
 */
function advance(device: Device, duration: number): { start: number; end: number; jumped: boolean } {
  const { now } = device;
  const end = device.volatile.stream.time + duration;
  if (end > now + EVLOCK_SAMPLE_SLACK_MS * 1000) throw refusal('LIMIT_EXCEEDED', 'SAMPLE_TIME');
  const late = now - end > EVLOCK_SAMPLE_LAG_MS * 1000;
  return late ? { start: now - duration, end: now, jumped: true } : { start: end - duration, end, jumped: false };
}

/** Since when the current count has not changed, after this batch. */
function followFrozen(
  device: Device,
  { samples, intervalMicros }: Batch,
  start: number,
): { count: number; since: number } {
  return samples.reduce(
    (run, { current }, index) =>
      current === run.count ? run : { count: current, since: start + (index + 1) * intervalMicros },
    device.volatile.frozen ?? { count: -1, since: start },
  );
}

/** A fault refuses the batch; an open delivery then signs no more receipts, and its energy is frozen. */
function checkSensor(device: Device, samples: readonly Sample[], frozenMicros: number): void {
  const { delivery } = device.volatile;
  const saturated = isSaturated(samples);
  const frozen = delivery !== undefined && frozenMicros > EVLOCK_FROZEN_MS * 1000;
  if (!saturated && !frozen) return;
  if (delivery) delivery.sensorFault = true;
  throw refusal('SENSOR_FAULT', saturated ? 'SATURATED' : 'FROZEN');
}

/** One sample of an open delivery: what it shows of the marks, and how much was taken without one. */
function followMark(device: Device, delivery: OpenDelivery, event: FlowEvent | undefined, energy: bigint): boolean {
  const { powerLimit } = device.provisioned.limits;
  const most = BigInt(powerLimit) * BigInt(NANOWATT_PER_MILLIWATT) * BigInt(EVLOCK_MARK_UNSEEN_MS * 1000);
  const isMark = event !== undefined && delivery.marks.observe(event);
  if (isMark) delivery.unmarked = 0n;
  delivery.unmarked += energy;
  if (delivery.record.role === 'buyer' && delivery.unmarked > most) delivery.marks.missing = true;
  return isMark;
}

/** Runs the samples past the flow detector and the marks of the open delivery. */
function followMarks(device: Device, { samples, intervalMicros }: Batch, start: number, end: number): MarkResult {
  const { calibration } = device.provisioned;
  const { delivery } = device.volatile;
  const flow = flowOf(device);
  let seen = false;
  samples.forEach((sample, index) => {
    const magnitude = Math.abs(microAmps(calibration, sample.current));
    const event = flow.push(start + (index + 1) * intervalMicros, magnitude);
    if (!delivery) return;
    const energy = BigInt(importedPower(calibration, sample)) * BigInt(intervalMicros);
    seen = followMark(device, delivery, event, energy) || seen;
  });
  if (!delivery || delivery.record.role === 'seller') return 'none';
  delivery.marks.pass(end, flow.dipSince);
  if (delivery.marks.missing) return 'missing';
  if (seen) return 'seen';
  return flow.flowingSince === undefined ? 'none' : 'waiting';
}

/** The detector runs from the first sample on, so that a delivery opened during a flow knows its start. */
function flowOf(device: Device): FlowDetector {
  device.volatile.flow ??= new FlowDetector(device.provisioned.calibration.noiseFloor);
  return device.volatile.flow;
}

function means(power: BatchPower, size: number): { power: Power; current: Current; voltage: Voltage } {
  const milliWatt = (power.exported - power.imported) / BigInt(size) / 1_000_000n;
  return {
    power: Number(milliWatt) as Power,
    current: Math.trunc(Math.trunc(power.current / size) / 1000) as Current,
    voltage: Math.trunc(power.voltage / size) as Voltage,
  };
}

export function addSamples(device: Device, batch: Batch): CommandResponse<'addSamples'> {
  const { calibration, limits, registers } = device.provisioned;
  const { samples, intervalMicros } = batch;
  if (intervalMicros < EVLOCK_INTERVAL_MIN_MICROS || intervalMicros > EVLOCK_INTERVAL_MAX_MICROS) {
    throw refusal('INVALID_INPUT', 'SAMPLE_INTERVAL');
  }
  if (samples.length === 0) throw refusal('INVALID_INPUT', 'SAMPLES_MIN');
  checkCounts(samples);
  const { start, end, jumped } = advance(device, samples.length * intervalMicros);
  const frozen = followFrozen(device, batch, start);
  checkSensor(device, samples, end - frozen.since);
  const power = measure(calibration, samples, limits.powerLimit);

  device.volatile.stream = { time: end, lag: device.now - end };
  device.volatile.frozen = frozen;
  count(registers, power, intervalMicros);
  const { delivery } = device.volatile;
  if (jumped) {
    flowOf(device).jump();
    delivery?.marks.observe({ kind: 'pause', at: start });
  }
  const mark = followMarks(device, batch, start, end);
  if (delivery && !delivery.sensorFault)
    delivery.record.energy = (registerOf(device, delivery.record.role) - delivery.record.base) as Energy;
  return {
    import: registers.import,
    export: registers.export,
    ...means(power, samples.length),
    mark,
    tradeEnergy: delivery?.record.energy ?? NO_ENERGY,
  };
}
