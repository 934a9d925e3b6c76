/** The operator's people over HTTPS: signed up with a code, signed in by passkey, and everything that they do on record. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Assertion, type Bytes32, clientDataOf, operatorChallenge, routes } from '@evlock/protocol';
import { ORIGIN, RP_ID, softwareDevice } from '@evlock/testing/gateway/software-device';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/crypto/hash.ts';
import { Operators } from '../../src/database/operators.ts';
import { OperatorSessions } from '../../src/http/operator-sessions.ts';
import { type Edge, marketInfo, OPERATOR_TOKEN, startDatabase, startEdge } from '../support/edge.ts';
import { ask } from '../support/https.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
beforeAll(async () => {
  base = await startDatabase();
  edge = await startEdge(base, { http: { guesses: { perSecond: 1, burst: 1000 } } });
});
afterAll(async () => {
  await edge.stop();
  await base.stop();
});
beforeEach(() => {
  edge.clock.offset = 0;
});

const hex = (base64url = ''): Bytes32 => `0x${Buffer.from(base64url, 'base64url').toString('hex')}`;

interface Passkey {
  readonly credentialId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: { readonly x: Bytes32; readonly y: Bytes32 };
}

function newPasskey(credentialId: string): Passkey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  return { credentialId, privateKey, publicKey: { x: hex(x), y: hex(y) } };
}

function assertionOf({ privateKey }: Passkey, challenge: Bytes32, origin = ORIGIN): Assertion {
  const authenticatorData = Buffer.concat([
    Buffer.from(sha256(RP_ID).slice(2), 'hex'),
    Buffer.from([0x05, 0, 0, 0, 1]),
  ]);
  const clientDataJSON = clientDataOf(challenge, origin);
  const signed = Buffer.concat([authenticatorData, Buffer.from(sha256(clientDataJSON).slice(2), 'hex')]);
  const signature = createSign('sha256').update(signed).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    authenticatorData: `0x${authenticatorData.toString('hex')}`,
    clientDataJSON,
    signature: `0x${signature.toString('hex')}`,
  };
}

const post = (path: string, body: unknown, token?: string) => ask(edge, path, { body, ...(token && { token }) });
const get = (path: string, token = OPERATOR_TOKEN) => ask(edge, path, { token });

const invite = async (name: string, role: string, token = OPERATOR_TOKEN) =>
  post(routes.addOperator.path, { name, role }, token);

async function signedUp(name: string, role: string, passkey: Passkey): Promise<void> {
  const { code } = (await invite(name, role)).body;
  const { credentialId, publicKey } = passkey;
  const answer = await post(routes.operatorSignUp.path, { code, credentialId, publicKey });
  expect([answer.status, answer.body]).toEqual([200, { name, role }]);
}

async function signIn(passkey: Passkey, change: { origin?: string; challenge?: Bytes32 } = {}) {
  const challenge = (await post(routes.operatorChallenge.path, {})).body;
  const digest = change.challenge ?? operatorChallenge(marketInfo, challenge);
  return post(routes.operatorSignIn.path, {
    credentialId: passkey.credentialId,
    gatewayNonce: challenge.gatewayNonce,
    assertion: assertionOf(passkey, digest, change.origin),
  });
}

const entries = async () => (await get(routes.record.path)).body.entries;

describe('a person of the operator', () => {
  it('is added with a code that works once, and signs in by passkey', async () => {
    const passkey = newPasskey('credential-of-olga');
    const made = await invite('Olga', 'operator');
    expect(made.body.code).toMatch(/^[0-9A-Z-]{19}$/);
    const signUp = { code: made.body.code, credentialId: passkey.credentialId, publicKey: passkey.publicKey };
    expect((await post(routes.operatorSignUp.path, signUp)).body).toEqual({ name: 'Olga', role: 'operator' });
    const again = { ...signUp, credentialId: 'another-credential' };
    expect((await post(routes.operatorSignUp.path, again)).body.code).toBe('SIGN_UP_CODE_INVALID');
    const { body } = await signIn(passkey);
    expect(body).toMatchObject({ name: 'Olga', role: 'operator' });
    expect((await get(routes.operators.path, body.token)).body.operators).toMatchObject([
      { name: 'Olga', role: 'operator', addedBy: 'token', removed: null, passkeys: [expect.any(Number)] },
    ]);
  });

  it('cannot sign up with a code that has expired, or was replaced by a newer one', async () => {
    const { credentialId, publicKey } = newPasskey('credential-of-late');
    const first = (await invite('Late', 'auditor')).body.code;
    const second = (await invite('Late', 'auditor')).body.code;
    const signUp = (code: string) => post(routes.operatorSignUp.path, { code, credentialId, publicKey });
    expect((await signUp(first)).body.code).toBe('SIGN_UP_CODE_INVALID');
    edge.clock.offset = 24 * 3600 + 1;
    expect((await signUp(second)).body.code).toBe('SIGN_UP_CODE_INVALID');
    edge.clock.offset = 0;
    expect((await signUp(second)).status).toBe(200);
  });

  it('cannot be given another role under the same name, nor share a passkey', async () => {
    const passkey = newPasskey('credential-of-nora');
    await signedUp('Nora', 'auditor', passkey);
    expect((await invite('Nora', 'operator')).body.code).toBe('OPERATOR_EXISTS');
    const { code } = (await invite('Noa', 'operator')).body;
    const { credentialId, publicKey } = passkey;
    const shared = await post(routes.operatorSignUp.path, { code, credentialId, publicKey });
    expect(shared.body.code).toBe('SIGN_UP_CODE_INVALID');
    expect((await signIn(passkey)).body.role).toBe('auditor');
  });

  it('is refused with the named check: another passkey, page, challenge, or a challenge used twice', async () => {
    const passkey = newPasskey('credential-of-ines');
    await signedUp('Ines', 'installer', passkey);
    const other = { ...newPasskey('x'), credentialId: passkey.credentialId };
    const refusals = [
      (await signIn(other)).body.details.check,
      (await signIn(passkey, { origin: 'https://elsewhere.example' })).body.details.check,
      (await signIn(passkey, { challenge: `0x${'11'.repeat(32)}` })).body.details.check,
      (await signIn(newPasskey('credential-unknown'))).body.details.check,
    ];
    expect(refusals).toEqual(['PASSKEY_SIGNATURE', 'ORIGIN', 'CHALLENGE', 'passkey']);
    const challenge = (await post(routes.operatorChallenge.path, {})).body;
    const request = {
      credentialId: passkey.credentialId,
      gatewayNonce: challenge.gatewayNonce,
      assertion: assertionOf(passkey, operatorChallenge(marketInfo, challenge)),
    };
    expect((await post(routes.operatorSignIn.path, request)).status).toBe(200);
    expect((await post(routes.operatorSignIn.path, request)).body.details.check).toBe('challenge');
  });

  it('ends at once when removed, and may be added anew in another role', async () => {
    const passkey = newPasskey('credential-of-rolf');
    await signedUp('Rolf', 'auditor', passkey);
    const { token } = (await signIn(passkey)).body;
    expect((await get(routes.record.path, token)).status).toBe(200);
    expect((await post(routes.removeOperator.path, { name: 'Rolf' }, OPERATOR_TOKEN)).status).toBe(200);
    expect((await get(routes.record.path, token)).body.code).toBe('UNAUTHENTICATED');
    expect((await signIn(passkey)).body.code).toBe('UNAUTHENTICATED');
    expect((await post(routes.removeOperator.path, { name: 'Rolf' }, OPERATOR_TOKEN)).body.code).toBe(
      'OPERATOR_UNKNOWN',
    );
    await signedUp('Rolf', 'installer', passkey);
    expect((await signIn(passkey)).body.role).toBe('installer');
  });

  it('is signed out by itself', async () => {
    const passkey = newPasskey('credential-of-otto');
    await signedUp('Otto', 'auditor', passkey);
    const { token } = (await signIn(passkey)).body;
    expect((await post(routes.operatorSignOut.path, {}, token)).status).toBe(200);
    expect((await get(routes.record.path, token)).body.code).toBe('UNAUTHENTICATED');
  });
});

describe('the record', () => {
  it('names who did what of whom, and how it ended', async () => {
    const passkey = newPasskey('credential-of-ivan');
    await signedUp('Ivan', 'installer', passkey);
    const { token } = (await signIn(passkey)).body;
    const { deviceId, meterKey } = (await softwareDevice('recorded')).principal;
    await post(routes.createEnrolmentCode.path, { deviceId }, token);
    await post(routes.revoke.path.replace(':deviceId', deviceId), {}, OPERATOR_TOKEN);
    const transaction = `0x${'5a'.repeat(32)}`;
    await post(routes.reportOnChain.path, { act: 'suspend', meterKey, transaction }, OPERATOR_TOKEN);
    expect((await entries()).slice(0, 5)).toMatchObject([
      { who: 'token', role: 'operator', act: 'suspend', subject: meterKey, result: 'ok', transaction },
      { who: 'token', act: 'revoke', subject: deviceId, result: 'DEVICE_UNKNOWN', transaction: null },
      { who: 'Ivan', role: 'installer', act: 'createEnrolmentCode', subject: deviceId, result: 'ok' },
      { who: 'Ivan', act: 'operatorSignIn', subject: null, result: 'ok' },
      { who: 'Ivan', act: 'operatorSignUp', subject: null, result: 'ok' },
    ]);
  });

  it('holds no code and no token', async () => {
    const { code } = (await invite('Secret', 'auditor')).body;
    expect((await entries())[0]).toMatchObject({ act: 'addOperator', subject: 'Secret (auditor)', result: 'ok' });
    const rows = await base.database.query<{ row: string }>('SELECT r::text AS row FROM operator_record r');
    expect(rows.filter(({ row }) => row.includes(code) || row.includes(OPERATOR_TOKEN))).toEqual([]);
  });

  it('is read page by page, without a gap', async () => {
    const all = (await get(`${routes.record.path}?limit=200`)).body.entries;
    const page = (await get(`${routes.record.path}?limit=3&before=${all[0].step}`)).body;
    expect(page).toEqual({ entries: all.slice(1, 4), more: true });
    expect(all.map(({ step }: { step: number }) => step)).toEqual(all.map((_: unknown, at: number) => all.length - at));
  });

  it.each(['UPDATE operator_record SET who = who', 'DELETE FROM operator_record', 'TRUNCATE operator_record'])(
    'cannot be changed in the database: %s',
    async (sql) => {
      await expect(base.database.query(sql)).rejects.toThrow('the record is never changed');
    },
  );

  it('is not read by an installer, and an auditor changes nothing', async () => {
    const [installer, auditor] = [newPasskey('credential-of-inga'), newPasskey('credential-of-aude')];
    await signedUp('Inga', 'installer', installer);
    await signedUp('Aude', 'auditor', auditor);
    const tokens = [(await signIn(installer)).body.token, (await signIn(auditor)).body.token];
    expect((await get(routes.record.path, tokens[0])).body).toMatchObject({
      code: 'ROLE_MISSING',
      details: { roles: 'operator, auditor' },
    });
    const { deviceId } = (await softwareDevice('recorded')).principal;
    const refused = await post(routes.createEnrolmentCode.path, { deviceId }, tokens[1]);
    expect([refused.status, refused.body.code]).toEqual([403, 'ROLE_MISSING']);
  });
});

it('a person who is removed while signing in has no session, nor has the next of that name', async () => {
  const passkey = newPasskey('removed-while-signing-in');
  const operators = new Operators({ database: base.database });
  const byCredential = operators.byCredential.bind(operators);
  // Removed, and another added under the name, when the passkey has just been looked up.
  operators.byCredential = async (credentialId) => {
    const person = await byCredential(credentialId);
    expect((await post(routes.removeOperator.path, { name: 'Robin' }, OPERATOR_TOKEN)).status).toBe(200);
    expect((await invite('Robin', 'operator')).status).toBe(200);
    return person;
  };
  await signedUp('Robin', 'operator', passkey);
  const record = { add: async () => undefined };
  const place = { ...marketInfo, rpId: RP_ID, origins: [ORIGIN] };
  const sessions = new OperatorSessions(place, { operators, record, clock: edge.clock });
  const challenge = sessions.challenge();
  const assertion = assertionOf(passkey, operatorChallenge(marketInfo, challenge));
  const { credentialId } = passkey;
  const signing = sessions.signIn({ credentialId, gatewayNonce: challenge.gatewayNonce, assertion });
  await expect(signing).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect((await operators.list(edge.clock.now())).find(({ name }) => name === 'Robin')?.signedInUntil).toBeNull();
});
