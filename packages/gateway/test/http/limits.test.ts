import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { EVENTS_PATH, type OfferView, routes, type TradeView } from '@evlock/protocol';
import {
  assertion,
  enrolmentRequest,
  type SoftwareDevice,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EVENT_STREAM_LIMITS } from '../../src/limits/http-limits.ts';
import { type Edge, type EdgeOptions, OPERATOR_TOKEN, startDatabase, startEdge } from '../support/edge.ts';
import { ask, enrolled, rawExchange } from '../support/https.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
let device: SoftwareDevice;
let token: string;
let count = 0;

beforeAll(async () => {
  base = await startDatabase();
});
afterAll(() => base.stop());
afterEach(() => edge.stop());

async function begin(options: EdgeOptions = {}): Promise<void> {
  edge = await startEdge(base, options);
  device = await softwareDevice(`limits ${count++}`);
  await enrolled(edge, device);
  const { meterKey } = device.principal;
  const challenge = edge.sessions.challenge(meterKey);
  const { gatewayNonce } = challenge;
  token = (
    await edge.sessions.signIn({ meterKey, gatewayNonce, assertion: assertion(device, { meterKey, ...challenge }) })
  ).token;
}

async function stream(): Promise<IncomingMessage> {
  const sent = request({
    host: '127.0.0.1',
    port: edge.http.port,
    ca: edge.authority.certificate,
    path: EVENTS_PATH,
    headers: { authorization: `Bearer ${token}` },
    agent: false,
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** Reads until the text contains `needle`. */
async function until(response: IncomingMessage, needle: string): Promise<string> {
  let text = '';
  for await (const chunk of response.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.includes(needle)) break;
  }
  return text;
}

const trade = (account: string): TradeView =>
  ({ id: `trade of ${account}`, buyer: { account }, seller: { account: '0x' } }) as unknown as TradeView;

describe('the event stream', () => {
  it('shows own trades and all offers, but no one else’s trades', async () => {
    await begin();
    const response = await stream();
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    edge.events.emit('trade', trade('0xsomebody'));
    edge.events.emit('trade', trade(device.principal.account));
    edge.events.emit('offer', { hash: 'last' } as unknown as OfferView);
    const text = await until(response, 'last');
    expect(text).toContain(`event: trade\ndata: {"id":"trade of ${device.principal.account}"`);
    expect(text).not.toContain('0xsomebody');
    response.destroy();
  });

  it('sends heartbeats, and ends when the device is revoked', async () => {
    await begin({ http: { streams: { ...EVENT_STREAM_LIMITS, heartbeatSeconds: 0.02 } } });
    const response = await stream();
    await until(response, 'still here');
    const ended = once(response, 'end');
    response.resume();
    await edge.enrolment.revoke(device.principal.deviceId);
    await ended;
  });

  it('ends with the session that opened it, however that ended', async () => {
    await begin({ http: { streams: { ...EVENT_STREAM_LIMITS, heartbeatSeconds: 0.02 } } });
    const response = await stream();
    await until(response, 'still here');
    const ended = once(response, 'end');
    response.resume();
    await base.database.query('UPDATE owner_session SET expires = 1', []);
    await ended;
  });

  it('ends at once when the session ended before the stream was registered', async () => {
    await begin({ http: { streams: { ...EVENT_STREAM_LIMITS, heartbeatSeconds: 3600 } } });
    const authenticate = edge.sessions.authenticate.bind(edge.sessions);
    // Revoked between the database's answer and the opening of the stream.
    vi.spyOn(edge.sessions, 'authenticate').mockImplementationOnce(async (tried) => {
      const owner = await authenticate(tried);
      await edge.enrolment.revoke(owner.deviceId);
      return owner;
    });
    const response = await stream();
    response.resume();
    await once(response, 'end');
  });

  it('is bounded in number', async () => {
    await begin({ http: { streams: { ...EVENT_STREAM_LIMITS, streamsPerOwner: 1 } } });
    const first = await stream();
    const second = await ask(edge, EVENTS_PATH, { token });
    expect([second.status, second.body.code]).toEqual([429, 'RATE_LIMITED']);
    first.destroy();
  });

  it('is dropped when its reader is too slow', async () => {
    await begin({ http: { streams: { ...EVENT_STREAM_LIMITS, maxBuffered: 1000 } } });
    const response = await stream();
    response.on('error', () => {});
    const gone = new Promise((resolve) => response.once('close', resolve));
    edge.events.emit('offer', { hash: 'x'.repeat(20_000_000) } as unknown as OfferView);
    response.resume();
    await gone;
    expect(response.complete).toBe(false);
  });

  it('needs a session', async () => {
    await begin();
    expect((await ask(edge, EVENTS_PATH)).body.code).toBe('UNAUTHENTICATED');
    expect((await ask(edge, EVENTS_PATH, { token: OPERATOR_TOKEN })).body.code).toBe('UNAUTHENTICATED');
  });
});

describe('limits', () => {
  it('bound requests per address', async () => {
    await begin({ http: { publicRequestsPerMinute: 2 } });
    const body = { meterKey: device.principal.meterKey };
    const answers = [];
    for (let index = 0; index < 3; index++) answers.push((await ask(edge, routes.challenge.path, { body })).status);
    expect(answers).toEqual([200, 200, 429]);
  });

  it('bound requests per owner', async () => {
    await begin({ http: { callerRate: { perSecond: 0.001, burst: 1 } } });
    expect((await ask(edge, routes.offers.path, { token })).status).toBe(200);
    const refused = await ask(edge, routes.offers.path, { token });
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.headers['retry-after']).toBe(String(refused.body.details.seconds));
  });

  it('bound guesses per address, without affecting others', async () => {
    await begin({ http: { guesses: { perSecond: 0.001, burst: 3 } } });
    const guess = async () => {
      const { code } = await edge.enrolment.createCode(device.principal.deviceId);
      const body = { ...(await enrolmentRequest(device, code)), code: 'AAAA-BBBB-CCCC-DDDD' };
      const { status, headers } = await ask(edge, routes.enrol.path, { body });
      return [status, headers['retry-after'] !== undefined];
    };
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push(await guess());
    expect(answers).toEqual([...Array.from({ length: 3 }, () => [403, false]), [429, true]]);
    expect((await ask(edge, routes.account.path, { token })).status).not.toBe(429);
  });

  it("bound guesses at the operator's token", async () => {
    await begin({ http: { guesses: { perSecond: 0.001, burst: 3 } } });
    const guess = async (tried: string) => (await ask(edge, routes.enrolments.path, { token: tried })).status;
    expect(await guess(OPERATOR_TOKEN)).toBe(200);
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push(await guess(`${OPERATOR_TOKEN}${count}`));
    expect(answers).toEqual([401, 401, 401, 429]);
    // Not even the right one, from an address with so many wrong ones.
    expect(await guess(OPERATOR_TOKEN)).toBe(429);
    expect((await ask(edge, routes.account.path, { token })).status).not.toBe(429);
  });

  it('end the stream of a device that enrols again, perhaps with another passkey', async () => {
    await begin();
    const response = await stream();
    response.resume();
    const gone = new Promise((resolve) => response.once('end', resolve));
    await enrolled(edge, device);
    await gone;
    expect((await ask(edge, EVENTS_PATH, { token })).status).toBe(401);
  });

  it('leave a challenge usable however many are requested, and keep few sessions per owner', async () => {
    await begin();
    edge.clock.held = edge.clock.monotonic();
    const { meterKey } = device.principal;
    const challenge = edge.sessions.challenge(meterKey);
    for (let count = 0; count < 50_000; count++) edge.sessions.challenge(meterKey);
    const signIn = ({ gatewayNonce, expires } = edge.sessions.challenge(meterKey)) =>
      edge.sessions.signIn({
        meterKey,
        gatewayNonce,
        assertion: assertion(device, { meterKey, gatewayNonce, expires }),
      });
    await signIn(challenge);
    await expect(signIn(challenge)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const tokens = [];
    for (let count = 0; count < 28; count++) tokens.push((await signIn()).token);
    await expect(signIn()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const rows = await base.database.query(
      `SELECT FROM owner_session JOIN device USING (device_id) WHERE meter_key = decode($1, 'hex')`,
      [meterKey.slice(2)],
    );
    expect(rows).toHaveLength(16);
    expect((await edge.sessions.authenticate(tokens.at(-1) ?? '')).meterKey).toBe(meterKey);
  });

  it('bound bodies and headers', async () => {
    await begin();
    const large = await ask(edge, routes.challenge.path, { raw: `"${'x'.repeat(40_000)}"` });
    expect([large.status, large.body.code]).toEqual([413, 'INPUT_TOO_LARGE']);
    const deep = await ask(edge, routes.challenge.path, { raw: '['.repeat(16_000) + ']'.repeat(16_000) });
    expect([deep.status, deep.body.code]).toEqual([400, 'INVALID_INPUT']);
    const zipped = await ask(edge, routes.challenge.path, { raw: '{}', headers: { 'content-encoding': 'gzip' } });
    expect(zipped.body.code).toBe('INVALID_INPUT');
    const many = Array.from({ length: 2_000 }, (_, index) => `h${index}: 1`).join('\r\n');
    expect(await rawExchange(edge, `GET /v1/health HTTP/1.1\r\nhost: x\r\n${many}\r\n\r\n`)).toContain(
      '"code":"INPUT_TOO_LARGE"',
    );
  });

  it('bound the time for a body to arrive', async () => {
    await begin({ http: { requestSeconds: 0.3 } });
    const socket = connect({ host: '127.0.0.1', port: edge.http.port, ca: edge.authority.certificate });
    await once(socket, 'secureConnect');
    socket.write(
      'POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{',
    );
    const drip = setInterval(() => socket.write(' '), 20);
    socket.resume();
    await new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    clearInterval(drip);
  });

  it('bound the time for a request to arrive', async () => {
    await begin({ http: { requestSeconds: 0.2 } });
    const socket = connect({ host: '127.0.0.1', port: edge.http.port, ca: edge.authority.certificate });
    await once(socket, 'secureConnect');
    socket.write('POST /v1/sessions HTTP/1.1\r\nhost: x\r\n');
    const text = Buffer.concat((await socket.toArray()) as Buffer[]).toString();
    expect(text).toContain('"code":"TIMED_OUT"');
  });

  it('accept TLS 1.3 only', async () => {
    await begin();
    const socket = connect({
      host: '127.0.0.1',
      port: edge.http.port,
      ca: edge.authority.certificate,
      maxVersion: 'TLSv1.2',
    });
    await expect(once(socket, 'secureConnect')).rejects.toThrow();
  });
});

describe('the log', () => {
  it('names who read what, and contains no token, code or assertion', async () => {
    await begin();
    const { deviceId } = device.principal;
    const made = await ask(edge, routes.createEnrolmentCode.path, { body: { deviceId }, token: OPERATOR_TOKEN });
    const { code } = made.body;
    await ask(edge, routes.account.path, { token });
    edge.log.info(
      { token, code, authorization: `Bearer ${token}`, deep: { assertion: { signature: 'abc' } } },
      'careless',
    );
    const text = await readFile(join(base.folder, 'gateway.log'), 'utf8');
    expect(text).toContain(`"who":"${device.principal.deviceId}","method":"GET","route":"/v1/account"`);
    expect(text).toContain('careless');
    for (const secret of [token, code, OPERATOR_TOKEN, 'abc']) expect(text).not.toContain(secret);
  });
});
