/** What a driver sees in its files, in normal operation and with every fault. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../src/electrical/fault.ts';
import type { Simulation } from '../src/simulation.ts';
import { type Files, milliampere, millivolt, pairWithFiles } from './electrical/community.ts';

const FULL = 20_833;
const NEAR = 150;

describe('a community seen through its files', () => {
  let simulation: Simulation;
  let alice: Files;
  let bob: Files;
  let close: () => void;

  beforeEach(() => {
    ({ simulation, alice, bob, close } = pairWithFiles());
  });
  afterEach(() => close());

  const deliver = (ms = 100) => {
    alice.relay(true);
    bob.relay(true);
    simulation.advance(ms);
  };
  /** mA as the meter of `files` sees it, averaged over `ms`. */
  const seen = (files: Files, ms = 1000) => {
    let sum = 0;
    const count = ms / 20;
    for (let index = 0; index < count; index++) {
      simulation.advance(20);
      sum += milliampere(files.current);
    }
    return sum / count;
  };
  const truth = (name: string) => simulation.state().households.find((one) => one.name === name);
  const inject = (target: string, fault: Fault) => simulation.inject(target, fault);

  it('shows no current until both relays are closed', () => {
    expect(Math.abs(seen(alice))).toBeLessThan(NEAR);
    alice.relay(true);
    expect(Math.abs(seen(alice))).toBeLessThan(NEAR);
    bob.relay(true);
    simulation.advance(40);
    expect(Math.abs(seen(alice) - FULL)).toBeLessThan(NEAR);
    expect(Math.abs(seen(bob) + FULL)).toBeLessThan(NEAR);
  });

  it('shows the seller a higher voltage than the buyer, by the wire’s drop', () => {
    deliver();
    const difference = millivolt(alice.voltage) - millivolt(bob.voltage);
    expect(Math.abs(difference - 625)).toBeLessThan(120);
  });

  it('shows an interruption of the seller’s relay in the buyer’s current within 40 ms', () => {
    deliver();
    alice.relay(false);
    simulation.advance(40);
    expect(Math.abs(milliampere(bob.current))).toBeLessThan(NEAR);
    alice.relay(true);
    simulation.advance(40);
    expect(Math.abs(milliampere(bob.current) + FULL)).toBeLessThan(NEAR);
  });

  it('shows the reference load with the relay open', () => {
    alice.referenceLoad(true);
    simulation.advance(20);
    expect(Math.abs(seen(alice) - 5000)).toBeLessThan(50);
  });

  it('opens the relay when the watchdog is not fed, and keeps it open until the line was low', () => {
    const device = fs.openSync(join(alice.root, 'dev/watchdog0'), fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
    const feed = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 200) {
        fs.writeSync(device, '1');
        simulation.advance(200);
      }
    };
    alice.relay(true);
    bob.relay(true);
    feed(3000);
    expect(truth('alice')).toMatchObject({ relayClosed: true, watchdog: 'armed' });
    simulation.advance(1200);
    expect(truth('alice')).toMatchObject({ relayClosed: false, watchdog: 'fired' });
    feed(1000);
    expect(truth('alice')?.relayClosed).toBe(false);
    alice.relay(false);
    feed(200);
    alice.relay(true);
    feed(200);
    expect(truth('alice')).toMatchObject({ relayClosed: true, watchdog: 'armed' });
    fs.closeSync(device);
    simulation.advance(1200);
    expect(truth('alice')).toMatchObject({ relayClosed: false, watchdog: 'fired' });
  });

  it('leaves the relay alone when the watchdog was disarmed', () => {
    const device = fs.openSync(join(alice.root, 'dev/watchdog0'), fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
    alice.relay(true);
    simulation.advance(200);
    fs.writeSync(device, 'V');
    fs.closeSync(device);
    simulation.advance(5000);
    expect(truth('alice')).toMatchObject({ relayClosed: true, watchdog: 'off' });
  });

  describe('with a fault', () => {
    it('sensor-gain: the current is scaled, and right again once cleared', () => {
      deliver();
      const fault = inject('bob', { kind: 'sensor-gain', ppm: 500_000 });
      expect(Math.abs(seen(bob) + FULL / 2)).toBeLessThan(NEAR);
      simulation.clear(fault);
      expect(Math.abs(seen(bob) + FULL)).toBeLessThan(NEAR);
    });

    it('sensor-drift: the zero drifts', () => {
      inject('alice', { kind: 'sensor-drift', microvoltPerSecond: 6_600 });
      simulation.advance(30_000);
      expect(Math.abs(seen(alice) - 3_050)).toBeLessThan(NEAR);
    });

    it('sensor-unplugged: the counts wander over the range', () => {
      deliver();
      inject('bob', { kind: 'sensor-unplugged' });
      const counts = Array.from({ length: 100 }, () => {
        simulation.advance(20);
        return bob.current;
      });
      expect(Math.max(...counts) - Math.min(...counts)).toBeGreaterThan(1500);
    });

    it('sensor-inverted: the current has the opposite sign', () => {
      deliver();
      inject('bob', { kind: 'sensor-inverted' });
      expect(Math.abs(seen(bob) - FULL)).toBeLessThan(NEAR);
    });

    it('sensor-stuck: one value while the current changes', () => {
      deliver();
      inject('bob', { kind: 'sensor-stuck' });
      const frozen = bob.current;
      alice.relay(false);
      simulation.advance(500);
      expect(bob.current).toBe(frozen);
    });

    it('sensor-replay: the earlier current continues after the relay opened', () => {
      deliver(1000);
      inject('bob', { kind: 'sensor-replay', conversions: 40 });
      alice.relay(false);
      const counts = Array.from({ length: 80 }, () => {
        simulation.advance(20);
        return bob.current;
      });
      expect(counts.slice(0, 40)).toEqual(counts.slice(40));
      expect(new Set(counts).size).toBeGreaterThan(1);
      expect(counts.every((count) => Math.abs(milliampere(count) + FULL) < NEAR)).toBe(true);
    });

    it('voltage-gain and voltage-stuck: the voltage is scaled, then frozen', () => {
      simulation.advance(20);
      const right = bob.voltage;
      inject('bob', { kind: 'voltage-gain', ppm: 900_000 });
      simulation.advance(20);
      expect(Math.abs(bob.voltage - right * 0.9)).toBeLessThan(10);
      inject('bob', { kind: 'voltage-stuck' });
      const frozen = bob.voltage;
      const values = Array.from({ length: 30 }, () => {
        simulation.advance(20);
        return bob.voltage;
      });
      expect(new Set([frozen, ...values]).size).toBe(1);
    });

    it('adc-garbage: the file holds something other than a number', () => {
      const fault = inject('bob', { kind: 'adc-garbage' });
      simulation.advance(20);
      expect(bob.current).toBeNaN();
      simulation.clear(fault);
      simulation.advance(20);
      expect(Math.abs(milliampere(bob.current))).toBeLessThan(NEAR);
    });

    it('relay-welded: current continues after the line went low', () => {
      deliver();
      inject('alice', { kind: 'relay-welded' });
      alice.relay(false);
      expect(Math.abs(seen(alice) - FULL)).toBeLessThan(NEAR);
    });

    it('relay-stuck-open: no current although the line is high', () => {
      inject('bob', { kind: 'relay-stuck-open' });
      deliver();
      expect(Math.abs(seen(bob))).toBeLessThan(NEAR);
      expect(truth('bob')?.relayClosed).toBe(false);
    });

    it('watchdog-dead: an unfed watchdog leaves the relay closed', () => {
      inject('alice', { kind: 'watchdog-dead' });
      const device = fs.openSync(join(alice.root, 'dev/watchdog0'), fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
      alice.relay(true);
      simulation.advance(3000);
      expect(truth('alice')?.relayClosed).toBe(true);
      fs.closeSync(device);
    });

    it('reference-load-broken: the self-test line draws nothing', () => {
      inject('alice', { kind: 'reference-load-broken' });
      alice.referenceLoad(true);
      expect(Math.abs(seen(alice))).toBeLessThan(NEAR);
    });

    it.each<Fault>([{ kind: 'converter-failed' }, { kind: 'battery-failed' }])('$kind: nothing is sent', (fault) => {
      deliver();
      inject('alice', fault);
      expect(Math.abs(seen(bob))).toBeLessThan(NEAR);
    });

    it('panel-failed and load-tripped: generation and load end, the bus voltage shows it', () => {
      simulation.setLoad('bob', 2_000_000);
      simulation.advance(1000);
      const loaded = truth('bob')?.voltage ?? 0;
      inject('bob', { kind: 'load-tripped' });
      inject('bob', { kind: 'panel-failed' });
      simulation.advance(1000);
      expect(truth('bob')).toMatchObject({ load: 0, generation: 0 });
      expect(truth('bob')?.voltage).toBeGreaterThan(loaded + 500);
      expect(millivolt(bob.voltage)).toBeGreaterThan(loaded + 400);
    });

    it('wire-cut: both meters see nothing', () => {
      deliver();
      inject('alice-bob', { kind: 'wire-cut' });
      expect(Math.abs(seen(alice))).toBeLessThan(NEAR);
      expect(Math.abs(seen(bob))).toBeLessThan(NEAR);
    });

    it('wire-leak: the buyer sees less than the seller', () => {
      deliver();
      inject('alice-bob', { kind: 'wire-leak', milliohm: 16_000 });
      expect(Math.abs(seen(alice) - FULL)).toBeLessThan(NEAR);
      // 48.4 V over 16 Ω.
      expect(Math.abs(seen(bob) + FULL - 3_030)).toBeLessThan(NEAR);
    });

    it('wire-bypass: the seller sends, the buyer’s meter sees nothing', () => {
      deliver();
      inject('alice-bob', { kind: 'wire-bypass', to: 'receiver' });
      const stored = truth('bob')?.stored ?? 0n;
      expect(Math.abs(seen(alice) - FULL)).toBeLessThan(NEAR);
      expect(Math.abs(seen(bob, 10_000))).toBeLessThan(NEAR);
      expect(truth('bob')?.stored).toBeGreaterThan(stored + 2000n);
    });

    it('wire-foreign-feed: the buyer’s meter sees current without the seller’s marks', () => {
      deliver();
      inject('alice-bob', { kind: 'wire-foreign-feed', milliwatt: 1_000_000 });
      expect(Math.abs(seen(alice) - FULL)).toBeLessThan(NEAR);
      alice.relay(false);
      simulation.advance(100);
      expect(Math.abs(seen(alice))).toBeLessThan(NEAR);
      expect(Math.abs(seen(bob) + FULL)).toBeLessThan(NEAR);
    });

    it('is refused for a part that does not exist', () => {
      expect(() => inject('carol', { kind: 'sensor-stuck' })).toThrowError(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
      expect(() => inject('alice', { kind: 'wire-cut' })).toThrowError(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
      expect(() => simulation.clear(99)).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
    });
  });
});
