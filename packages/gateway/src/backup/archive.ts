/** The lines of a gateway's backup, in order: head, files, rows, end. */
import { address, EvlockError, parseJson, timeField } from '@evlock/protocol';
import { z } from 'zod';
import { MAX_LINE, readSealed } from './sealed-file.ts';

export const ARCHIVE_FORMAT = 1;
const name = z.string().min(1).max(128);
const count = z.number().int().nonnegative();

const headSchema = z.strictObject({
  line: z.literal('head'),
  kind: z.literal('gateway'),
  format: z.literal(ARCHIVE_FORMAT),
  /** Version of Evlock that made it. */
  version: z.string().max(64),
  /** UTC seconds. */
  created: timeField.schema,
  chainId: count,
  market: address.schema,
  /** The schema of the database: every applied migration. */
  migrations: z.array(z.strictObject({ name, checksum: z.string().length(64) })).max(10_000),
});
const fileSchema = z.strictObject({ line: z.literal('file'), name, text: z.string().max(1_000_000) });
const rowsSchema = z.strictObject({ line: z.literal('rows'), table: name, rows: z.array(z.string()).max(1000) });
const endSchema = z.strictObject({
  line: z.literal('end'),
  tables: z.array(z.strictObject({ name, rows: count, sha256: z.string().length(64) })).max(1000),
});
const lineSchema = z.discriminatedUnion('line', [headSchema, fileSchema, rowsSchema, endSchema]);

export type ArchiveHead = z.infer<typeof headSchema>;
export type ArchiveFile = z.infer<typeof fileSchema>;
export type ArchiveEnd = z.infer<typeof endSchema>;
export type ArchiveLine = z.infer<typeof lineSchema>;

/** Summary of an archive that was read to its end. */
export interface Archive {
  readonly head: ArchiveHead;
  readonly files: readonly ArchiveFile[];
  readonly end: ArchiveEnd;
}

/** The lines of an archive. Throws as `readSealed`, and `BACKUP_DAMAGED` for a line that is none of ours. */
export async function* readLines(file: string, passphrase: string): AsyncGenerator<ArchiveLine, void, void> {
  for await (const text of readSealed(file, passphrase)) {
    try {
      yield parseJson(lineSchema, text, MAX_LINE);
    } catch (cause) {
      throw new EvlockError('BACKUP_DAMAGED', { problem: 'line of another kind' }, { cause });
    }
  }
}

/** Reads all of it without keeping rows: proves that every byte is as it was written. */
export async function inspectArchive(file: string, passphrase: string): Promise<Archive> {
  let head: ArchiveHead | undefined;
  let end: ArchiveEnd | undefined;
  const files: ArchiveFile[] = [];
  for await (const line of readLines(file, passphrase)) {
    if (line.line === 'head') head = line;
    else if (line.line === 'end') end = line;
    else if (line.line === 'file') files.push(line);
  }
  if (!head || !end) throw new EvlockError('BACKUP_DAMAGED', { problem: 'no head or no end' });
  return { head, files, end };
}
