/** A household's passkeys: what they approve is the secure world's to say; the gateway learns who may sign in. */
import { EvlockError, type PasskeyList, routes } from '@evlock/protocol';
import { assertion, type SoftwareDevice, softwareDevice } from '@evlock/testing/gateway/software-device';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PasskeyDesk } from '../../src/market/passkey-desk.ts';
import { type Edge, startDatabase, startEdge } from '../support/edge.ts';
import { ask, enrolled } from '../support/https.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
let first: SoftwareDevice;
let second: SoftwareDevice;
let bound: SoftwareDevice[];
let offline: boolean;
let asked: string[];
let count = 0;

const listed = (): PasskeyList => ({ passkeys: bound.map(({ passkeyPublic }) => passkeyPublic), nextBindingId: 4 });

beforeAll(async () => {
  base = await startDatabase();
  edge = await startEdge(base);
  const desk = new PasskeyDesk({
    database: base.database,
    meters: {
      online: () => !offline,
      status: () => null,
      request: async (meterKey, method) => {
        asked.push(method);
        if (offline) throw new EvlockError('DEVICE_OFFLINE', { meterKey });
        if (method === 'bindFurtherPasskey') bound.push(second);
        if (method === 'removePasskey') bound = bound.filter((one) => one !== first);
        return listed() as never;
      },
    },
  });
  Object.assign(edge.market.passkeys, {
    list: desk.list.bind(desk),
    bind: desk.bind.bind(desk),
    remove: desk.remove.bind(desk),
  });
});
afterAll(async () => {
  await edge.stop();
  await base.stop();
});
beforeEach(async () => {
  first = await softwareDevice(`passkeys ${count++}`);
  await enrolled(edge, first);
  // Another passkey of the same meter.
  second = { ...(await softwareDevice(`second ${count}`)), principal: first.principal, domain: first.domain };
  [bound, offline, asked] = [[first], false, []];
});

async function signIn(by: SoftwareDevice): Promise<string> {
  const { meterKey } = by.principal;
  const challenge = edge.sessions.challenge(meterKey);
  const signed = assertion(by, { meterKey, ...challenge });
  return (await edge.sessions.signIn({ meterKey, gatewayNonce: challenge.gatewayNonce, assertion: signed })).token;
}
const struct = (one: SoftwareDevice) => ({ meterKey: first.principal.meterKey, ...one.passkeyPublic, bindingId: 3 });
const ASSERTION = {
  authenticatorData: `0x${'00'.repeat(37)}`,
  clientDataJSON: '{}',
  signature: `0x${'00'.repeat(64)}`,
};
const post = (path: string, body: unknown, token: string) => ask(edge, path, { body, token });
const { passkeys, bindPasskey, removePasskey, sessions, endSessions } = routes;

describe('an owner’s passkeys', () => {
  it('are those of the meter, and each opens a session once the meter has reported it', async () => {
    const token = await signIn(first);
    await expect(signIn(second)).rejects.toMatchObject({ code: 'ASSERTION_INVALID' });
    const added = await post(bindPasskey.path, { binding: struct(second), assertion: ASSERTION }, token);
    expect(added.body).toEqual(JSON.parse(JSON.stringify(listed())));
    expect(added.body.passkeys).toHaveLength(2);
    expect(typeof (await signIn(second))).toBe('string');
    expect(typeof (await signIn(first))).toBe('string');
    expect((await ask(edge, passkeys.path, { token })).body).toEqual(added.body);
  });

  it('end every session when the meter reports that one is gone: it was lost, and may have opened one', async () => {
    const token = await signIn(first);
    await post(bindPasskey.path, { binding: struct(second), assertion: ASSERTION }, token);
    const own = await signIn(second);
    expect((await ask(edge, passkeys.path, { token: own })).status).toBe(200);
    expect((await ask(edge, sessions.path, { token })).status).toBe(200);
    // At the meter's own page.
    bound = [second];
    expect((await ask(edge, passkeys.path, { token: own })).status).toBe(200);
    for (const ended of [token, own]) expect((await ask(edge, sessions.path, { token: ended })).status).toBe(401);
    await expect(signIn(first)).rejects.toMatchObject({ code: 'ASSERTION_INVALID' });
    expect((await ask(edge, sessions.path, { token: await signIn(second) })).status).toBe(200);
  });

  it('removed, opens none, and ends what it may have opened', async () => {
    bound.push(second);
    const [old, own] = [await signIn(first), await signIn(first)];
    await ask(edge, passkeys.path, { token: own });
    const keeping = await signIn(second);
    const left = await post(removePasskey.path, { removal: struct(first), assertion: ASSERTION }, keeping);
    expect(left.body.passkeys).toEqual([second.passkeyPublic]);
    await expect(signIn(first)).rejects.toMatchObject({ code: 'ASSERTION_INVALID' });
    for (const token of [old, own]) expect((await ask(edge, passkeys.path, { token })).status).toBe(401);
    expect((await ask(edge, passkeys.path, { token: keeping })).status).toBe(200);
  });

  it('stay as they were while the meter is offline, and when it reports none', async () => {
    const token = await signIn(first);
    offline = true;
    expect((await ask(edge, passkeys.path, { token })).body).toMatchObject({ code: 'DEVICE_OFFLINE' });
    [offline, bound] = [false, []];
    expect((await ask(edge, passkeys.path, { token })).body.passkeys).toEqual([]);
    expect(typeof (await signIn(first))).toBe('string');
  });

  it('are bound for no other meter', async () => {
    const token = await signIn(first);
    const other = { ...struct(second), meterKey: `0x${'0e'.repeat(20)}` };
    const answers = [
      await post(bindPasskey.path, { binding: other, assertion: ASSERTION }, token),
      await post(removePasskey.path, { removal: other, assertion: ASSERTION }, token),
    ];
    for (const { body } of answers)
      expect(body).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'meterKey' } });
    expect(asked).toEqual([]);
  });
});

describe('an owner’s sessions', () => {
  it('are listed and ended, one by one or all others, and nobody else’s', async () => {
    const stranger = await softwareDevice(`stranger ${count}`);
    await enrolled(edge, stranger);
    const foreign = await signIn(stranger);
    const [own, other, third] = [await signIn(first), await signIn(first), await signIn(first)];
    const list = async () => (await ask(edge, sessions.path, { token: own })).body.sessions;
    const all = await list();
    expect(all).toHaveLength(3);
    const { id, current, opened, expires } = all.find((one: { current: boolean }) => one.current);
    expect([current, expires - opened]).toEqual([true, 12 * 3600]);
    expect(id).toBe(edge.sessions.idOf(own));

    await post(endSessions.path, { which: edge.sessions.idOf(other) }, own);
    expect((await ask(edge, sessions.path, { token: other })).status).toBe(401);
    await post(endSessions.path, { which: edge.sessions.idOf(foreign) }, own);
    expect((await ask(edge, sessions.path, { token: foreign })).status).toBe(200);
    await post(endSessions.path, { which: 'others' }, own);
    expect((await ask(edge, sessions.path, { token: third })).status).toBe(401);
    expect(await list()).toHaveLength(1);
    await post(endSessions.path, { which: 'this' }, own);
    expect((await ask(edge, sessions.path, { token: own })).status).toBe(401);
  });
});
