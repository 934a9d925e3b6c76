/**
 * The profile's `limits`: what one identity, and all together, may ask of the gateway. An identity is a device, the
 * owner of a session, an account on chain, or, for unauthenticated connections, a source address.
 */

import type { Rate } from '@evlock/protocol';
import { z } from 'zod';
import { DEVICE_LINK_LIMITS } from './device-link-limits.ts';
import { GAS_LIMITS } from './gas-limits.ts';
import { HTTP_LIMITS } from './http-limits.ts';

const MOST = 1_000_000_000;
const count = (standard: number) => z.number().int().min(1).max(MOST).default(standard);
const seconds = (standard: number) => z.number().positive().max(3600).default(standard);
const rate = ({ perSecond, burst }: Rate) =>
  z.strictObject({ perSecond: z.number().positive().max(MOST).default(perSecond), burst: count(burst) }).prefault({});
/** Wei as a decimal string: beyond 2^53. */
const wei = (standard: bigint) =>
  z
    .string()
    .regex(/^\d{1,30}$/)
    .transform((text) => BigInt(text))
    .default(standard);

const connections = (standard: typeof HTTP_LIMITS | typeof DEVICE_LINK_LIMITS) => ({
  connections: count(standard.connections),
  connectionsPerAddress: count(standard.connectionsPerAddress),
  unauthenticated: count(standard.unauthenticated),
  unauthenticatedPerAddress: count(standard.unauthenticatedPerAddress),
  connectionRate: rate(standard.connectionRate),
});

const http = z.strictObject({
  requestsPerMinute: count(HTTP_LIMITS.requestsPerMinute),
  publicRequestsPerMinute: count(HTTP_LIMITS.publicRequestsPerMinute),
  callerRate: rate(HTTP_LIMITS.callerRate),
  guesses: rate(HTTP_LIMITS.guesses),
  requestSeconds: seconds(HTTP_LIMITS.requestSeconds),
  ...connections(HTTP_LIMITS),
  streams: z
    .strictObject({
      streams: count(HTTP_LIMITS.streams.streams),
      streamsPerOwner: count(HTTP_LIMITS.streams.streamsPerOwner),
      maxBuffered: count(HTTP_LIMITS.streams.maxBuffered),
      heartbeatSeconds: seconds(HTTP_LIMITS.streams.heartbeatSeconds),
      longestSeconds: count(HTTP_LIMITS.streams.longestSeconds),
    })
    .prefault({}),
});

const deviceLink = z.strictObject({
  rate: rate(DEVICE_LINK_LIMITS.rate),
  byteRate: rate(DEVICE_LINK_LIMITS.byteRate),
  connectionsPerDevice: count(DEVICE_LINK_LIMITS.connectionsPerDevice),
  ...connections(DEVICE_LINK_LIMITS),
  handshakeSeconds: seconds(DEVICE_LINK_LIMITS.handshakeSeconds),
  helloSeconds: seconds(DEVICE_LINK_LIMITS.helloSeconds),
  keepaliveSeconds: seconds(DEVICE_LINK_LIMITS.keepaliveSeconds),
  pauseAt: count(DEVICE_LINK_LIMITS.pauseAt),
  resumeAt: count(DEVICE_LINK_LIMITS.resumeAt),
  maxBuffered: count(DEVICE_LINK_LIMITS.maxBuffered),
});

const gas = z.strictObject({
  perDay: count(GAS_LIMITS.perDay),
  warnBelow: wei(GAS_LIMITS.warnBelow),
  reserve: wei(GAS_LIMITS.reserve),
  lookSeconds: seconds(GAS_LIMITS.lookSeconds),
});

export const limitsSchema = z
  .strictObject({ http: http.prefault({}), deviceLink: deviceLink.prefault({}), gas: gas.prefault({}) })
  .prefault({});
export type Limits = z.output<typeof limitsSchema>;
