/** What the HTTPS listener may be asked; apart from the listener, so that reading a profile loads no server. */
import type { Rate } from '@evlock/protocol';
import type { ConnectionLimits } from './connection-limits.ts';

export interface EventStreamLimits {
  readonly streams: number;
  readonly streamsPerOwner: number;
  /** Bytes that a reader may leave unread before it is dropped. */
  readonly maxBuffered: number;
  readonly heartbeatSeconds: number;
  /** A stream is ended after this; the reader comes back with a session that still holds. */
  readonly longestSeconds: number;
}

export const EVENT_STREAM_LIMITS: EventStreamLimits = {
  streams: 2000,
  streamsPerOwner: 8,
  maxBuffered: 1_048_576,
  heartbeatSeconds: 10,
  longestSeconds: 3600,
};

export interface HttpLimits extends ConnectionLimits {
  /** Requests of one address in a minute: on all routes together, and on each POST that needs no session. */
  readonly requestsPerMinute: number;
  readonly publicRequestsPerMinute: number;
  /** Requests of one owner, and of the operator. */
  readonly callerRate: Rate;
  /** Wrong enrolment codes and failed sign-ins of one address. */
  readonly guesses: Rate;
  /** Seconds that a request may take to arrive. */
  readonly requestSeconds: number;
  readonly streams: EventStreamLimits;
}

export const HTTP_LIMITS: HttpLimits = {
  requestsPerMinute: 6000,
  publicRequestsPerMinute: 300,
  callerRate: { perSecond: 20, burst: 100 },
  guesses: { perSecond: 0.2, burst: 30 },
  requestSeconds: 10,
  connections: 4000,
  connectionsPerAddress: 512,
  strangers: 1024,
  strangersPerAddress: 256,
  connectionRate: { perSecond: 50, burst: 1000 },
  streams: EVENT_STREAM_LIMITS,
};
