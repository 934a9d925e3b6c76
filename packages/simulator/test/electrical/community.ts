/** Two households and a wire for the tests, with or without files, advanced manually. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, milliseconds, timestamp } from '@evlock/protocol';
import { type CommunityConfigInput, parseCommunityConfig } from '../../src/electrical/config.ts';
import { Simulation } from '../../src/simulation.ts';

/** Noon of a June day in Seoul. */
export const NOON = 1_813_806_000;

const stillClock: Clock = {
  now: () => timestamp(NOON),
  monotonic: () => milliseconds(0),
  sleep: () => Promise.resolve(),
};

const quietParts = {
  panel: { peakMilliwatt: 0 },
  load: { meanMilliwatt: 0 },
} as const;

/** Alice can send to Bob; no sun, no load, noise as in a real sensor. */
export function pair(change: Partial<CommunityConfigInput> = {}, modules: { clock: Clock } = { clock: stillClock }) {
  const config = parseCommunityConfig({
    start: NOON,
    households: [
      { name: 'alice', ...quietParts },
      { name: 'bob', ...quietParts },
    ],
    wires: [{ id: 'alice-bob', from: 'alice', to: 'bob' }],
    ...change,
  });
  return new Simulation(config, modules);
}

/** The files of one household, as a driver would use them. */
export class Files {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  text(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  get current(): number {
    return Number(this.text('bus/iio/devices/iio:device0/in_voltage0_raw'));
  }

  get voltage(): number {
    return Number(this.text('bus/iio/devices/iio:device0/in_voltage1_raw'));
  }

  relay(closed: boolean): void {
    this.#line(17, closed);
  }

  referenceLoad(on: boolean): void {
    this.#line(27, on);
  }

  #line(gpio: number, high: boolean): void {
    writeFileSync(join(this.root, `class/gpio/gpio${gpio}/value`), high ? '1' : '0', { flag: 'r+' });
  }
}

/** `pair` with files in a temporary folder. */
export function pairWithFiles(modules?: { clock: Clock }) {
  const folder = mkdtempSync(join(tmpdir(), 'evlock-simulator-'));
  const simulation = pair(
    {
      households: ['alice', 'bob'].map((name) => ({ name, root: join(folder, name), ...quietParts })),
    },
    modules,
  );
  simulation.open();
  const close = () => {
    simulation.close();
    rmSync(folder, { recursive: true });
  };
  return { simulation, alice: new Files(join(folder, 'alice')), bob: new Files(join(folder, 'bob')), close };
}

/** mA by the sensor's nominal values. */
export const milliampere = (counts: number): number => ((counts * 1000 - 2_275_556) * 16_646) / 1_000_000;
export const millivolt = (counts: number): number => (counts * 14_941) / 1000;
