import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bytes32,
  DEVICE_LINK_MAX_FRAME,
  type Energy,
  type MeterStatus,
  Reading,
  Receipt,
  systemClock,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import {
  certificateRequest,
  privateKeyPem,
  type SoftwareDevice,
  signed,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { DeviceMarket } from '../../src/device-link/device-link.ts';
import { CertificateAuthority } from '../../src/enrolment/certificate-authority.ts';
import { verifyCertificateRequest } from '../../src/enrolment/certificate-request.ts';
import type { MarketEvent } from '../../src/market/event-bus.ts';
import { type Edge, type EdgeOptions, startDatabase, startEdge } from '../support/edge.ts';
import { closed, dial, enrolled, type Identity, next, outcome } from '../support/https.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
let device: SoftwareDevice;
let identity: Required<Omit<Identity, 'maxVersion'>>;
let count = 0;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  base = await startDatabase();
});
afterAll(() => base.stop());
beforeEach(() => restart());
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await edge.stop();
});

async function restart(options: EdgeOptions = {}): Promise<void> {
  edge = await startEdge(base, options);
  device = await softwareDevice(`linked ${count++}`);
  identity = await enrolled(edge, device);
}
async function restartWith(options: EdgeOptions): Promise<void> {
  await edge.stop();
  await restart(options);
}

function call(with_: Identity = identity): WebSocket {
  const socket = dial(edge, with_);
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

const zero: Bytes32 = `0x${'0'.repeat(64)}`;
const status: MeterStatus = {
  state: 'idle',
  relayClosed: false,
  tradeId: null,
  import: 0n as Energy,
  export: 0n as Energy,
  power: 0,
  voltage: 48_000,
  fault: null,
};
const hello = (d: SoftwareDevice = device, change: object = {}) =>
  toJson({ id: 0, method: 'hello', body: { version: 1, ...d.principal, status, ...change } });

async function greeted(d: SoftwareDevice = device, with_: Identity = identity): Promise<WebSocket> {
  const socket = call(with_);
  await once(socket, 'open');
  socket.send(hello(d));
  expect(await next(socket)).toMatchObject({ id: 0, result: { trades: [] } });
  return socket;
}

const receipt: Receipt = {
  tradeId: zero,
  role: 'buyer',
  sequence: 1,
  energy: 5n as Energy,
  partnerSequence: 0,
  partnerEnergy: 0n as Energy,
  final: false,
  cause: 'none',
};
const reading = (d: SoftwareDevice): Reading => ({
  meterKey: d.principal.meterKey,
  sequence: 1,
  intervalStart: 0 as Timestamp,
  intervalEnd: 900 as Timestamp,
  import: 1n as Energy,
  export: 0n as Energy,
  flags: 1,
  previousHash: zero,
});

/** A reset counts as an end too: `once` would report it as a failure. */
const hungUp = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.on('error', () => undefined).once('close', () => resolve()));

describe('the TLS handshake', () => {
  /** A certificate for the device's key from another authority, or for another time. */
  async function certificateBy(folder: string, at: number): Promise<Identity> {
    const clock = { ...systemClock, now: () => at as Timestamp };
    const authority = await CertificateAuthority.open(
      { keyFolder: join(folder, 'keys'), certificateFile: join(folder, 'authority.pem'), serverNames: [] },
      { clock },
    );
    const request = await verifyCertificateRequest(await certificateRequest(device), device.principal.deviceId);
    const { certificate } = await authority.issueDevice(device.principal.deviceId, request.publicKey);
    return { certificate, privateKey: identity.privateKey };
  }

  it('is TLS 1.3 with a client certificate, and logs it', async () => {
    const lines: unknown[] = [];
    edge.log.info = ((details: object, message: string) =>
      lines.push({ message, ...details })) as unknown as typeof edge.log.info;
    await greeted();
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'device link TLS',
        protocol: 'TLSv1.3',
        cipher: expect.stringMatching(/^TLS_/),
        authorized: true,
        deviceId: device.principal.deviceId,
      }),
    );
  });

  it('is refused without a certificate', async () => {
    expect(await outcome(call({}))).toBe('refused');
  });

  it("is refused with another authority's certificate", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-other-authority-'));
    expect(await outcome(call(await certificateBy(folder, systemClock.now())))).toBe('refused');
    await rm(folder, { recursive: true });
  });

  it('is refused with an expired certificate', async () => {
    const overTwoYears = systemClock.now() - 2 * 365 * 86_400;
    expect(await outcome(call(await certificateBy(base.folder, overTwoYears)))).toBe('refused');
  });

  it('is refused with the gateway’s own server certificate', async () => {
    const { cert, key } = edge.certificate.context;
    expect(await outcome(call({ certificate: cert, privateKey: key }))).toBe('refused');
  });

  it('is refused in TLS 1.2', async () => {
    expect(await outcome(call({ ...identity, maxVersion: 'TLSv1.2' }))).toBe('refused');
  });

  it('is refused beyond the connection limit per address', async () => {
    await restartWith({ link: { connectionsPerAddress: 1 } });
    await greeted();
    expect(await outcome(call())).toBe('refused');
  });

  it('has a few seconds', async () => {
    await restartWith({ link: { handshakeSeconds: 0.2 } });
    const { connect } = await import('node:net');
    const socket = connect(edge.link.port, '127.0.0.1');
    await hungUp(socket);
  });
});

describe('a device that was admitted', () => {
  it('is refused once revoked', async () => {
    await edge.enrolment.revoke(device.principal.deviceId);
    expect(await outcome(call())).toBe('DEVICE_REVOKED');
  });

  it('is disconnected at once when revoked while connected', async () => {
    const socket = await greeted();
    const ending = closed(socket);
    await edge.enrolment.revoke(device.principal.deviceId);
    expect(await ending).toEqual({ code: 1008, reason: 'DEVICE_REVOKED' });
    expect(edge.link.online(device.principal.meterKey)).toBe(false);
  });

  it('is disconnected at once when it enrols again while connected', async () => {
    const ending = closed(await greeted());
    await enrolled(edge, device);
    expect(await ending).toEqual({ code: 1008, reason: 'CONNECTION_REPLACED' });
  });

  it('is disconnected when another gateway revoked it', async () => {
    await restartWith({ link: { keepaliveSeconds: 0.05 } });
    const ending = closed(await greeted());
    await edge.devices.revoke(device.principal.deviceId, edge.clock.now());
    expect(await ending).toEqual({ code: 1008, reason: 'DEVICE_REVOKED' });
  });

  it('is refused with a certificate older than its newest', async () => {
    await enrolled(edge, device);
    expect(await outcome(call())).toBe('DEVICE_REVOKED');
  });

  it('is refused when the device is unknown', async () => {
    const stranger = await softwareDevice('stranger');
    const request = await verifyCertificateRequest(await certificateRequest(stranger), stranger.principal.deviceId);
    const { certificate } = await edge.authority.issueDevice(stranger.principal.deviceId, request.publicKey);
    const privateKey = await privateKeyPem(stranger.tls);
    expect(await outcome(call({ certificate, privateKey }))).toBe('DEVICE_MISMATCH');
  });
});

describe('a greeted device', () => {
  it('is online with its status, and offline when it goes', async () => {
    const events: MarketEvent[] = [];
    edge.events.listen((event) => events.push(event));
    const socket = await greeted();
    const { meterKey } = device.principal;
    expect(edge.link.online(meterKey)).toBe(true);
    socket.send(toJson({ id: 1, method: 'status', body: { ...status, power: 1200 } }));
    expect(await next(socket)).toEqual({ id: 1, result: {} });
    expect(edge.link.status(meterKey)?.power).toBe(1200);
    expect(edge.market.meters.resend).toHaveBeenCalledWith(device.principal);
    const gone = new Promise<void>((resolve) => edge.events.listen(() => resolve()));
    socket.close();
    await gone;
    expect(edge.link.online(meterKey)).toBe(false);
    expect(edge.link.status(meterKey)).toBeNull();
    expect(events.map(({ body }) => (body as { online: boolean }).online)).toEqual([true, true, false]);
  });

  it('has its receipts and readings stored before they are answered', async () => {
    const socket = await greeted();
    const signature = await signed(Receipt, receipt, device.keys.meter);
    socket.send(toJson({ id: 1, method: 'receipt', body: { receipt, signature } }));
    expect(await next(socket)).toEqual({ id: 1, result: {} });
    expect(edge.market.receipts.receive).toHaveBeenCalledWith(device.principal, { receipt, signature });
    const read = { reading: reading(device), signature: await signed(Reading, reading(device), device.keys.meter) };
    socket.send(toJson({ id: 2, method: 'reading', body: read }));
    expect(await next(socket)).toEqual({ id: 2, result: {} });
    expect(edge.market.readings.receive).toHaveBeenCalledWith(device.principal, read);
  });

  it("answers the market's requests, and its errors arrive", async () => {
    const socket = await greeted();
    socket.on('message', (data) => {
      const { id, method } = JSON.parse(data.toString());
      const error = { code: 'OUT_OF_STATE', message: 'no', details: { state: 'idle' } };
      socket.send(JSON.stringify(method === 'stop' ? { id, result: {} } : { id, error }));
    });
    const { meterKey } = device.principal;
    expect(await edge.link.request(meterKey, 'stop', { tradeId: zero })).toEqual({});
    await expect(
      edge.link.request(meterKey, 'partnerReceipt', { receipt, signature: `0x${'00'.repeat(64)}1b` }),
    ).rejects.toMatchObject({
      code: 'OUT_OF_STATE',
      details: { state: 'idle' },
    });
  });

  it('is replaced by its newer connection', async () => {
    const older = await greeted();
    const ending = closed(older);
    const newer = await greeted();
    expect(await ending).toEqual({ code: 1008, reason: 'CONNECTION_REPLACED' });
    expect(edge.link.online(device.principal.meterKey)).toBe(true);
    expect(newer.readyState).toBe(newer.OPEN);
  });

  it('is told apart from a second meter with the same key: the returning process is refused', async () => {
    const instances = ['aa', 'bb'].map((digits) => digits.repeat(16));
    const arrive = async (instance: string | undefined): Promise<WebSocket> => {
      const socket = call(identity);
      await once(socket, 'open');
      socket.send(hello(device, { instance }));
      return socket;
    };
    for (const instance of [instances[0], instances[0], instances[1], instances[1]]) {
      expect(await next(await arrive(instance))).toMatchObject({ result: { trades: [] } });
    }
    expect(edge.market.faults.report).not.toHaveBeenCalled();
    const back = await arrive(instances[0]);
    const ending = closed(back);
    expect(await next(back)).toMatchObject({ error: { code: 'DUPLICATE_METER' } });
    expect(await ending).toMatchObject({ reason: 'DUPLICATE_METER' });
    const [second, first] = [...instances].reverse().map((instance) => ({ instance }));
    expect(edge.market.faults.report).toHaveBeenCalledWith(device.principal.meterKey, 'DUPLICATE_METER', second, first);
    expect(edge.link.online(device.principal.meterKey)).toBe(true);
  });

  it('learns what it last signed, after its hello', async () => {
    const early = call(identity);
    await once(early, 'open');
    early.send(toJson({ id: 0, method: 'latest', body: {} }));
    expect(await next(early)).toMatchObject({ error: { code: 'PROTOCOL_VIOLATION' } });
    const socket = await greeted();
    socket.send(toJson({ id: 1, method: 'latest', body: {} }));
    expect(await next(socket)).toEqual({ id: 1, result: { reading: null, order: null, receipts: [] } });
    expect(edge.market.meters.latestSigned).toHaveBeenCalledWith(device.principal);
  });

  it('fails its open requests when it goes', async () => {
    const socket = await greeted();
    const asked = edge.link.request(device.principal.meterKey, 'stop', { tradeId: zero });
    socket.terminate();
    await expect(asked).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
    await expect(edge.link.request(device.principal.meterKey, 'stop', { tradeId: zero })).rejects.toMatchObject({
      code: 'DEVICE_OFFLINE',
    });
  });

  it('is not read while the market is behind', async () => {
    await restartWith({ link: { pauseAt: 4, resumeAt: 1 } });
    const socket = await greeted();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    edge.market.receipts.receive.mockImplementation(() => held);
    const body = { receipt, signature: await signed(Receipt, receipt, device.keys.meter) };
    for (let id = 1; id <= 60; id++) socket.send(toJson({ id, method: 'receipt', body }));
    const answers: number[] = [];
    const all = new Promise<void>((resolve) =>
      socket.on('message', (data) => {
        answers.push(JSON.parse(data.toString()).id);
        if (answers.length === 60) resolve();
      }),
    );
    release();
    await all;
    expect(answers).toEqual(Array.from({ length: 60 }, (_item, index) => index + 1));
  });
});

describe('a device that misbehaves', () => {
  const message = (id: number, method: string, body: unknown): string => toJson({ id, method, body });

  it.each<[string, (s: WebSocket, o: SoftwareDevice) => Promise<void> | void, number, string]>([
    ['a hello for another device', (s, o) => s.send(hello(o)), 1008, 'DEVICE_MISMATCH'],
    [
      'a hello with another account',
      (s, o) => s.send(hello(device, { account: o.principal.account })),
      1008,
      'DEVICE_MISMATCH',
    ],
    ['a hello of another version', (s) => s.send(hello(device, { version: 99 })), 1008, 'PROTOCOL_VIOLATION'],
    ['something before hello', (s) => s.send(message(0, 'status', status)), 1008, 'PROTOCOL_VIOLATION'],
    [
      'a second hello',
      (s) => {
        s.send(hello());
        s.send(message(1, 'hello', JSON.parse(hello()).body));
      },
      1008,
      'PROTOCOL_VIOLATION',
    ],
    [
      'another meter’s receipt',
      async (s, o) => {
        s.send(hello());
        s.send(message(1, 'receipt', { receipt, signature: await signed(Receipt, receipt, o.keys.meter) }));
      },
      1008,
      'DEVICE_MISMATCH',
    ],
    [
      'another meter’s reading',
      async (s, o) => {
        s.send(hello());
        s.send(
          message(1, 'reading', { reading: reading(o), signature: await signed(Reading, reading(o), o.keys.meter) }),
        );
      },
      1008,
      'DEVICE_MISMATCH',
    ],
    [
      'another meter’s reading under its own key',
      async (s, o) => {
        s.send(hello());
        s.send(
          message(1, 'reading', {
            reading: reading(o),
            signature: await signed(Reading, reading(o), device.keys.meter),
          }),
        );
      },
      1008,
      'DEVICE_MISMATCH',
    ],
    [
      'an unknown method',
      (s) => {
        s.send(hello());
        s.send(message(1, 'launch', {}));
      },
      1008,
      'PROTOCOL_VIOLATION',
    ],
    ['what is not JSON', (s) => s.send('hello'), 1008, 'PROTOCOL_VIOLATION'],
    ['a binary frame', (s) => s.send(Buffer.from(hello())), 1008, 'PROTOCOL_VIOLATION'],
    ['a frame that is too large', (s) => s.send('x'.repeat(DEVICE_LINK_MAX_FRAME + 1)), 1009, ''],
  ])('is disconnected: %s', async (_name, act, code, reason) => {
    const other = await softwareDevice('somebody else');
    const socket = call();
    await once(socket, 'open');
    const ending = closed(socket);
    await act(socket, other);
    expect(await ending).toEqual({ code, reason });
    expect(edge.market.receipts.receive).not.toHaveBeenCalled();
    expect(edge.market.readings.receive).not.toHaveBeenCalled();
    expect(edge.link.online(device.principal.meterKey)).toBe(false);
  });

  it.each([
    ['a body of the wrong type', 'status', { ...status, power: 'much' }, 'INVALID_INPUT'],
    ['an unknown field', 'status', { ...status, admin: true }, 'INVALID_INPUT'],
    ['no signature', 'receipt', { receipt: JSON.parse(toJson(receipt)) }, 'INVALID_INPUT'],
    [
      'a malformed signature',
      'receipt',
      { receipt: JSON.parse(toJson(receipt)), signature: `0x${'ff'.repeat(64)}1b` },
      'INVALID_SIGNATURE',
    ],
  ])('gets a typed error and may continue: %s', async (_name, method, body, code) => {
    const socket = await greeted();
    socket.send(message(1, method, body));
    expect(await next(socket)).toMatchObject({ id: 1, error: { code } });
    expect(edge.market.receipts.receive).not.toHaveBeenCalled();
    expect(edge.link.status(device.principal.meterKey)).toEqual(status);
  });

  it('is disconnected when silent', async () => {
    await restartWith({ link: { helloSeconds: 0.05 } });
    expect(await closed(call())).toEqual({ code: 1008, reason: 'TIMED_OUT' });
  });

  it('is disconnected when it no longer answers pings', async () => {
    await restartWith({ link: { keepaliveSeconds: 0.05 } });
    const socket = await greeted();
    const gone = new Promise<void>((resolve) => edge.events.listen(() => resolve()));
    socket.pause();
    await gone;
    expect(edge.link.online(device.principal.meterKey)).toBe(false);
  });

  it('is disconnected when it floods', async () => {
    await restartWith({ link: { rate: { perSecond: 1, burst: 10 } } });
    const socket = await greeted();
    const ending = closed(socket);
    for (let id = 1; id <= 20; id++) socket.send(message(id, 'status', status));
    expect(await ending).toEqual({ code: 1008, reason: 'RATE_LIMITED' });
    // The rate applies to the device, not the connection.
    expect(await outcome(call())).toBe('RATE_LIMITED');
  });

  it('is disconnected when it sends too many bytes, even without completing a message', async () => {
    await restartWith({ link: { byteRate: { perSecond: 1, burst: 100_000 } } });
    const socket = await greeted();
    const ending = closed(socket);
    for (let frame = 0; frame < 20_000; frame++) socket.pong();
    expect(await ending).toEqual({ code: 1008, reason: 'RATE_LIMITED' });
  });

  it('is disconnected when it pings endlessly', async () => {
    await restartWith({ link: { rate: { perSecond: 1, burst: 10 } } });
    const socket = await greeted();
    const ending = closed(socket);
    for (let count = 0; count < 20; count++) socket.ping();
    expect(await ending).toEqual({ code: 1008, reason: 'RATE_LIMITED' });
  });

  it('has few connections at a time', async () => {
    await restartWith({ link: { connectionsPerDevice: 2 } });
    const calls = [call(), call()];
    for (const open of calls) if (open.readyState !== open.OPEN) await once(open, 'open');
    expect(await outcome(call())).toBe('RATE_LIMITED');
  });

  it('cannot use compressed frames: the extension is never negotiated', async () => {
    const socket = call();
    await once(socket, 'open');
    expect(socket.extensions).toBe('');
  });

  it('is disconnected for JSON nested as deep as a frame allows', async () => {
    const socket = await greeted();
    const depth = 8_000;
    const ending = closed(socket);
    socket.send(`{"id":1,"method":"status","body":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    socket.send(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(await ending).toEqual({ code: 1008, reason: 'PROTOCOL_VIOLATION' });
  });

  it('is dropped when it reads too slowly', async () => {
    await restartWith({ link: { maxBuffered: 0, keepaliveSeconds: 60 } });
    const socket = await greeted();
    socket.pause();
    const asked: Promise<unknown>[] = [];
    const body = { receipt, signature: await signed(Receipt, receipt, device.keys.meter) };
    for (let index = 0; index < 60; index++) {
      asked.push(edge.link.request(device.principal.meterKey, 'partnerReceipt', body).catch((error) => error.code));
    }
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['DEVICE_OFFLINE']));
  });
});

describe('the listener', () => {
  it.each([
    ['that is silent', '', ''],
    ['that sends its request byte by byte', 'GET / HTTP/1.1\r\n', 'X'],
  ])('drops an unauthenticated connection %s', async (_name, first, again) => {
    await restartWith({ link: { handshakeSeconds: 0.3 } });
    const { connect: tcp } = await import('node:net');
    const { connect: tls } = await import('node:tls');
    const { certificate: cert, privateKey: key } = identity;
    const at = { host: '127.0.0.1', port: edge.link.port };
    const socket = first === '' ? tcp(at) : tls({ ...at, ca: edge.authority.certificate, cert, key });
    socket.on('error', () => undefined);
    await once(socket, first === '' ? 'connect' : 'secureConnect');
    socket.write(first);
    const drip = setInterval(() => socket.write(again), 20);
    socket.resume();
    await hungUp(socket);
    clearInterval(drip);
  });

  it("keeps unauthenticated connections from taking a returning meter's place", async () => {
    await restartWith({ link: { unauthenticated: 3, unauthenticatedPerAddress: 100, handshakeSeconds: 30 } });
    const { connect: tcp } = await import('node:net');
    (await greeted()).terminate();
    const silent = Array.from({ length: 3 }, () =>
      tcp({ host: '127.0.0.1', port: edge.link.port, localAddress: '127.0.0.2' }).on('error', () => undefined),
    );
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    await expect.poll(() => edge.link.connections).toBeGreaterThanOrEqual(3);
    const refused = tcp({ host: '127.0.0.1', port: edge.link.port, localAddress: '127.0.0.3' });
    refused.on('error', () => undefined);
    await hungUp(refused);
    await greeted();
    for (const socket of silent) socket.destroy();
  });

  it('answers non-WebSocket requests with a typed error', async () => {
    const { request } = await import('node:https');
    const { certificate: cert, privateKey: key } = identity;
    const sent = request({
      host: '127.0.0.1',
      port: edge.link.port,
      ca: edge.authority.certificate,
      cert,
      key,
      agent: false,
    });
    sent.end();
    const [response] = await once(sent, 'response');
    const text = Buffer.concat(await response.toArray()).toString();
    expect([response.statusCode, JSON.parse(text).code]).toEqual([426, 'PROTOCOL_VIOLATION']);
  });

  it('reports when its port is taken', async () => {
    const { DeviceLink } = await import('../../src/device-link/device-link.ts');
    const { marketInfo } = await import('../support/edge.ts');
    const second = new DeviceLink(
      { host: '127.0.0.1', port: edge.link.port, marketInfo },
      {
        certificate: edge.certificate,
        enrolment: edge.enrolment,
        events: edge.events,
        clock: edge.clock,
        log: edge.log,
      },
    );
    await expect(second.start(edge.market as unknown as DeviceMarket)).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });
});
