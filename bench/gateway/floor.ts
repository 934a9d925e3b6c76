/**
 * The minimum cost of receipts, by parts measured separately: libsecp256k1 recovers the signer, `ws` over mutual TLS carries the
 * frames, PostgreSQL stores the rows by COPY. One thread does all three in turn, so their times add up.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import secp256k1 from 'secp256k1';

/** Rate per second, from a count and milliseconds. */
export const perSecond = (count: number, milliseconds: number): number => Math.round((1000 * count) / milliseconds);

/** What one thread achieves per second, doing each part once per receipt. */
export const oneAfterTheOther = (rates: readonly number[]): number =>
  Math.round(1 / rates.reduce((sum, rate) => sum + 1 / rate, 0));

const SIGNATURES = 256;
const VERIFY_MILLISECONDS = 3000;

/** Signers recovered per second. */
export function recoverRate(): number {
  const key = Buffer.alloc(32, 7);
  const signed = Array.from({ length: SIGNATURES }, () => {
    const digest = randomBytes(32);
    return { digest, ...secp256k1.ecdsaSign(digest, key) };
  });
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < VERIFY_MILLISECONDS) {
    for (const { signature, recid, digest } of signed) secp256k1.ecdsaRecover(signature, recid, digest, false);
    count += SIGNATURES;
  }
  return perSecond(count, performance.now() - begun);
}

/** Rows per COPY: the gateway's maximum per statement. */
const ROWS = 500;
const BATCHES = 60;

/** Receipts PostgreSQL stores per second by COPY, each batch durable, into a table like the gateway's. */
export async function copyRate(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE floor_receipts (LIKE receipts INCLUDING ALL)');
  const hex = (bytes: Buffer): string => `\\\\x${bytes.toString('hex')}`;
  const batches = Array.from({ length: BATCHES }, () => {
    const trade = hex(randomBytes(32));
    const row = (_: unknown, index: number): string =>
      [trade, 'buyer', index, index * 100, 0, 0, 'f', 'none', hex(randomBytes(65)), 1_800_000_000].join('\t');
    return `${Array.from({ length: ROWS }, row).join('\n')}\n`;
  });
  const columns =
    'trade_id, role, sequence, energy, partner_sequence, partner_energy, final, cause, signature, received';
  const begun = performance.now();
  for (const batch of batches) {
    await pipeline(Readable.from([batch]), client.query(copyFrom(`COPY floor_receipts (${columns}) FROM STDIN`)));
  }
  const rate = perSecond(ROWS * BATCHES, performance.now() - begun);
  await client.query('DROP TABLE floor_receipts');
  await client.end();
  return rate;
}
