/** Limits of a watchtower's listener. */
import type { Rate } from '@evlock/protocol';
import type { ConnectionLimits } from './connection-limits.ts';

export interface IntakeLimits extends ConnectionLimits {
  /** Bodies from one source address. */
  readonly rate: Rate;
  /** Bodies that are checked at a time. */
  readonly atOnce: number;
  /** Seconds that a request may take to arrive. */
  readonly requestSeconds: number;
}

/** A meter sends its few trades once; nobody authenticates, so all connections are unauthenticated. */
export const INTAKE_LIMITS: IntakeLimits = {
  rate: { perSecond: 0.2, burst: 20 },
  atOnce: 16,
  requestSeconds: 10,
  connections: 512,
  connectionsPerAddress: 16,
  unauthenticated: 512,
  unauthenticatedPerAddress: 16,
  connectionRate: { perSecond: 1, burst: 32 },
};
