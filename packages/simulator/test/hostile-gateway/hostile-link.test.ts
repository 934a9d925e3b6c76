import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LinkSocket, linkOpener, openDeviceKey } from '@evlock/meter/internal/link';
import {
  type Bytes32,
  gatewayMethods,
  type LinkHandlers,
  LinkPeer,
  type MeterMethod,
  meterMethods,
  systemClock,
} from '@evlock/protocol';
import { HackedAuthority } from '@evlock/testing/gateway/hacked-authority';
import { hex, market } from '@evlock/testing/owner/test-gateway';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { HostileLink, Rules, swallowing } from '../../src/hostile-gateway/index.ts';

const deviceId: Bytes32 = `0x${'d1'.repeat(32)}`;
const status = {
  state: 'idle',
  relayClosed: false,
  tradeId: null,
  import: 0n,
  export: 0n,
  power: 0,
  voltage: 48_000,
  fault: null,
} as const;
const hello = { version: 1, deviceId, meterKey: hex('1', 20), account: hex('2', 20), status } as never;

let hacked: HackedAuthority;
let tls: { cert: string; ca: string; key: Buffer };
/** Nothing is behind this one; the second sits between a meter and this one. */
let alone: HostileLink;
let between: HostileLink;
const [answers, toGateway, toMeter] = [new Rules(), new Rules(), new Rules()];

/** A meter that echoes every request. */
async function meterAt(url: string) {
  const asked: MeterMethod[] = [];
  const link = {
    url,
    serverName: 'localhost',
    certificateFile: join(hacked.folder, 'certificate.pem'),
    authorityFile: hacked.file,
    privateKeyFile: join(hacked.folder, 'tls-key.pem'),
    renewalSeconds: 60,
  };
  const socket: LinkSocket = await linkOpener(link)(new AbortController().signal);
  const handler = (name: MeterMethod) => async () => {
    asked.push(name);
    return {};
  };
  const handlers = Object.fromEntries(Object.keys(meterMethods).map((name) => [name, handler(name as MeterMethod)]));
  const peer = new LinkPeer(
    { asks: gatewayMethods, answers: meterMethods, concurrency: 8 },
    {
      send: (text) => socket.send(text),
      clock: systemClock,
      handlers: handlers as unknown as LinkHandlers<typeof meterMethods>,
      violated: () => socket.end(),
    },
  );
  socket.onText((text) => peer.receive(text));
  return { peer, asked, end: () => socket.end() };
}

beforeAll(async () => {
  hacked = await HackedAuthority.make();
  const [certificateFile, keyFile] = ['certificate.pem', 'tls-key.pem'].map((name) => join(hacked.folder, name));
  const key = await openDeviceKey({ privateKeyFile: keyFile } as never);
  const certificate = await hacked.issue(await key.certificateRequest(deviceId), deviceId);
  await writeFile(certificateFile!, certificate);
  tls = { cert: certificate, ca: hacked.certificate, key: await readFile(keyFile!) };
  alone = new HostileLink(
    { identity: await hacked.identity() },
    { toGateway: answers, toMeter: new Rules(), clock: systemClock },
  );
  await alone.start();
  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(alone.url, tls);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return socket;
  };
  between = new HostileLink({ identity: await hacked.identity() }, { toGateway, toMeter, connect, clock: systemClock });
  await between.start();
});
afterEach(() => {
  for (const rules of [answers, toGateway, toMeter]) rules.clear();
});
afterAll(async () => {
  await between.stop();
  await alone.stop();
  await hacked.remove();
});

describe('a stand-alone hostile gateway', () => {
  it('passes for the gateway to a meter that pins its authority', async () => {
    answers.add(...swallowing(market, { clock: systemClock }));
    const meter = await meterAt(alone.url);
    expect(await meter.peer.request('hello', hello)).toMatchObject({ market, trades: [] });
    expect(await meter.peer.request('status', status as never)).toEqual({});
    meter.end();
  });

  it('sends a meter any request, as often as it likes', async () => {
    const meter = await meterAt(alone.url);
    await alone.connected(deviceId);
    const results = await alone.flood(deviceId, {
      method: 'stop',
      body: () => ({ tradeId: hex('7') }),
      count: 100,
    });
    expect(results.map(({ status }) => status)).toEqual(Array(100).fill('fulfilled'));
    expect(meter.asked).toEqual(Array(100).fill('stop'));
    meter.end();
  });
});

describe('a hostile gateway between meter and gateway', () => {
  it('forwards both ways, by its rules', async () => {
    answers.add(...swallowing(market, { clock: systemClock }));
    toGateway.add({ on: 'hello', answer: (greeting) => ({ ...(greeting as object), now: 42 }) });
    toMeter.add({ on: 'stop', repeat: 2 });
    const meter = await meterAt(between.url);
    expect(await meter.peer.request('hello', hello)).toMatchObject({ now: 42, market });
    await alone.connected(deviceId);
    await alone.ask(deviceId, 'stop', { tradeId: hex('7') });
    expect(meter.asked).toEqual(['stop', 'stop']);
    expect(answers.seen.at(-1)).toMatchObject({ name: 'hello', caller: deviceId });
    meter.end();
  });

  it('withholds what the meter sends', async () => {
    answers.add(...swallowing(market, { clock: systemClock }));
    toGateway.add({ on: 'status', withhold: true });
    const meter = await meterAt(between.url);
    await meter.peer.request('hello', hello);
    const told = answers.seen.length;
    const withheld = meter.peer.request('status', status as never).catch(({ code }) => code);
    await meter.peer.request('latest', {});
    expect(answers.seen.slice(told).map(({ name }) => name)).toEqual(['latest']);
    meter.end();
    meter.peer.close(new Error('over') as never);
    await withheld;
  });
});
