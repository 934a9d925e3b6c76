/** The simulator's files, driven by a clock whose sleeps are simulated time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, milliseconds, timestamp } from '@evlock/protocol';
import { parseCommunityConfig, Simulation } from '@evlock/simulator';

const START = 1_813_806_000;

export interface Hardware {
  readonly simulation: Simulation;
  readonly clock: Clock;
  /** Stands for `/sys`; the watchdog is `dev/watchdog0` in it. */
  readonly root: string;
  readonly partnerRoot: string;
  advance(ms: number): void;
  close(): void;
}

/** Alice's hardware, with Bob's at the other end of a wire; Alice can send 1 kW. */
export function hardware(): Hardware {
  const folder = mkdtempSync(join(tmpdir(), 'evlock-drivers-'));
  let passed = 0;
  const clock: Clock = {
    now: () => timestamp(START + Math.floor(passed / 1000)),
    monotonic: () => milliseconds(passed),
    sleep: async (length, signal) => {
      signal?.throwIfAborted();
      advance(Math.max(0, length));
    },
  };
  const config = parseCommunityConfig({
    start: START,
    households: ['alice', 'bob'].map((name) => ({ name, root: join(folder, name) })),
    wires: [{ id: 'alice-bob', from: 'alice', to: 'bob' }],
  });
  const simulation = new Simulation(config, { clock });
  const advance = (ms: number) => {
    passed += ms;
    simulation.advance(ms);
  };
  simulation.open();
  return {
    simulation,
    clock,
    root: join(folder, 'alice'),
    partnerRoot: join(folder, 'bob'),
    advance,
    close: () => {
      simulation.close();
      rmSync(folder, { recursive: true });
    },
  };
}
