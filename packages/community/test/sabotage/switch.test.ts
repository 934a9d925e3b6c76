import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Switch } from '../../src/sabotage/switch.ts';

/** Answers every connection with its name. */
async function speaker(name: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(name);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('the switch in front of a gateway', () => {
  let honest: Awaited<ReturnType<typeof speaker>>;
  let hostile: Awaited<ReturnType<typeof speaker>>;
  let front: Switch;
  let port: number;
  beforeEach(async () => {
    honest = await speaker('honest');
    hostile = await speaker('hostile');
    front = new Switch(honest.port);
    port = await front.start();
  });
  afterEach(async () => {
    await front.stop();
    honest.server.close();
    hostile.server.close();
  });

  async function heard(): Promise<{ socket: Socket; said: string }> {
    const socket = connect(port, '127.0.0.1');
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    return { socket, said: bytes.toString() };
  }

  it('leads to whom it points, and whoever is connected must connect again', async () => {
    const before = await heard();
    expect(before.said).toBe('honest');
    const closed = once(before.socket, 'close');
    front.point(hostile.port);
    await closed;
    const after = await heard();
    expect(after.said).toBe('hostile');
    after.socket.destroy();
  });

  it('leaves connections alone when it already points there', async () => {
    const { socket } = await heard();
    front.point(honest.port);
    expect((await heard()).said).toBe('honest');
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });

  it('closes a connection whose target is gone', async () => {
    front.point(1);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});
