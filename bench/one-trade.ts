/**
 * Records one trade between two simulated households to `bench/results/one-trade.json`: every receipt the gateway stored, when,
 * and how the trade ended on chain. `npm run generate` draws it (`docs/pictures/one-trade.svg`).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaitEnd, beginTrade, Community, summarize } from '@evlock/community';
import { embeddedPostgresUrl } from '@evlock/postgres';
import { energy, price, type Role, type TradeView } from '@evlock/protocol';
import pg from 'pg';

const WIRE = 'alice-bob';
/** Power while both relays are closed, mW. */
const POWER = 1_000_000;
const spec = { seller: 'alice', buyer: 'bob', energy: energy(5_000), price: price(120_000), seconds: 60 };

/** One meter's receipt. */
export interface RecordedReceipt {
  /** When the gateway received it, seconds since the order. */
  readonly at: number;
  readonly role: Role;
  readonly sequence: number;
  /** mWh. */
  readonly energy: number;
  readonly final: boolean;
}

export interface OneTrade {
  readonly command: string;
  /** mW; mWh; micro-units per kWh. */
  readonly power: number;
  readonly energy: number;
  readonly price: number;
  readonly lossBandPpm: number;
  /** mWh; micro-units; gas. */
  readonly delivered: number;
  readonly paid: number;
  readonly refunded: number;
  readonly gas: { readonly open: number; readonly end: number };
  readonly blocks: number;
  /** Block times, seconds since the order. */
  readonly opened: number;
  readonly settled: number;
  readonly receipts: readonly RecordedReceipt[];
}

/** The gateway's database records of the trade. */
async function storedReceipts({ layout }: Community, { id, ordered }: TradeView): Promise<RecordedReceipt[]> {
  const connectionString = await embeddedPostgresUrl({ folder: layout.gateway, keyFolder: layout.keys });
  if (connectionString === undefined) throw new Error('the gateway runs no PostgreSQL');
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT received, role, sequence, energy, final FROM receipts WHERE trade_id = decode($1, 'hex')
       ORDER BY received, role, sequence`,
      [id.slice(2)],
    );
    return rows.map(({ received, role, sequence, energy: counted, final }) => ({
      at: Number(received) - ordered,
      role,
      sequence: Number(sequence),
      energy: Number(counted),
      final,
    }));
  } finally {
    await client.end();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'evlock-one-trade-'));
const community = new Community({
  folder,
  households: [spec.seller, spec.buyer],
  wires: [{ id: WIRE, from: spec.seller, to: spec.buyer }],
});
try {
  await community.start();
  await community.control.setWire(WIRE, { milliwatt: POWER });
  const run = await beginTrade(community, spec);
  const view = await awaitEnd(community, spec.buyer, run.view.id, () => undefined);
  const summary = await summarize(community, spec, { ...run, view });
  if (summary.state !== 'settled' || summary.error !== null) throw new Error(`${summary.state}: ${summary.error}`);
  const result: OneTrade = {
    command: 'npm run bench:one-trade',
    power: POWER,
    energy: Number(spec.energy),
    price: Number(spec.price),
    lossBandPpm: Math.min(view.bid.order.lossBandPpm, view.offer.order.lossBandPpm),
    delivered: Number(summary.delivered),
    paid: Number(summary.paid),
    refunded: Number(summary.refunded),
    gas: { open: Number(summary.gas.open), end: Number(summary.gas.end) },
    blocks: Number(summary.blocks),
    opened: Number(view.opened?.time) - view.ordered,
    settled: Number(view.ended?.time) - view.ordered,
    receipts: await storedReceipts(community, view),
  };
  const file = join(import.meta.dirname, 'results/one-trade.json');
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${result.receipts.length} receipts of one trade in ${file}`);
} finally {
  await community.stop();
  await rm(folder, { recursive: true, force: true });
}
