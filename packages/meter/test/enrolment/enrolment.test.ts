import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:https';
import { join } from 'node:path';
import {
  type Address,
  type Bytes32,
  deviceIdHash,
  type EnrolmentFile,
  type EnrolmentRequest,
  EvlockError,
  enrolmentNonce,
  enrolmentRequestSchema,
  parse,
  timestamp,
  toJson,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { unsigned } from '@evlock/testing/meter/samples';
import { deviceId, portOf, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EnrolmentModules, enrolMeter } from '../../src/enrolment/enrolment.ts';
import type { MeterProfile } from '../../src/profile.ts';

const passkey = { publicKeyX: `0x${'01'.repeat(32)}`, publicKeyY: `0x${'02'.repeat(32)}` } as const;
const passkeyHash: Bytes32 = `0x${createHash('sha256').update(Buffer.alloc(32, 1)).update(Buffer.alloc(32, 2)).digest('hex')}`;
const meterKey = `0x${'0b'.repeat(20)}` as const;
const account = `0x${'0a'.repeat(20)}` as const;
const code = 'ABCD-EFGH-JKLM-NPQR';

/** A mock secure world that gives evidence over whatever it is asked. */
const secureWorld = {
  state: 'provisioned' as 'provisioned' | 'unprovisioned',
  info: async () => ({ state: secureWorld.state, deviceId, meterKey, account, passkeyHash }) as never,
  attest: async ({ verifierNonce, tlsKeyHash }: { verifierNonce: Bytes32; tlsKeyHash: Bytes32 }) => ({
    evidence: {
      verifierNonce,
      deviceId,
      meterKey,
      account,
      tlsKeyHash,
      passkeyHash,
      rpIdHash: ZERO_BYTES32,
      originHash: ZERO_BYTES32,
      calibrationHash: ZERO_BYTES32,
      limitsHash: ZERO_BYTES32,
      taHash: ZERO_BYTES32,
      taVersion: 1,
      securityClass: 'emulator' as const,
      sensorClass: 'normal-world' as const,
      bootCount: 1,
      sequence: 1,
    },
    signatures: { attestation: unsigned, meter: unsigned, account: unsigned },
  }),
  signEnrolment: async (terms: Parameters<EnrolmentModules['secureWorld']['signEnrolment']>[0]) => ({
    enrolment: { ...terms, account, meterKey, sensorClass: 'normal-world' as const },
    signatures: { account: unsigned, meter: unsigned },
  }),
};

/** The chain's state of this meter and this account. */
const chain = {
  active: undefined as Address | undefined,
  enrolledFor: undefined as Address | undefined,
  finalized: async () => ({ number: 7, hash: ZERO_BYTES32, time: timestamp(1_800_000_000) }),
  meter: async () => (chain.enrolledFor === undefined ? undefined : ({ account: chain.enrolledFor } as never)),
  meterOfAccount: async () => chain.active,
  registryNonce: async () => 3n,
};

describe('enrolment', () => {
  let fixture: TlsFixture;
  let stranger: TlsFixture;
  let server: Server;
  let requests: EnrolmentRequest[];
  let answer: (request: EnrolmentRequest) => Promise<unknown>;
  let count = 0;

  beforeAll(async () => {
    fixture = await TlsFixture.make();
    stranger = await TlsFixture.make();
    server = await fixture.listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = parse(enrolmentRequestSchema, JSON.parse(Buffer.concat(chunks).toString()));
      requests.push(body);
      try {
        const text = toJson(await answer(body));
        response.writeHead(200).end(text);
      } catch (thrown) {
        const error = EvlockError.from(thrown);
        response.writeHead(error.status).end(toJson(error));
      }
    });
  });
  afterAll(async () => {
    await fixture.close();
    await stranger.close();
  });
  beforeEach(() => {
    requests = [];
    secureWorld.state = 'provisioned';
    Object.assign(chain, { active: undefined, enrolledFor: undefined });
    answer = async ({ certificateRequest }) => ({
      certificate: await fixture.issue(certificateRequest),
      authority: fixture.authority,
    });
    count++;
  });

  const profile = (
    authorityFile = fixture.authorityFile,
    port = portOf(server),
  ): Pick<MeterProfile, 'deviceLink' | 'gateway'> => ({
    deviceLink: {
      url: 'wss://localhost:1',
      serverName: 'localhost',
      certificateFile: join(fixture.folder, `certificate-${count}.pem`),
      authorityFile,
      privateKeyFile: join(fixture.folder, `tls-key-${count}.pem`),
      renewalSeconds: 3600,
    },
    gateway: { url: `https://localhost:${port}`, authorityFile },
  });
  const enrol = (given = profile(), change: Partial<Parameters<typeof enrolMeter>[0]> = {}) =>
    enrolMeter({ profile: given, code, passkey, ...change }, { secureWorld, chain });

  it('presents evidence with the code and keeps the certificate, 0600', async () => {
    const given = profile();
    expect(await enrol(given)).toEqual({ deviceId, meterKey, account });
    expect(requests[0]).toMatchObject({ code, passkey, evidence: { verifierNonce: enrolmentNonce(code), deviceId } });
    const { certificateFile } = given.deviceLink;
    expect(statSync(certificateFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(certificateFile, 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  it('presents what may go on chain: this meter for its own account, signed by both keys', async () => {
    const shown: EnrolmentFile[] = [];
    const shows = async (file: EnrolmentFile): Promise<void> => void shown.push(file);
    await enrolMeter({ profile: profile(), code, passkey }, { secureWorld, chain, shows });
    const terms = { deviceIdHash: deviceIdHash(deviceId), account, meterKey, nonce: 3n };
    const deadline = 1_800_000_000 + 7 * 86_400;
    expect(requests[0]?.enrolment?.enrolment).toMatchObject({ ...terms, purpose: 'active', deadline });
    const { code: _code, ...file } = requests[0] ?? ({} as EnrolmentRequest);
    // The operator gets by hand what the gateway gets, without the code.
    expect(shown).toEqual([file]);
    chain.active = `0x${'0c'.repeat(20)}`;
    await enrol();
    expect(requests[1]?.enrolment?.enrolment.purpose).toBe('standby');
  });

  it('signs nothing where the chain already has it, and raises an alarm where somebody else has it', async () => {
    chain.enrolledFor = account;
    await enrol();
    expect(requests[0]?.enrolment).toBeNull();
    chain.enrolledFor = `0x${'0d'.repeat(20)}`;
    await expect(enrol()).rejects.toMatchObject({ code: 'ACCOUNT_TAKEN' });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['another passkey', () => enrol(profile(), { passkey: { ...passkey, publicKeyX: ZERO_BYTES32 } }), 'INVALID_INPUT'],
    ['a malformed code', () => enrol(profile(), { code: 'abc' }), 'INVALID_INPUT'],
    ['a gateway under another authority', () => enrol(profile(stranger.authorityFile)), 'GATEWAY_UNTRUSTED'],
    ['no gateway', () => enrol(profile(fixture.authorityFile, 1)), 'GATEWAY_UNREACHABLE'],
    ['no authority file', () => enrol(profile('/none/authority.pem')), 'PROFILE_INVALID'],
  ])('ends with %s', async (_name, work, expected) => {
    await expect(work()).rejects.toMatchObject({ code: expected });
    expect(existsSync(profile().deviceLink.certificateFile)).toBe(false);
  });

  it('contacts no gateway before there are keys', async () => {
    secureWorld.state = 'unprovisioned';
    await expect(enrol()).rejects.toMatchObject({ code: 'NOT_PROVISIONED' });
    expect(requests).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'the refusal of the gateway',
      () => Promise.reject(new EvlockError('ENROLMENT_CODE_INVALID')),
      'ENROLMENT_CODE_INVALID',
    ],
    ['a malformed answer', async () => ({ certificate: 1 }), 'INVALID_INPUT'],
    ['no certificate', async () => ({ certificate: 'no', authority: 'no' }), 'PROTOCOL_VIOLATION'],
    [
      'the certificate of another device',
      async () => {
        const key = await (await import('../../src/enrolment/device-key.ts')).openDeviceKey(profile().deviceLink);
        const other: Bytes32 = `0x${'d2'.repeat(32)}`;
        return { certificate: await fixture.issue(await key.certificateRequest(other), other), authority: '' };
      },
      'PROTOCOL_VIOLATION',
    ],
    [
      'the certificate of another authority',
      async () => ({ certificate: await stranger.issue(requests[0]!.certificateRequest), authority: '' }),
      'PROTOCOL_VIOLATION',
    ],
  ])('stores nothing on %s', async (_name, given, expected) => {
    answer = given;
    await expect(enrol()).rejects.toMatchObject({ code: expected });
    expect(existsSync(profile().deviceLink.certificateFile)).toBe(false);
  });
});
