/** Written by `npm run bench:trustzone`; the source of `docs/measurements.md`. Times in microseconds, sizes in bytes. */

import type { Latency } from '../statistics.ts';
import type { Operation } from './gauges.ts';
import type { RoundTrips } from './round-trips.ts';
import type { CommandUsage, Life } from './wear.ts';

export interface OperationTime {
  readonly operation: Operation;
  /** One operation in the trusted application, by its own clock. */
  readonly inside: number;
  /** The same code on the host's processor. */
  readonly native: number;
  readonly timesNative: number;
  readonly instructions: number;
}

export interface Memory {
  readonly stack: number;
  readonly heap: number;
  readonly pool: number;
}

export interface TrustzoneResult {
  readonly command: string;
  readonly machine: string;
  /** The host's load averages over 1, 5 and 15 minutes. */
  readonly load: Readonly<Record<'before' | 'afterRoundTrips' | 'after', readonly number[]>>;
  readonly goals: { readonly signing: number; readonly roundTripP50: number; readonly roundTripP99: number };
  readonly operations: readonly OperationTime[];
  readonly roundTrips: {
    readonly trustzone: RoundTrips;
    readonly emulator: RoundTrips;
    readonly timesRefused: number;
    readonly timesEmulator: number;
  };
  /** A refused command over the served socket, directly over a port, and a frame answered only by `cat`. */
  readonly way: Readonly<Record<'served' | 'straight' | 'echo', Latency>>;
  readonly size: Readonly<Record<'file' | 'text' | 'data' | 'bss', number>>;
  readonly memory: { readonly used: Memory; readonly asked: Memory };
  readonly commands: readonly CommandUsage[];
  readonly life: Life;
}
