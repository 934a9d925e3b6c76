import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import {
  type GatewayRequest,
  gatewayMethods,
  type LinkHandlers,
  LinkPeer,
  type MeterStatus,
  meterMethods,
  systemClock,
} from '@evlock/protocol';
import { receiptOf, sampleTrade, unsigned } from '@evlock/testing/meter/samples';
import { deviceId, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { openDeviceKey } from '../../src/enrolment/device-key.ts';
import { linkOpener } from '../../src/link/link-socket.ts';
import { type Hello, Uplink } from '../../src/link/uplink.ts';
import { silentLog } from '../../src/log.ts';
import type { MeterProfile } from '../../src/profile.ts';
import type { OutboxEntry } from '../../src/store/store.ts';
import { market, until } from '../support/village.ts';

const meterKey = `0x${'0b'.repeat(20)}` as const;
const account = `0x${'0a'.repeat(20)}` as const;
const trade = sampleTrade();
const status: MeterStatus = {
  state: 'idle',
  relayClosed: false,
  tradeId: null,
  import: 0n as never,
  export: 0n as never,
  power: 0,
  voltage: 0,
  fault: null,
};

/** The gateway's side of the link. */
class Side {
  readonly hellos: GatewayRequest<'hello'>[] = [];
  readonly receipts: number[] = [];
  latestAsked = 0;
  readonly statuses: MeterStatus[] = [];
  readonly sockets: WebSocket[] = [];
  readonly sessions: { protocol: string | null; authorized: boolean; name: string | undefined }[] = [];
  peer: LinkPeer<typeof meterMethods, typeof gatewayMethods> | undefined;

  readonly accept = (socket: WebSocket, tls: TLSSocket): void => {
    const name = tls.getPeerCertificate().subject?.CN;
    this.sessions.push({ protocol: tls.getProtocol(), authorized: tls.authorized, name: String(name) });
    this.sockets.push(socket);
    const peer = new LinkPeer(
      { asks: meterMethods, answers: gatewayMethods, concurrency: 1 },
      {
        clock: systemClock,
        send: (text) => socket.send(text),
        violated: () => socket.close(),
        handlers: {
          hello: async (body) => {
            this.hellos.push(body);
            return { now: systemClock.now(), market, trades: [] };
          },
          latest: async () => {
            this.latestAsked++;
            return { reading: null, order: null, receipts: [] };
          },
          receipt: async ({ receipt }) => {
            this.receipts.push(receipt.sequence);
            return {};
          },
          reading: async () => ({}),
          renewCertificate: async () => ({ certificate: null, authority: 'none', links: '' }),
          status: async (body) => {
            this.statuses.push(body);
            return {};
          },
        },
      },
    );
    this.peer = peer;
    socket.on('message', (data) => peer.receive(data.toString()));
  };
}

describe('Uplink', () => {
  let fixture: TlsFixture;
  let stranger: TlsFixture;
  const running: Uplink[] = [];
  beforeAll(async () => {
    fixture = await TlsFixture.make();
    stranger = await TlsFixture.make();
    for (const one of [fixture, stranger]) {
      const key = await openDeviceKey(link(0, one));
      writeFileSync(link(0, one).certificateFile, await one.issue(await key.certificateRequest(deviceId)));
    }
  });
  afterEach(async () => {
    for (const uplink of running.splice(0)) await uplink.stop();
  });
  afterAll(async () => {
    await fixture.close();
    await stranger.close();
  });

  const link = (port: number, one = fixture): MeterProfile['deviceLink'] => ({
    url: `wss://127.0.0.1:${port}`,
    serverName: 'localhost',
    certificateFile: join(one.folder, 'certificate.pem'),
    authorityFile: one.authorityFile,
    privateKeyFile: join(one.folder, 'tls-key.pem'),
    renewalSeconds: 3600,
  });

  const uplinkTo = (given: MeterProfile['deviceLink'], outbox: OutboxEntry[] = []) => {
    const seen = { hellos: [] as Hello[], stopped: [] as string[], errors: [] as string[] };
    const refused = async (): Promise<never> => Promise.reject(new Error('not in this test'));
    const handlers = Object.fromEntries(Object.keys(meterMethods).map((method) => [method, refused]));
    const log = { ...silentLog, warn: ({ error }: { error: { code: string } }) => void seen.errors.push(error.code) };
    const uplink = new Uplink(
      { deviceId, meterKey, account },
      {
        open: linkOpener(given),
        store: {
          outbox: (limit) => outbox.slice(0, limit),
          acknowledge: (id) => {
            const index = outbox.findIndex((entry) => entry.id === id);
            if (index >= 0) outbox.splice(index, 1);
          },
        },
        handlers: {
          ...(handlers as unknown as LinkHandlers<typeof meterMethods>),
          stop: async ({ tradeId }) => {
            seen.stopped.push(tradeId);
            return {};
          },
        },
        status: () => status,
        learn: async () => undefined,
        greeted: (hello) => seen.hellos.push(hello),
        clock: systemClock,
        random: () => 0,
        log: Object.assign(Object.create(silentLog), log),
      },
    );
    running.push(uplink);
    uplink.start();
    return { uplink, seen, outbox };
  };

  const receipt = (id: number): OutboxEntry => ({
    id,
    method: 'receipt',
    body: { receipt: receiptOf(trade, 'seller', { sequence: id }), signature: unsigned },
  });

  it('says hello over TLS 1.3 with its certificate, and speaks both ways', async () => {
    const side = new Side();
    const { uplink, seen, outbox } = uplinkTo(link(await fixture.listenLink(side.accept)), [receipt(1)]);
    await until('connected', () => uplink.connected && outbox.length === 0);
    expect(side.sessions).toEqual([{ protocol: 'TLSv1.3', authorized: true, name: deviceId.slice(2) }]);
    expect(side.hellos).toMatchObject([{ version: 1, deviceId, meterKey, account, status }]);
    expect(seen.hellos).toMatchObject([{ market: { chainId: 31_337 } }]);
    expect(side.latestAsked).toBe(1);
    outbox.push(receipt(2));
    uplink.flush();
    uplink.tellStatus();
    await side.peer?.request('stop', { tradeId: trade.id });
    await until('all arrived', () => outbox.length === 0 && side.statuses.length === 1);
    expect([side.receipts, seen.stopped]).toEqual([[1, 2], [trade.id]]);
  });

  it('reconnects after the link was cut, and sends what was not acknowledged', async () => {
    const side = new Side();
    const { uplink, outbox } = uplinkTo(link(await fixture.listenLink(side.accept)));
    await until('connected', () => uplink.connected);
    side.sockets[0]?.terminate();
    await until('noticed', () => !uplink.connected);
    outbox.push(receipt(3));
    uplink.flush();
    await until('back', () => uplink.connected && outbox.length === 0);
    expect([side.hellos.length, side.receipts]).toEqual([2, [3]]);
  });

  /** In place of one. */
  function certificate(kind: 'empty' | 'pipe' | 'huge'): string {
    const file = join(fixture.folder, kind);
    if (kind === 'pipe') execFileSync('mkfifo', [file]);
    else writeFileSync(file, kind === 'huge' ? 'x'.repeat(70_000) : '');
    return file;
  }

  it.each<[string, () => Promise<MeterProfile['deviceLink']>, string]>([
    [
      'another name',
      async () => ({ ...link(await fixture.listenLink(() => {})), serverName: 'gateway.example' }),
      'GATEWAY_UNTRUSTED',
    ],
    [
      'another authority',
      async () => ({ ...link(await fixture.listenLink(() => {})), authorityFile: stranger.authorityFile }),
      'GATEWAY_UNTRUSTED',
    ],
    ['TLS 1.2', async () => link(await fixture.listenLink(() => {}, 'TLSv1.2')), 'GATEWAY_'],
    ['nobody', async () => link(1), 'GATEWAY_UNREACHABLE'],
    ['no certificate', async () => ({ ...link(1), certificateFile: '/none/certificate.pem' }), 'NOT_ENROLLED'],
    ['an empty certificate', async () => ({ ...link(1), certificateFile: certificate('empty') }), 'PROFILE_INVALID'],
    ['a folder', async () => ({ ...link(1), certificateFile: fixture.folder }), 'PROFILE_INVALID'],
    ['a pipe', async () => ({ ...link(1), certificateFile: certificate('pipe') }), 'PROFILE_INVALID'],
    ['too large a certificate', async () => ({ ...link(1), certificateFile: certificate('huge') }), 'PROFILE_INVALID'],
  ])('does not speak to %s', async (_name, given, code) => {
    const { uplink, seen } = uplinkTo(await given());
    await until('refused', () => seen.errors.length > 0);
    expect(seen.errors[0]).toContain(code);
    expect(uplink.connected).toBe(false);
  });

  it('is refused with another authority’s certificate', async () => {
    const side = new Side();
    const given = { ...link(await fixture.listenLink(side.accept), stranger), authorityFile: fixture.authorityFile };
    const { seen } = uplinkTo(given);
    await until('refused', () => seen.errors.length > 0);
    expect(side.sessions).toEqual([]);
  });

  it('reports why the gateway closed', async () => {
    const side = new Side();
    const { uplink, seen } = uplinkTo(link(await fixture.listenLink(side.accept)));
    await until('connected', () => uplink.connected);
    side.sockets[0]?.close(1008, 'DEVICE_REVOKED');
    await until('said', () => seen.errors.includes('DEVICE_REVOKED'));
  });
});
