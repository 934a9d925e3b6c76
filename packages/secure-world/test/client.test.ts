/** The client against misbehaving peers. The compliance suite covers the commands. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { EvlockError, type Milliseconds } from '@evlock/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeResponse, SecureWorldClient, STATUSES } from '../src/index.ts';

const servers: Server[] = [];

/** A server on a free port that handles every connection with `serve`. */
async function served(serve: (socket: Socket) => void): Promise<{ host: string; port: number }> {
  const server = createServer((socket) => serve(socket.on('error', () => undefined)));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const unreachable = (problem: string) => ({ code: 'SECURE_WORLD_UNREACHABLE', details: { problem } });
const quick = { timeout: 50 as Milliseconds };

/** Answers a request with a status and its id plus `shift`. */
const answer = (socket: Socket, request: Buffer, status: number, payload = new Uint8Array(0), shift = 0) =>
  socket.write(
    encodeResponse({ command: request.readUInt16BE(4), id: request.readUInt16BE(6) + shift, status, payload }),
  );

describe('the secure-world client', () => {
  it('reports an unreachable peer', async () => {
    await expect(SecureWorldClient.connect({ path: '/nonexistent/evlock.sock' })).rejects.toMatchObject(
      unreachable('ENOENT'),
    );
  });

  it('gives up on a silent peer, and reconnects', async () => {
    let connections = 0;
    const address = await served((socket) => {
      connections += 1;
      if (connections > 1) socket.on('data', (data: Buffer) => answer(socket, data, STATUSES.NOT_PROVISIONED));
    });
    const client = await SecureWorldClient.connect(address, quick);
    await expect(client.info()).rejects.toMatchObject({ code: 'SECURE_WORLD_UNREACHABLE' });
    await expect(client.info()).rejects.toMatchObject({ code: 'NOT_PROVISIONED' });
    expect(connections).toBe(2);
    await client.close();
  });

  it('refuses foreign, unframed or truncated answers', async () => {
    const misbehaviours: ((socket: Socket, data: Buffer) => void)[] = [
      (socket, data) => void answer(socket, data, STATUSES.OK, new Uint8Array(0), 1),
      (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      (socket) => void socket.end(Uint8Array.of(0, 0, 0, 20, 0)),
    ];
    for (const misbehave of misbehaviours) {
      const address = await served((socket) => socket.on('data', (data: Buffer) => misbehave(socket, data)));
      const client = await SecureWorldClient.connect(address, quick);
      await expect(client.info()).rejects.toMatchObject({ code: 'SECURE_WORLD_UNREACHABLE' });
      await client.close();
    }
  });

  it('names the reason, and does not trust an OK with a wrong payload', async () => {
    const address = await served((socket) =>
      socket.on('data', (data: Buffer) => {
        if (data.readUInt16BE(4) === 1) answer(socket, data, STATUSES.OK, new Uint8Array(3));
        else answer(socket, data, STATUSES.LIMIT_EXCEEDED, Uint8Array.of(0, 41));
      }),
    );
    const client = await SecureWorldClient.connect(address);
    await expect(client.info()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(client.revokeMandate(1)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { check: 'SUBMITTER_FEE', command: 'REVOKE_MANDATE' },
    });
    await client.close();
  });

  it('sends one request at a time and continues after a refusal', async () => {
    let open = 0;
    const address = await served((socket) =>
      socket.on('data', (data: Buffer) => {
        expect(++open).toBe(1);
        setImmediate(() => {
          open -= 1;
          answer(socket, data, STATUSES.NOT_PROVISIONED);
        });
      }),
    );
    const client = await SecureWorldClient.connect(address);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => client.revokeMandate(1).catch(EvlockError.from)),
    );
    expect(new Set(outcomes.map((outcome) => (outcome as EvlockError).code))).toEqual(new Set(['NOT_PROVISIONED']));
    await client.close();
    await expect(client.info()).rejects.toMatchObject(unreachable('closed by the caller'));
  });
});
