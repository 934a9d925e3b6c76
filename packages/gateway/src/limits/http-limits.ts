/** Limits of the HTTPS listener. */
import type { Rate } from '@evlock/protocol';
import type { ConnectionLimits } from './connection-limits.ts';

export interface EventStreamLimits {
  readonly streams: number;
  readonly streamsPerOwner: number;
  /** Bytes a reader may leave unread before its stream is closed. */
  readonly maxBuffered: number;
  readonly heartbeatSeconds: number;
  /** Seconds after which a stream is closed; the reader reconnects with a valid session. */
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
  /** Requests per minute from one address: on all routes together, and on each POST that needs no session. */
  readonly requestsPerMinute: number;
  readonly publicRequestsPerMinute: number;
  /** Requests by one owner, and by the operator. */
  readonly callerRate: Rate;
  /** Wrong enrolment codes and failed sign-ins from one address. */
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
  unauthenticated: 1024,
  unauthenticatedPerAddress: 256,
  connectionRate: { perSecond: 50, burst: 1000 },
  streams: EVENT_STREAM_LIMITS,
};
