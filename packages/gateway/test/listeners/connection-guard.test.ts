import { EventEmitter, once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';
import { systemClock } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import type { ConnectionLimits } from '../../src/limits/connection-limits.ts';
import { ConnectionGuard } from '../../src/listeners/connection-guard.ts';
import { createLog } from '../../src/log.ts';

const log = createLog({ level: 'silent' });
const LIMITS: ConnectionLimits = {
  connections: 100,
  connectionsPerAddress: 100,
  unauthenticated: 100,
  unauthenticatedPerAddress: 100,
  connectionRate: { perSecond: 0.001, burst: 1000 },
};

/** A listener without a network: connections come from whichever address the test says. */
function listener(limits: Partial<ConnectionLimits>) {
  const server = new EventEmitter() as unknown as Server;
  const guard = new ConnectionGuard({ ...LIMITS, ...limits }, { clock: systemClock, log });
  guard.watch(server);
  let port = 1;
  const arrive = (remoteAddress: string): Socket => {
    const socket = Object.defineProperties(new Socket(), {
      remoteAddress: { value: remoteAddress },
      remotePort: { value: port++ },
    });
    server.emit('connection', socket);
    return socket;
  };
  /** How many of `count` connections from this address are accepted. */
  const admitted = (address: string, count: number): number =>
    Array.from({ length: count }, () => arrive(address)).filter(({ destroyed }) => !destroyed).length;
  return { guard, arrive, admitted };
}

const ALICE = '198.51.100.1';
const MALLORY = '203.0.113.1';

describe('connections', () => {
  it('are bounded per address, and overall', () => {
    const { admitted, guard } = listener({ connections: 12, connectionsPerAddress: 10 });
    expect([admitted(MALLORY, 20), admitted(ALICE, 20)]).toEqual([10, 2]);
    expect(guard.count).toEqual({ connections: 12, unauthenticated: 12, refused: 28 });
  });

  it('release their slots when they end', async () => {
    const { arrive, admitted, guard } = listener({ connectionsPerAddress: 1 });
    const first = arrive(MALLORY);
    expect(admitted(MALLORY, 1)).toBe(0);
    first.destroy();
    await once(first, 'close');
    expect(guard.count).toMatchObject({ connections: 0, unauthenticated: 0 });
    expect(admitted(MALLORY, 1)).toBe(1);
  });

  it('are rate-limited per address', () => {
    const { admitted } = listener({ connectionRate: { perSecond: 0.001, burst: 5 } });
    expect([admitted(MALLORY, 20), admitted(ALICE, 5)]).toEqual([5, 5]);
  });

  it('of one IPv6 network count together', () => {
    const { admitted } = listener({ unauthenticatedPerAddress: 2 });
    expect([admitted('2001:db8::1', 1), admitted('2001:db8::2', 1), admitted('2001:db8::3', 1)]).toEqual([1, 1, 0]);
  });
});

describe('unauthenticated connections', () => {
  it('from one address do not displace authenticated ones', () => {
    const { arrive, admitted, guard } = listener({ unauthenticatedPerAddress: 3 });
    guard.prove(arrive(ALICE));
    expect([admitted(ALICE, 10), admitted(MALLORY, 10)]).toEqual([3, 3]);
    expect(guard.count).toMatchObject({ connections: 7, unauthenticated: 6 });
  });

  it('leave slots for known addresses, however many addresses they come from', () => {
    const { arrive, admitted, guard } = listener({ unauthenticated: 10 });
    const meter = arrive(ALICE);
    guard.prove(meter);
    meter.destroy();
    const flood = Array.from({ length: 50 }, (_, index) => admitted(`203.0.113.${index}`, 1));
    expect(flood.filter((let_in) => let_in === 1)).toHaveLength(10);
    expect(admitted(ALICE, 1)).toBe(1);
    expect(admitted(MALLORY, 1)).toBe(0);
  });
});

it('keeps a real listener available to others', async () => {
  const server = createServer();
  const guard = new ConnectionGuard({ ...LIMITS, connectionsPerAddress: 2 }, { clock: systemClock, log });
  guard.watch(server);
  server.on('connection', (socket) => socket.write('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const dial = async (localAddress: string): Promise<string> => {
    const socket = new Socket().on('error', () => undefined);
    sockets.push(socket);
    socket.connect({ host: '127.0.0.1', port, localAddress });
    return Promise.race([
      new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes)))),
      new Promise<string>((resolve) => socket.once('close', () => resolve('closed'))),
    ]);
  };
  const sockets: Socket[] = [];
  const answers = [];
  for (let index = 0; index < 4; index++) answers.push(await dial('127.0.0.2'));
  answers.push(await dial('127.0.0.1'));
  expect(answers).toEqual(['hello', 'hello', 'closed', 'closed', 'hello']);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
