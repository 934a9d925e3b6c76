/** A part of a community that runs until it is stopped: a meter, a gateway, an emulator. One shape for whoever runs them. */
import type { EvlockError } from './errors/evlock-error.ts';

export interface Part<Ready extends object = Readonly<Record<string, unknown>>> {
  /** Resolves when it is ready, with what a caller needs to reach it. After a rejection nothing is left running. */
  start(): Promise<Ready>;
  /** Ends it in order. May be called at any time: before it starts, while it starts, after it failed, more than once. */
  stop(): Promise<void>;
  /** Resolves with the reason when it cannot go on, and is to be stopped then. Never rejects. */
  readonly failed: Promise<EvlockError>;
}
