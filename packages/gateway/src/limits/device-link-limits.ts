/** Limits of the device link. */

import type { Rate } from '@evlock/protocol';
import type { ConnectionLimits } from './connection-limits.ts';

export interface DeviceLinkLimits extends ConnectionLimits {
  /** Frames from one device, responses and pings included, over all its connections. */
  readonly rate: Rate;
  /** Bytes from one device, over all its connections. */
  readonly byteRate: Rate;
  /** Connections of one device at a time: the newest that says hello replaces the others. */
  readonly connectionsPerDevice: number;
  /** Seconds for the TLS handshake and the upgrade, and then for `hello`. */
  readonly handshakeSeconds: number;
  readonly helloSeconds: number;
  /** Seconds between pings. */
  readonly keepaliveSeconds: number;
  /** Unanswered requests at which reading pauses, and at which it resumes. */
  readonly pauseAt: number;
  readonly resumeAt: number;
  /** Bytes that a device may leave unread. */
  readonly maxBuffered: number;
}

/** An honest meter in a trade sends about 3 frames and 2 kB a second. */
export const DEVICE_LINK_LIMITS: DeviceLinkLimits = {
  rate: { perSecond: 50, burst: 300 },
  byteRate: { perSecond: 65_536, burst: 1_048_576 },
  connectionsPerDevice: 4,
  connections: 10_000,
  connectionsPerAddress: 512,
  unauthenticated: 512,
  unauthenticatedPerAddress: 128,
  connectionRate: { perSecond: 20, burst: 512 },
  handshakeSeconds: 5,
  helloSeconds: 5,
  keepaliveSeconds: 10,
  pauseAt: 16,
  resumeAt: 4,
  maxBuffered: 262_144,
};
