import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenPrivately } from '../src/index.ts';

let folder: string;
let server: Server;
const at = (name: string): string => join(folder, name);
const modeOf = (path: string): number => statSync(path).mode & 0o777;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-socket-'));
  server = createServer();
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe('a socket for this user alone', () => {
  it.each([0o600, 0o660])('has mode %o from the moment it exists, whatever the umask', async (mode) => {
    const before = process.umask(0);
    try {
      const listening = listenPrivately(server, at('socket'), mode);
      expect(modeOf(at('socket'))).toBe(mode);
      expect(process.umask()).toBe(0);
      await listening;
      expect(modeOf(at('socket'))).toBe(mode);
    } finally {
      process.umask(before);
    }
  });

  it('control: a socket whose mode is set afterwards is open to everyone before', async () => {
    const before = process.umask(0);
    try {
      await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
      expect(modeOf(at('socket'))).toBe(0o777);
    } finally {
      process.umask(before);
    }
  });

  it('reports why it could not be created', async () => {
    await expect(listenPrivately(server, at('none/socket'), 0o600)).rejects.toMatchObject({ code: 'EACCES' });
    expect(server.listening).toBe(false);
  });
});
