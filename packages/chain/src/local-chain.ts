/** A chain of one's own: anvil from npm, with its state in a folder. Protects nothing and is for development only. */
import { EvlockError } from '@evlock/protocol';
import type { Log } from './log.ts';

export interface LocalChainOptions {
  /** Holds the state file; a second start on it goes on with the same chain. */
  readonly folder: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default 1, as on Kaia. */
  readonly blockSeconds?: number;
}

export interface LocalChain {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended, expected or not. */
  readonly ended: Promise<void>;
  /** Ends the process once it has written its state. */
  stop(): Promise<void>;
}

export async function startLocalChain(_options: LocalChainOptions, _modules: { log?: Log } = {}): Promise<LocalChain> {
  throw new EvlockError('INTERNAL');
}
