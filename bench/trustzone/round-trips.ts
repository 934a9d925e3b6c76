/** Round-trip times of the commands of a delivery, over the served socket. */
import type { SignedReceipt } from '@evlock/protocol';
import type { Connection } from '@evlock/secure-world/internal/frames';
import { type Latency, latencyOf, timed } from '../statistics.ts';
import { Household } from './household.ts';
import type { WorldProcess } from './process.ts';

/** A number the header never assigns: the time until refusal is the transport's. */
const COMMAND_OF_NOBODY = 0x00ff;
/** As large as SIGN_RECEIPT's. */
const PAYLOAD = new Uint8Array(32);
/** Sequences reserved per write: EVLOCK_SEQUENCE_BLOCK. */
const SEQUENCE_BLOCK = 600;
const REST_MS = 100;

export const refuse = (raw: Connection): Promise<unknown> =>
  raw.request(COMMAND_OF_NOBODY, PAYLOAD).catch(() => undefined);

export interface RoundTrips {
  /** A command refused without being read: transport only. */
  readonly refused: Latency;
  readonly nextMark: Latency;
  readonly addSamples: Latency;
  readonly partnerReceipt: Latency;
  readonly signReceipt: Latency;
  /** Those that first stored the next block of sequences. */
  readonly signReceiptStoring: Latency;
  /** After a pause of 100 ms each, as a meter's commands arrive. */
  readonly signReceiptRested: Latency;
}

/** The exchange of one second of a delivery, repeated without pauses, and fewer times with one. */
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
