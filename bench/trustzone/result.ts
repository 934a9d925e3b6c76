/** What `npm run bench:trustzone` writes, and `docs/measurements.md` is made from. Times in microseconds, sizes in bytes. */
import type { Operation } from './gauges.ts';
import type { RoundTrips } from './round-trips.ts';
import type { Latency } from './statistics.ts';
import type { CommandUsage, Life } from './wear.ts';

export interface OperationTime {
  readonly operation: Operation;
  /** One of them in the trusted application, by its own clock. */
  readonly inside: number;
  /** The same code on the host's own processor. */
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
  /** Of the host: over 1, 5 and 15 minutes. */
  readonly load: Readonly<Record<'before' | 'afterRoundTrips' | 'after', readonly number[]>>;
  readonly goals: { readonly signing: number; readonly roundTripP50: number; readonly roundTripP99: number };
  readonly operations: readonly OperationTime[];
  readonly roundTrips: {
    readonly trustzone: RoundTrips;
    readonly emulator: RoundTrips;
    readonly timesRefused: number;
    readonly timesEmulator: number;
  };
  /** A refused command over the served socket, straight over a port, and a frame that only `cat` answers. */
  readonly way: Readonly<Record<'served' | 'straight' | 'echo', Latency>>;
  readonly size: Readonly<Record<'file' | 'text' | 'data' | 'bss', number>>;
  readonly memory: { readonly used: Memory; readonly asked: Memory };
  readonly commands: readonly CommandUsage[];
  readonly life: Life;
}
