import { API_MAX_BODY, type Bytes32, EVENTS_PATH, type Route, routes, toJson } from '@evlock/protocol';
import {
  assertion,
  enrolmentRequest,
  type SoftwareDevice,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeHash } from '../../src/crypto/one-time-code.ts';
import { type Edge, marketInfo, mocksOf, OPERATOR_TOKEN, startDatabase, startEdge } from '../support/edge.ts';
import { ask, enrolled, rawExchange } from '../support/https.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
let device: SoftwareDevice;
let token: string;

beforeAll(async () => {
  base = await startDatabase();
  // One owner asks every route in every wrong way here, and wrong tokens ask the operator's; limits.test.ts shows that both are limited.
  const burst = 1000;
  edge = await startEdge(base, { http: { callerRate: { perSecond: 20, burst }, guesses: { perSecond: 1, burst } } });
  device = await softwareDevice('routes');
  await enrolled(edge, device);
  token = await signedIn(device);
});
afterAll(async () => {
  await edge.stop();
  await base.stop();
});
beforeEach(() => {
  for (const [, mock] of mocksOf(edge.market)) mock.mockClear();
});

async function signedIn(owner: SoftwareDevice): Promise<string> {
  const { meterKey } = owner.principal;
  const { body: challenge } = await ask(edge, routes.challenge.path, { body: { meterKey } });
  const answer = await ask(edge, routes.signIn.path, {
    body: {
      meterKey,
      gatewayNonce: challenge.gatewayNonce,
      assertion: assertion(owner, { meterKey, ...challenge }),
    },
  });
  expect(answer.status).toBe(200);
  return answer.body.token;
}

/** Everything the market was asked to do, and everything in the database a request could change. */
async function state(): Promise<unknown> {
  const calls = mocksOf(edge.market).map(([name, mock]) => [name, mock.mock.calls.length]);
  const rows = await base.database.query('SELECT * FROM device ORDER BY device_id');
  const [counts] = await base.database.query(
    'SELECT (SELECT count(*) FROM enrolment_code) AS codes, (SELECT count(*) FROM owner_session) AS sessions',
  );
  return { calls, rows, counts };
}

const filled = (path: string): string => path.replaceAll(/:\w+/g, `0x${'ab'.repeat(32)}`);
const credentials = (access: Route['access']): string | undefined =>
  ({ public: undefined, owner: token, operator: OPERATOR_TOKEN })[access];
const all: readonly [string, Route][] = Object.entries(routes);
const posts = all.filter(([, { method }]) => method === 'POST');
const guarded = all.filter(([, { access }]) => access !== 'public');

interface Wrong {
  readonly raw: string;
  readonly code: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
}
const wrongBodies: readonly [string, Wrong][] = [
  ['malformed JSON', { raw: '{"code":', code: 'INVALID_INPUT', status: 400 }],
  ['no JSON at all', { raw: '\u0000\u0001', code: 'INVALID_INPUT', status: 400 }],
  ['an empty body', { raw: '', code: 'INVALID_INPUT', status: 400, headers: { 'content-length': '0' } }],
  ['null', { raw: 'null', code: 'INVALID_INPUT', status: 400 }],
  ['an array', { raw: '[]', code: 'INVALID_INPUT', status: 400 }],
  ['an unknown field', { raw: '{"admin":true}', code: 'INVALID_INPUT', status: 400 }],
  ['a poisoned prototype', { raw: '{"__proto__":{"admin":true}}', code: 'INVALID_INPUT', status: 400 }],
  [
    'another content type',
    { raw: '{}', code: 'INVALID_INPUT', status: 400, headers: { 'content-type': 'text/plain' } },
  ],
  ['a body too large', { raw: `"${'x'.repeat(API_MAX_BODY)}"`, code: 'INPUT_TOO_LARGE', status: 413 }],
];

describe.each(posts)('wrong input to %s', (_name, route) => {
  it('gets a typed error and changes nothing', async () => {
    const before = await state();
    for (const [what, { raw, code, status, headers }] of wrongBodies) {
      const token = credentials(route.access);
      const answer = await ask(edge, filled(route.path), {
        method: 'POST',
        raw,
        token,
        ...(headers ? { headers } : {}),
      });
      expect([what, answer.status, answer.body.code]).toEqual([what, status, code]);
      expect(Object.keys(answer.body)).toEqual(['code', 'class', 'message', 'remedy', 'details', 'docs']);
    }
    expect(await state()).toEqual(before);
  });
});

describe.each(guarded)('access to %s', (_name, route) => {
  it.each([
    ['without a token', undefined],
    ['with an invented token', 'a'.repeat(43)],
    ['with a token that is too long', 'a'.repeat(10_000)],
  ])('is refused %s', async (_case, wrong) => {
    const answer = await ask(edge, filled(route.path), {
      method: route.method,
      ...(route.method === 'POST' ? { raw: '{}' } : {}),
      token: wrong,
    });
    // Node refuses oversized headers before any route is reached.
    expect([401, 413]).toContain(answer.status);
    expect(['UNAUTHENTICATED', 'INPUT_TOO_LARGE']).toContain(answer.body.code);
  });

  it('is refused with the token of the other side', async () => {
    const wrong = route.access === 'operator' ? token : OPERATOR_TOKEN;
    const raw = route.method === 'POST' ? { raw: '{}' } : {};
    const answer = await ask(edge, filled(route.path), { method: route.method, ...raw, token: wrong });
    expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('parameters', () => {
  it.each([
    ['a malformed id', '/v1/trades/0x12', 'INVALID_INPUT', 400],
    ['a number of another type', '/v1/trades?limit=all', 'INVALID_INPUT', 400],
    ['a number beyond its range', '/v1/trades?limit=100000', 'INVALID_INPUT', 400],
    ['an unknown query field', '/v1/trades?sort=price', 'INVALID_INPUT', 400],
    ['a query where none is accepted', '/v1/offers?all=1', 'INVALID_INPUT', 400],
    ['an invalid cursor', '/v1/offers?after=1.2', 'INVALID_INPUT', 400],
    ['a malformed escape', '/v1/trades/%zz', 'INVALID_INPUT', 400],
    ['a parameter that is too long', `/v1/trades/${'a'.repeat(500)}`, 'INVALID_INPUT', 400],
    ['an unknown route', '/v1/nothing', 'ROUTE_NOT_FOUND', 404],
    ['the root', '/', 'ROUTE_NOT_FOUND', 404],
  ])('%s gets a typed error', async (_name, path, code, status) => {
    const answer = await ask(edge, path, { token });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(edge.market.trades.list).not.toHaveBeenCalled();
  });

  it('a method the route does not have is an unknown route', async () => {
    const answer = await ask(edge, routes.withdraw.path, { method: 'DELETE', token });
    expect([answer.status, answer.body.code]).toEqual([404, 'ROUTE_NOT_FOUND']);
  });

  it('bytes that are not HTTP get a typed error', async () => {
    expect(await rawExchange(edge, 'HELLO\r\n\r\n')).toContain('"code":"INVALID_INPUT"');
    const large = `GET / HTTP/1.1\r\nhost: x\r\nlarge: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await rawExchange(edge, large)).toContain('"code":"INPUT_TOO_LARGE"');
  });
});

describe('answers', () => {
  it('carry bigints as decimal strings, and restrictive headers', async () => {
    const answer = await ask(edge, routes.market.path);
    expect(answer.body).toEqual({ ...marketInfo, minimumLot: '1000' });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('that the API does not describe are never sent', async () => {
    edge.market.offers.list.mockResolvedValueOnce([{ secret: 'x' }] as never);
    const answer = await ask(edge, routes.offers.path, { token });
    expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL']);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('to an unexpected failure reveal nothing', async () => {
    edge.market.offers.list.mockRejectedValueOnce(new Error('password 1234'));
    const answer = await ask(edge, routes.offers.path, { token });
    expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL']);
    expect(JSON.stringify(answer.body)).not.toContain('1234');
  });

  it("are for the session's owner", async () => {
    expect((await ask(edge, routes.trades.path, { token })).body).toEqual({ trades: [] });
    expect(edge.market.trades.list).toHaveBeenCalledWith(device.principal, { limit: 50 });
  });
});

describe('sessions', () => {
  const challengeOf = async (meterKey: string) => (await ask(edge, routes.challenge.path, { body: { meterKey } })).body;
  const signIn = (body: object) => ask(edge, routes.signIn.path, { body });

  it('expire after twelve hours', async () => {
    edge.clock.offset = 12 * 3600;
    const answer = await ask(edge, routes.offers.path, { token });
    edge.clock.offset = 0;
    expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('end when the device enrols again', async () => {
    const returning = await softwareDevice('returning owner');
    await enrolled(edge, returning);
    const session = await signedIn(returning);
    expect((await ask(edge, routes.offers.path, { token: session })).status).toBe(200);
    await enrolled(edge, returning);
    expect((await ask(edge, routes.offers.path, { token: session })).status).toBe(401);
  });

  it('end when the device is revoked', async () => {
    const revoked = await softwareDevice('revoked owner');
    await enrolled(edge, revoked);
    const session = await signedIn(revoked);
    const path = filled(routes.revoke.path).replace(/0x\w+/, revoked.principal.deviceId);
    expect((await ask(edge, path, { body: {}, token: OPERATOR_TOKEN })).status).toBe(200);
    expect((await ask(edge, routes.offers.path, { token: session })).status).toBe(401);
    const { meterKey } = revoked.principal;
    const challenge = await challengeOf(meterKey);
    const again = await signIn({
      meterKey,
      gatewayNonce: challenge.gatewayNonce,
      assertion: assertion(revoked, { meterKey, ...challenge }),
    });
    expect(again.body.code).toBe('DEVICE_REVOKED');
  });

  it.each<[string, string]>([
    ['another passkey', 'ASSERTION_INVALID'],
    ['another origin', 'ASSERTION_INVALID'],
    ['a challenge of another meter', 'UNAUTHENTICATED'],
    ['a challenge never given', 'UNAUTHENTICATED'],
    ['a challenge used before', 'UNAUTHENTICATED'],
    ['a challenge that is over', 'UNAUTHENTICATED'],
    ['a meter nobody knows', 'UNAUTHENTICATED'],
  ])('are refused with %s', async (how, code) => {
    const stranger = await softwareDevice('stranger to sessions');
    const meterKey = how === 'a meter nobody knows' ? stranger.principal.meterKey : device.principal.meterKey;
    const challenge = await challengeOf(
      how === 'a challenge of another meter' ? stranger.principal.meterKey : meterKey,
    );
    const gatewayNonce: Bytes32 = how === 'a challenge never given' ? `0x${'00'.repeat(32)}` : challenge.gatewayNonce;
    const signer = ['another passkey', 'a meter nobody knows'].includes(how) ? stranger : device;
    const origin = how === 'another origin' ? 'https://mallory.example' : undefined;
    const request = {
      meterKey,
      gatewayNonce,
      assertion: assertion(signer, { meterKey, gatewayNonce, expires: challenge.expires }, origin),
    };
    if (how === 'a challenge used before') await signIn(request);
    if (how === 'a challenge that is over') edge.clock.offset = 120;
    const before = await state();
    const answer = await signIn(request);
    edge.clock.offset = 0;
    expect(answer.body.code).toBe(code);
    expect(await state()).toEqual(before);
  });
});

describe('enrolment over HTTP', () => {
  it('goes from code to certificate', async () => {
    const newcomer = await softwareDevice('newcomer');
    const { deviceId } = newcomer.principal;
    const made = await ask(edge, routes.createEnrolmentCode.path, { body: { deviceId }, token: OPERATOR_TOKEN });
    const { code, expires } = made.body;
    expect(expires).toBeGreaterThan(edge.clock.now());
    const answer = await ask(edge, routes.enrol.path, { body: await enrolmentRequest(newcomer, code) });
    expect(answer.status).toBe(200);
    expect(answer.body.authority).toBe(edge.authority.certificate);
    const { enrolments } = (await ask(edge, routes.enrolments.path, { token: OPERATOR_TOKEN })).body;
    expect(enrolments).toContainEqual(expect.objectContaining({ ...newcomer.principal, state: 'pending' }));
    const shown = await ask(edge, routes.enrolment.path.replace(':deviceId', deviceId), { token: OPERATOR_TOKEN });
    const { code: _code, ...file } = await enrolmentRequest(newcomer, code);
    expect(shown.body).toMatchObject({ evidence: { deviceId }, enrolment: JSON.parse(toJson(file.enrolment)) });
    expect(await edge.devices.codeUsable(codeHash(code), deviceId, edge.clock.now())).toBe(false);
  });

  it('refuses to revoke an unknown device', async () => {
    const answer = await ask(edge, filled(routes.revoke.path), { body: {}, token: OPERATOR_TOKEN });
    expect([answer.status, answer.body.code]).toEqual([404, 'DEVICE_UNKNOWN']);
  });
});

describe('the OpenAPI document', () => {
  it('describes every route', async () => {
    const { body } = await ask(edge, '/v1/openapi.json');
    for (const { method, path } of [...Object.values(routes), { method: 'GET', path: EVENTS_PATH }]) {
      expect(body.paths[path.replaceAll(/:(\w+)/g, '{$1}')]).toHaveProperty(method.toLowerCase());
    }
  });
});
