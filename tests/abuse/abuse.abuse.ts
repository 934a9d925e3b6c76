/**
 * Mallory as an outsider, as an enrolled meter and as an owner with a session, while honest pairs trade. Each case is a file
 * in `cases/`; they share one community, which takes longer to start than most of them.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { badFrames } from './cases/bad-frames.ts';
import { dustOrders } from './cases/dust-orders.ts';
import { exhaustedSubmitter } from './cases/exhausted-submitter.ts';
import { frameFlood } from './cases/frame-flood.ts';
import { guessedSignIns } from './cases/guessed-sign-ins.ts';
import { handshakeFlood } from './cases/handshake-flood.ts';
import { slowRequests } from './cases/slow-requests.ts';
import { unreadOrders } from './cases/unread-orders.ts';
import { unreadStreams } from './cases/unread-streams.ts';
import { type AbuseCase, Lane } from './support/lane.ts';

const cases: Readonly<Record<string, readonly AbuseCase[]>> = {
  'a stranger': [handshakeFlood, slowRequests, guessedSignIns],
  'an enrolled meter': [frameFlood, badFrames, unreadOrders],
  'an owner with a session': [unreadStreams, dustOrders],
  'a submitter without native balance': [exhaustedSubmitter],
};

let lane: Lane;
beforeAll(async () => {
  lane = await Lane.open();
});
afterAll(async () => lane?.close());

describe.each(Object.entries(cases))('%s', (_who, theirs) => {
  it.each(theirs)('$title', ({ run }) => run(lane));
});
