/** ADD_SAMPLES: raw counts into registers, and the watch over time, liveness and marks. */
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
import { FlowDetector, type FlowEvent } from './flow.ts';
import { registerOf } from './kept-deliveries.ts';
import { type BatchPower, count, importedPower, measure, NANOWATT_PER_MILLIWATT } from './registers.ts';
import type { OpenDelivery } from './state.ts';
import { NO_ENERGY, type World } from './world.ts';

type Batch = CommandRequest<'addSamples'>;
type MarkResult = CommandResponse<'addSamples'>['mark'];

/** Where the stream comes to with this batch. Throws `LIMIT_EXCEEDED` when more time is sampled than passed since it began. */
function advance(world: World, duration: number): { start: number; end: number; jumped: boolean } {
  const { now } = world;
  const end = world.volatile.stream.time + duration;
  if (end > now + EVLOCK_SAMPLE_SLACK_MS * 1000) throw refusal('LIMIT_EXCEEDED', 'SAMPLE_TIME');
  const late = now - end > EVLOCK_SAMPLE_LAG_MS * 1000;
  return late ? { start: now - duration, end: now, jumped: true } : { start: end - duration, end, jumped: false };
}

/** Since when the count of current has not changed, after this batch. */
function followFrozen(
  world: World,
  { samples, intervalMicros }: Batch,
  start: number,
): { count: number; since: number } {
  return samples.reduce(
    (run, { current }, index) =>
      current === run.count ? run : { count: current, since: start + (index + 1) * intervalMicros },
    world.volatile.frozen ?? { count: -1, since: start },
  );
}

/** A fault refuses the batch; an open delivery then signs no more receipts, and its energy stands. */
function checkSensor(world: World, samples: readonly Sample[], frozenMicros: number): void {
  const { delivery } = world.volatile;
  const saturated = isSaturated(samples);
  const frozen = delivery !== undefined && frozenMicros > EVLOCK_FROZEN_MS * 1000;
  if (!saturated && !frozen) return;
  if (delivery) delivery.sensorFault = true;
  throw refusal('SENSOR_FAULT', saturated ? 'SATURATED' : 'FROZEN');
}

/** One sample of an open delivery: what it shows of the marks, and how much was taken without one. */
function followMark(world: World, delivery: OpenDelivery, event: FlowEvent | undefined, energy: bigint): boolean {
  const { powerLimit } = world.provisioned.limits;
  const most = BigInt(powerLimit) * BigInt(NANOWATT_PER_MILLIWATT) * BigInt(EVLOCK_MARK_UNSEEN_MS * 1000);
  const isMark = event !== undefined && delivery.marks.observe(event);
  if (isMark) delivery.unmarked = 0n;
  delivery.unmarked += energy;
  if (delivery.record.role === 'buyer' && delivery.unmarked > most) delivery.marks.missing = true;
  return isMark;
}

/** Runs the samples past the flow detector and the marks of the open delivery. */
function followMarks(world: World, { samples, intervalMicros }: Batch, start: number, end: number): MarkResult {
  const { calibration } = world.provisioned;
  const { delivery } = world.volatile;
  const flow = flowOf(world);
  let seen = false;
  samples.forEach((sample, index) => {
    const magnitude = Math.abs(microAmps(calibration, sample.current));
    const event = flow.push(start + (index + 1) * intervalMicros, magnitude);
    if (!delivery) return;
    const energy = BigInt(importedPower(calibration, sample)) * BigInt(intervalMicros);
    seen = followMark(world, delivery, event, energy) || seen;
  });
  if (!delivery || delivery.record.role === 'seller') return 'none';
  delivery.marks.pass(end, flow.dipSince);
  if (delivery.marks.missing) return 'missing';
  if (seen) return 'seen';
  return flow.flowingSince === undefined ? 'none' : 'waiting';
}

/** The detector runs from the first sample on, so that a delivery that opens into a flow knows its beginning. */
function flowOf(world: World): FlowDetector {
  world.volatile.flow ??= new FlowDetector(world.provisioned.calibration.noiseFloor);
  return world.volatile.flow;
}

function means(power: BatchPower, size: number): { power: Power; current: Current; voltage: Voltage } {
  const milliWatt = (power.exported - power.imported) / BigInt(size) / 1_000_000n;
  return {
    power: Number(milliWatt) as Power,
    current: Math.trunc(Math.trunc(power.current / size) / 1000) as Current,
    voltage: Math.trunc(power.voltage / size) as Voltage,
  };
}

export function addSamples(world: World, batch: Batch): CommandResponse<'addSamples'> {
  const { calibration, limits, registers } = world.provisioned;
  const { samples, intervalMicros } = batch;
  if (intervalMicros < EVLOCK_INTERVAL_MIN_MICROS || intervalMicros > EVLOCK_INTERVAL_MAX_MICROS) {
    throw refusal('INVALID_INPUT', 'SAMPLE_INTERVAL');
  }
  if (samples.length === 0) throw refusal('INVALID_INPUT', 'SAMPLES_MIN');
  checkCounts(samples);
  const { start, end, jumped } = advance(world, samples.length * intervalMicros);
  const frozen = followFrozen(world, batch, start);
  checkSensor(world, samples, end - frozen.since);
  const power = measure(calibration, samples, limits.powerLimit);

  world.volatile.stream = { time: end, lag: world.now - end };
  world.volatile.frozen = frozen;
  count(registers, power, intervalMicros);
  const { delivery } = world.volatile;
  if (jumped) {
    flowOf(world).jump();
    delivery?.marks.observe({ kind: 'pause', at: start });
  }
  const mark = followMarks(world, batch, start, end);
  if (delivery && !delivery.sensorFault)
    delivery.record.energy = (registerOf(world, delivery.record.role) - delivery.record.base) as Energy;
  return {
    import: registers.import,
    export: registers.export,
    ...means(power, samples.length),
    mark,
    tradeEnergy: delivery?.record.energy ?? NO_ENERGY,
  };
}
