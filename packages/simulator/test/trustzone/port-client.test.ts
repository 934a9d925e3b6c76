import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  COMMANDS,
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  FrameSplitter,
  type RequestFrame,
  STATUSES,
} from '@evlock/secure-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PortClient } from '../../src/trustzone/port-client.ts';

const answerTo = ({ command, id }: RequestFrame, payload = new Uint8Array(0)): Uint8Array =>
  encodeResponse({ command, id, status: STATUSES.OK, payload });

describe('the client of a machine’s port', () => {
  let folder: string;
  let server: Server | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-port-'));
  });
  afterEach(async () => {
    server?.close();
    await rm(folder, { recursive: true });
  });

  /** A port on which `onRequest` answers. */
  async function serve(onRequest: (request: RequestFrame, socket: Socket) => void): Promise<string> {
    const path = join(folder, 'port');
    server = createServer((socket) => {
      const splitter = new FrameSplitter('request');
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        for (const body of splitter.push(chunk)) onRequest(decodeRequest(body), socket);
      });
    });
    await new Promise<void>((resolve) => server?.listen(path, resolve));
    return path;
  }

  it('skips the port’s leftovers for the previous client', async () => {
    let isFirst = true;
    const path = await serve((request, socket) => {
      // Even under the id that comes next.
      if (isFirst) socket.write(answerTo({ ...request, id: (request.id % 0xffff) + 1 }, Uint8Array.of(1)));
      isFirst = false;
      socket.write(answerTo(request, Uint8Array.of(2)));
    });
    const client = await PortClient.connect(path);
    const body = encodeRequest({ command: COMMANDS.ATTEST, id: 7, payload: new Uint8Array(0) }).subarray(4);
    const answer = decodeResponse((await client.handle(body)).subarray(4));
    expect(answer).toMatchObject({ command: COMMANDS.ATTEST, id: 7, status: STATUSES.OK });
    expect([...answer.payload]).toEqual([2]);
    client.close();
  });

  it('accepts the first answer when it arrives, even long after the resend', async () => {
    let asked = 0;
    let first: RequestFrame | undefined;
    const path = await serve((request, socket) => {
      asked += 1;
      // A busy machine: it has not answered the first when the second comes.
      if (first) socket.write(answerTo(first));
      first ??= request;
    });
    (await PortClient.connect(path)).close();
    expect(asked).toBe(2);
  });

  it('reports a missing machine, and one that has exited', async () => {
    await expect(PortClient.connect(join(folder, 'nothing'))).rejects.toMatchObject({
      code: 'SECURE_WORLD_UNREACHABLE',
    });
    const path = await serve((_request, socket) => socket.destroy());
    await expect(PortClient.connect(path)).rejects.toMatchObject({ code: 'SECURE_WORLD_UNREACHABLE' });
  });
});
