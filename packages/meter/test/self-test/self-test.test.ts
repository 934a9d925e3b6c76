import type { Current } from '@evlock/protocol';
import type { Sample, SelfTestOutcome } from '@evlock/secure-world';
import { nominalCalibration } from '@evlock/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Iio } from '../../src/drivers/iio.ts';
import { ReferenceLoad } from '../../src/drivers/reference-load.ts';
import { Relay } from '../../src/drivers/relay.ts';
import { SelfTest } from '../../src/self-test/self-test.ts';
import { type Hardware, hardware } from '../drivers/hardware.ts';

const calibration = nominalCalibration();

type Samples = { readonly open: readonly Sample[]; readonly reference: readonly Sample[] };

/** Mean current in mA. */
const mean = (samples: readonly Sample[]): Current => {
  const sum = samples.reduce((total, { current }) => total + (current * 1000 - calibration.currentOffset), 0);
  return Math.trunc((sum * calibration.currentScale) / (samples.length * 1_000_000)) as Current;
};

/** Evaluates as the trusted application's header specifies. */
function judge({ open, reference }: Samples): SelfTestOutcome['fault'] {
  if (new Set([...open, ...reference].map((one) => one.current)).size === 1) return 'frozen';
  if (Math.abs(mean(open)) > calibration.noiseFloor) return 'offset';
  const error = Math.abs(mean(reference) - calibration.referenceCurrent) / calibration.referenceCurrent;
  return error * 1_000_000 > calibration.referenceTolerance ? 'gain' : 'none';
}

const secureWorld = {
  selfTestResult: async (samples: Samples): Promise<SelfTestOutcome> => ({
    fault: judge(samples),
    openCurrent: mean(samples.open),
    referenceCurrent: mean(samples.reference),
  }),
};

describe('SelfTest', () => {
  let world: Hardware;
  let iio: Iio;
  let relay: Relay;
  let referenceLoad: ReferenceLoad;
  beforeEach(() => {
    world = hardware();
    iio = new Iio({ sysfsRoot: world.root });
    relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    referenceLoad = ReferenceLoad.open({ sysfsRoot: world.root, gpio: 27 });
  });
  afterEach(() => {
    relay.dispose();
    referenceLoad.dispose();
    iio.close();
    world.close();
  });
  const run = (signal = new AbortController().signal) =>
    new SelfTest({}, { clock: world.clock, iio, relay, referenceLoad, secureWorld }).run(signal);

  it('passes a sound sensor in about two seconds, leaving the relay open and the load off', async () => {
    relay.drive('closed');
    const before = world.clock.monotonic();
    const outcome = await run();
    expect(outcome.fault).toBe('none');
    expect(Math.abs(outcome.referenceCurrent - 5000)).toBeLessThan(50);
    expect(world.clock.monotonic() - before).toBeLessThan(2500);
    expect(relay.closed).toBe(false);
    world.advance(40);
    expect(world.simulation.state().households[0]).toMatchObject({ referenceLoad: false, relayClosed: false });
  });

  it.each([
    [{ kind: 'sensor-gain', ppm: 500_000 }, 'gain'],
    [{ kind: 'sensor-gain', ppm: 2_000_000 }, 'gain'],
    [{ kind: 'sensor-inverted' }, 'gain'],
    [{ kind: 'sensor-unplugged' }, 'offset'],
    [{ kind: 'sensor-stuck' }, 'frozen'],
    [{ kind: 'sensor-replay', conversions: 100 }, 'gain'],
    [{ kind: 'reference-load-broken' }, 'gain'],
  ] as const)('finds %j: %s', async (fault, expected) => {
    world.advance(2000);
    world.simulation.inject('alice', fault);
    expect((await run()).fault).toBe(expected);
  });

  it('finds a drifted zero, and a welded relay', async () => {
    const drift = world.simulation.inject('alice', { kind: 'sensor-drift', microvoltPerSecond: 1000 });
    world.advance(20_000);
    expect((await run()).fault).toBe('offset');
    world.simulation.clear(drift);
    const partner = Relay.open({ sysfsRoot: world.partnerRoot, gpio: 17 });
    partner.drive('closed');
    relay.drive('closed');
    world.advance(100);
    world.simulation.inject('alice', { kind: 'relay-welded' });
    expect((await run()).fault).toBe('offset');
    partner.dispose();
  });

  it('switches the load off when the sensor is unreadable, or the test is stopped', async () => {
    world.simulation.inject('alice', { kind: 'adc-garbage' });
    await expect(run()).rejects.toMatchObject({ code: 'SENSOR_FAULT' });
    await expect(run(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    world.advance(40);
    expect(world.simulation.state().households[0]?.referenceLoad).toBe(false);
  });
});
