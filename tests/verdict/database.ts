/** The gateway's own PostgreSQL on disk: its process, and its tables. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Community } from '@evlock/community';
import { isServerOf } from '@evlock/postgres/internal/processes';
import { milliseconds, systemClock } from '@evlock/protocol';
import pg from 'pg';

/** First and fourth line of `postmaster.pid`: process id and port. */
async function postmaster({ layout }: Community): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(join(layout.gateway, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isSafeInteger(pid) || pid <= 1) throw new Error('PostgreSQL is not running');
  return { pid, port };
}

/** Throws when it is not running: the file may name a process that ended, whose id another has reused. */
export async function killPostgres(community: Community): Promise<void> {
  const { pid } = await postmaster(community);
  const data = join(community.layout.gateway, 'postgres', 'data');
  if (!(await isServerOf(pid, data))) throw new Error('PostgreSQL is not running');
  process.kill(pid, 'SIGKILL');
}

export interface StoredReceipt {
  readonly trade: string;
  readonly role: string;
  readonly sequence: number;
  readonly signature: string;
}

export interface StoredTrade {
  readonly id: string;
  readonly state: string;
  /** UTC seconds. */
  readonly openBefore: number;
  readonly delivered: bigint | null;
  readonly paid: bigint | null;
  readonly refunded: bigint | null;
}

export interface StoredTransaction {
  readonly key: string;
  readonly nonce: number;
  readonly state: string;
  /** Hashes of everything that was signed for it. */
  readonly attempts: readonly string[];
}

export interface Records {
  readonly trades: readonly StoredTrade[];
  readonly receipts: readonly StoredReceipt[];
  readonly transactions: readonly StoredTransaction[];
}

const whole = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

async function connect(community: Community): Promise<pg.Client> {
  const { port } = await postmaster(community);
  const password = (await readFile(community.layout.key('database-password'), 'utf8')).trim();
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'evlock', password, database: 'postgres' });
  // It is killed during the query, which reports that.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits until a seller's newest trade has a transaction of a kind sent and not yet final; false once it is `gone`. */
export async function untilSent(
  community: Community,
  { kind, sellerMeter }: { kind: 'open' | 'settle'; sellerMeter: string },
  gone: () => boolean,
): Promise<boolean> {
  const client = await connect(community);
  try {
    while (!gone()) {
      const found = await client.query(
        `SELECT 1 FROM outbox, (SELECT id FROM trades WHERE seller_meter = decode($1, 'hex') ORDER BY starts DESC LIMIT 1)
         WHERE outbox.state = 'sent' AND (starts_with(key, $2 || encode(id, 'hex')) OR EXISTS (
           SELECT FROM jsonb_array_elements(items) item WHERE starts_with(item->>'key', $2 || encode(id, 'hex'))))`,
        [sellerMeter.slice(2), `${kind}:0x`],
      );
      if (found.rowCount !== 0) return true;
      await systemClock.sleep(milliseconds(10));
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** From now on the submitter's outbox does not survive a database crash: for the control. */
export async function makeOutboxForgetful(community: Community): Promise<void> {
  const client = await connect(community);
  await client.query('ALTER TABLE outbox SET UNLOGGED');
  await client.end();
}

/** Everything that the assertions compare, read without the gateway. */
export async function readRecords(community: Community): Promise<Records> {
  const client = await connect(community);
  try {
    const trades = await client.query(
      `SELECT '0x' || encode(id, 'hex') AS id, state, open_before::text, delivered::text, paid::text, refunded::text FROM trades`,
    );
    const receipts = await client.query(
      `SELECT '0x' || encode(trade_id, 'hex') AS trade, role, sequence::text, '0x' || encode(signature, 'hex') AS signature
       FROM receipts`,
    );
    const transactions = await client.query(
      `SELECT key, nonce::text, state, attempts FROM outbox ORDER BY outbox.nonce`,
    );
    return {
      trades: trades.rows.map((row) => ({
        id: row.id,
        state: row.state,
        openBefore: Number(row.open_before),
        delivered: whole(row.delivered),
        paid: whole(row.paid),
        refunded: whole(row.refunded),
      })),
      receipts: receipts.rows.map((row) => ({ ...row, sequence: Number(row.sequence) })),
      transactions: transactions.rows.map((row) => ({
        ...row,
        nonce: Number(row.nonce),
        attempts: row.attempts.map(({ transaction }: { transaction: string }) => transaction),
      })),
    };
  } finally {
    await client.end();
  }
}
