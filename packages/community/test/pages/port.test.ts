import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portOf } from '../../src/pages/port.ts';

let folder: string;
let taken: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-port-'));
});
afterEach(async () => {
  taken?.close();
  taken = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function take(): Promise<number> {
  const server = createServer();
  taken = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the port of the pages', () => {
  it('is the next free one, and stays the folder’s own', async () => {
    const busy = await take();
    const port = await portOf(folder, busy);
    expect(port).toBeGreaterThan(busy);
    taken?.close();
    // Passkeys are bound to the origin: once chosen, it does not move back.
    expect(await portOf(folder, busy)).toBe(port);
    expect(JSON.parse(await readFile(join(folder, 'pages.json'), 'utf8'))).toEqual({ port });
  });

  it('is not guessed from a file that says something else', async () => {
    await writeFile(join(folder, 'pages.json'), '{"port":"8080"}');
    await expect(portOf(folder)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
