/** The port of the demo's pages: chosen once per data folder, because passkeys and secure worlds are bound to their origin. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readProfileFile, replaceFile } from '@evlock/files';
import { EvlockError, parseJson, toJson } from '@evlock/protocol';
import { z } from 'zod';

const FIRST = 8_080;
/** Ports tried, from the first. */
const TRIED = 100;
const MAX_BYTES = 1_000;

const chosen = z.strictObject({ port: z.number().int().min(1).max(65_535) });

/** The folder's port; chosen, and written down, at its first start. Throws `PORT_IN_USE` when a hundred are taken. */
export async function portOf(folder: string, first = FIRST): Promise<number> {
  const file = join(folder, 'pages.json');
  const text = await readProfileFile(file).catch((error: unknown) => {
    if (EvlockError.is(error, 'PROFILE_MISSING')) return undefined;
    throw error;
  });
  if (text !== undefined) return parseJson(chosen, text, MAX_BYTES).port;
  for (let port = first; port < first + TRIED; port++) {
    if (!(await isFree(port))) continue;
    await replaceFile(file, toJson({ port }), 0o644);
    return port;
  }
  throw new EvlockError('PORT_IN_USE', { port: first, tried: TRIED, part: 'pages' });
}

/** On both loopback addresses: a browser may take either for `localhost`. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer();
    const code = await new Promise<string | undefined>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
    });
    // A machine without that address has nobody on it.
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
  }
  return true;
}
