/** How long the commands of a delivery take, there and back over the served socket. */
import type { SignedReceipt } from '@evlock/protocol';
import type { Connection } from '@evlock/secure-world/internal/frames';
import { Household } from './household.ts';
import type { WorldProcess } from './process.ts';
import { type Latency, latencyOf, timed } from './statistics.ts';

/** A number that the header never gives: what it takes to be refused is what the way takes. */
const COMMAND_OF_NOBODY = 0x00ff;
/** As large as SIGN_RECEIPT's. */
const PAYLOAD = new Uint8Array(32);
/** Sequences reserved by one write: EVLOCK_SEQUENCE_BLOCK. */
const SEQUENCE_BLOCK = 600;
const REST_MS = 100;

export const refuse = (raw: Connection): Promise<unknown> =>
  raw.request(COMMAND_OF_NOBODY, PAYLOAD).catch(() => undefined);

export interface RoundTrips {
  /** A command that is refused unseen: the way alone. */
  readonly refused: Latency;
  readonly nextMark: Latency;
  readonly addSamples: Latency;
  readonly partnerReceipt: Latency;
  readonly signReceipt: Latency;
  /** Those of them that stored the next block of sequences first. */
  readonly signReceiptStoring: Latency;
  /** After a rest of 100 ms each, as the commands of a meter come. */
  readonly signReceiptRested: Latency;
}

/** The exchange of one second of a delivery, so many times without a rest, and fewer times with one. */
export async function measureRoundTrips(world: WorldProcess, exchanges: number, rested: number): Promise<RoundTrips> {
  const household = new Household(world.meter, world.console);
  const tradeId = await household.deliver();
  const receipts = Array.from({ length: exchanges }, () => household.partner.receipt({ tradeId, role: 'buyer' }));
  const times = { refused: [], nextMark: [], addSamples: [], partnerReceipt: [], signReceipt: [] } as Record<
    'refused' | 'nextMark' | 'addSamples' | 'partnerReceipt' | 'signReceipt',
    number[]
  >;
  const storing: number[] = [];
  for (const receipt of receipts) {
    await timed(() => refuse(world.raw), times.refused);
    await timed(() => household.meter.nextMark(tradeId), times.nextMark);
    await timed(() => household.addSamples(), times.addSamples);
    await timed(() => household.meter.partnerReceipt(receipt), times.partnerReceipt);
    const own: SignedReceipt = await timed(() => household.meter.signReceipt(tradeId), times.signReceipt);
    if (own.receipt.sequence % SEQUENCE_BLOCK === 1) storing.push(times.signReceipt.at(-1) ?? 0);
  }
  const afterRest: number[] = [];
  for (let round = 0; round < rested; round++) {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    await timed(() => household.meter.signReceipt(tradeId), afterRest);
  }
  const latencies = Object.entries(times).map(([name, each]) => [name, latencyOf(each)]);
  return {
    ...(Object.fromEntries(latencies) as Omit<RoundTrips, 'signReceiptStoring' | 'signReceiptRested'>),
    signReceiptStoring: latencyOf(storing),
    signReceiptRested: latencyOf(afterRest),
  };
}
