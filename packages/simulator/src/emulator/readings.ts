/** SIGN_READING: the registers over an interval, each reading chained to the one before. */
import { Reading } from '@evlock/protocol';
import { type CommandRequest, type CommandResponse, EVLOCK_READING_STEP_MAX_S, refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';

const CLOCK_SET = 1;
const RESTARTED = 2;
const SELF_TEST_FAILED = 4;

export function signReading(device: Device, request: CommandRequest<'signReading'>): CommandResponse<'signReading'> {
  const { domain, registers, reading: chain } = device.provisioned;
  const { meter } = device.ownKeys;
  if ((request.flags & ~CLOCK_SET) !== 0) throw refusal('INVALID_INPUT', 'FLAGS');
  if (request.intervalEnd <= request.intervalStart) throw refusal('INVALID_INPUT', 'INTERVAL');
  if (request.intervalStart < chain.intervalEnd) throw refusal('REPLAYED', 'INTERVAL');
  if (request.intervalEnd > Math.max(chain.intervalEnd, device.date) + EVLOCK_READING_STEP_MAX_S) {
    throw refusal('LIMIT_EXCEEDED', 'INTERVAL');
  }
  const restarted = chain.bootCount !== device.state.bootCount ? RESTARTED : 0;
  const failed = device.volatile.selfTest?.passed === false ? SELF_TEST_FAILED : 0;
  const reading: Reading = {
    meterKey: meter.address,
    sequence: device.take(chain.sequence),
    intervalStart: request.intervalStart,
    intervalEnd: request.intervalEnd,
    import: registers.import,
    export: registers.export,
    flags: request.flags | restarted | failed,
    previousHash: chain.lastHash,
  };
  chain.lastSequence = reading.sequence;
  chain.lastHash = Reading.hash(reading);
  chain.intervalEnd = reading.intervalEnd;
  chain.bootCount = device.state.bootCount;
  return { reading, signature: meter.sign(Reading.digest(domain, reading)) };
}
