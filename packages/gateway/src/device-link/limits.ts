/** What a device may ask of the gateway. */
import type { Rate } from '../token-bucket.ts';

export interface DeviceLinkLimits {
  /** Frames of one device, answers included, over all its connections. */
  readonly rate: Rate;
  /** Connections from one address at a time, and in all. */
  readonly connectionsPerAddress: number;
  readonly connections: number;
  /** Seconds for the TLS handshake and the upgrade, and then for `hello`. */
  readonly handshakeSeconds: number;
  readonly helloSeconds: number;
  /** Seconds between pings. */
  readonly keepaliveSeconds: number;
  /** Unanswered requests at which reading stops, and at which it goes on. */
  readonly pauseAt: number;
  readonly resumeAt: number;
  /** Bytes that a device may leave unread. */
  readonly maxBuffered: number;
}

export const DEVICE_LINK_LIMITS: DeviceLinkLimits = {
  rate: { perSecond: 50, burst: 300 },
  connectionsPerAddress: 512,
  connections: 10_000,
  handshakeSeconds: 5,
  helloSeconds: 5,
  keepaliveSeconds: 10,
  pauseAt: 16,
  resumeAt: 4,
  maxBuffered: 262_144,
};
