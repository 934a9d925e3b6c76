import { createHash } from 'node:crypto';
import { type EnrolmentRequest, Evidence, EvlockError, type Hex, timestamp } from '@evlock/protocol';
import {
  certificateRequest,
  enrolmentRequest,
  type SoftwareDevice,
  signed,
  signedEnrolment,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeHash, makeCode } from '../../src/crypto/one-time-code.ts';
import * as x509 from '../../src/enrolment/x509.ts';
import { type Edge, type EdgeOptions, startDatabase, startEdge } from '../support/edge.ts';

let base: Awaited<ReturnType<typeof startDatabase>>;
let edge: Edge;
let device: SoftwareDevice;
let other: SoftwareDevice;
let count = 0;

beforeAll(async () => {
  base = await startDatabase();
});
afterAll(() => base.stop());
beforeEach(async () => {
  edge = await startEdge(base);
  device = await softwareDevice(`device ${count++}`);
  other = await softwareDevice(`device ${count++}`);
});
afterEach(() => edge.stop());

const attempt = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'admitted',
    (error) => (EvlockError.is(error) ? [error.code, error.details.check] : error),
  );

describe('one-time codes', () => {
  it('have 80 random bits in the format of the protocol', () => {
    const code = makeCode((length) => Uint8Array.from({ length }, (_item, index) => index * 7));
    expect(code).toBe('07EN-W3AH-RZ6D-MV29');
  });

  it('are stored hashed', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const rows = await base.database.query<{ hash: Hex }>('SELECT hash FROM enrolment_code');
    expect(rows.map(({ hash }) => hash)).toContain(codeHash(code));
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(code).toString('hex'));
  });

  it('admit their device once, however many requests come at once', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const requests = await Promise.all(Array.from({ length: 8 }, () => enrolmentRequest(device, code)));
    const outcomes = await Promise.all(requests.map((request) => attempt(edge.enrolment.enrol(request))));
    expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => Array.isArray(outcome) && outcome[0] === 'ENROLMENT_CODE_INVALID'),
    ).toHaveLength(7);
  });

  it('admit only the device they were made for', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const stolen = await enrolmentRequest(other, code);
    expect(await attempt(edge.enrolment.enrol(stolen))).toEqual(['ENROLMENT_CODE_INVALID', undefined]);
    expect(await attempt(edge.enrolment.enrol(await enrolmentRequest(device, code)))).toBe('admitted');
  });

  it('expire after an hour', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    edge.clock.offset = 3600;
    expect(await attempt(edge.enrolment.enrol(await enrolmentRequest(device, code)))).toEqual([
      'ENROLMENT_CODE_INVALID',
      undefined,
    ]);
  });
});

describe('an admitted device', () => {
  it('gets a flat client certificate for its id', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const { certificate, authority } = await edge.enrolment.enrol(await enrolmentRequest(device, code));
    const leaf = new x509.X509Certificate(certificate);
    const root = new x509.X509Certificate(authority);
    expect(leaf.subject).toBe(`CN=${device.principal.deviceId.slice(2)}`);
    expect(await leaf.verify({ publicKey: root.publicKey })).toBe(true);
    expect(leaf.getExtension(x509.BasicConstraintsExtension)?.ca).toBe(false);
    expect(leaf.getExtension(x509.ExtendedKeyUsageExtension)?.usages).toEqual([x509.ExtendedKeyUsage.clientAuth]);
    const days = (leaf.notAfter.getTime() - leaf.notBefore.getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(365);
  });

  it('is pending until the chain has it', async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    await edge.enrolment.enrol(await enrolmentRequest(device, code));
    const state = async () =>
      (await edge.enrolment.list()).find((d) => d.deviceId === device.principal.deviceId)?.state;
    expect(await state()).toBe('pending');
    edge.enrolledOnChain.add(device);
    expect(await state()).toBe('enrolled');
    await edge.enrolment.revoke(device.principal.deviceId);
    expect(await state()).toBe('revoked');
  });

  it('may enrol again with a new code, and only its newest certificate is valid', async () => {
    const serials: string[] = [];
    for (let round = 0; round < 2; round++) {
      const { code } = await edge.enrolment.createCode(device.principal.deviceId);
      await edge.enrolment.enrol(await enrolmentRequest(device, code));
      serials.push((await edge.devices.byId(device.principal.deviceId))?.certificateSerial ?? '');
    }
    const [first = '', second = ''] = serials;
    expect(await attempt(edge.enrolment.admitted(device.principal.deviceId, first))).toEqual([
      'DEVICE_REVOKED',
      undefined,
    ]);
    expect(await edge.enrolment.admitted(device.principal.deviceId, second)).toEqual(device.principal);
  });

  it.each([
    ['device id', 'oneDevice', (d: SoftwareDevice) => ({ deviceId: d.principal.deviceId })],
    ['meter key', 'oneMeterKey', (d: SoftwareDevice) => ({ meterKey: d.principal.meterKey })],
  ])('shares its %s with no other', async (_name, check, taken) => {
    const first = await edge.enrolment.createCode(device.principal.deviceId);
    await edge.enrolment.enrol(await enrolmentRequest(device, first.code));
    const twin: SoftwareDevice = {
      ...other,
      principal: { ...other.principal, ...taken(device) },
      keys: {
        ...other.keys,
        ...(check === 'oneMeterKey' ? { meter: device.keys.meter } : {}),
      },
    };
    const second = await edge.enrolment.createCode(twin.principal.deviceId);
    const request = await enrolmentRequest(twin, second.code);
    expect(await attempt(edge.enrolment.enrol(request))).toEqual(['EVIDENCE_REFUSED', check]);
    expect(await edge.devices.codeUsable(codeHash(second.code), twin.principal.deviceId, edge.clock.now())).toBe(true);
  });
});

describe('a revoked device', () => {
  const admit = async () => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    return attempt(edge.enrolment.enrol(await enrolmentRequest(device, code)));
  };
  const record = async () => (await edge.devices.record(device.principal.deviceId)).map(({ what }) => what);

  it('does not return with a code, new or old', async () => {
    expect(await admit()).toBe('admitted');
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    await edge.enrolment.revoke(device.principal.deviceId);
    const early = await enrolmentRequest(device, code);
    expect(await attempt(edge.enrolment.enrol(early))).toEqual(['ENROLMENT_CODE_INVALID', undefined]);
    expect(await attempt(edge.enrolment.createCode(device.principal.deviceId))).toEqual(['DEVICE_REVOKED', undefined]);
    expect((await edge.devices.byId(device.principal.deviceId))?.state).toBe('revoked');
  });

  it('is not admitted by a code stored while it was being revoked', async () => {
    expect(await admit()).toBe('admitted');
    await edge.enrolment.revoke(device.principal.deviceId);
    const late = makeCode((length) => Uint8Array.from({ length }, (_item, index) => index));
    const now = edge.clock.now();
    await edge.devices.addCode(codeHash(late), device.principal.deviceId, timestamp(now + 60), now);
    expect(await attempt(edge.enrolment.enrol(await enrolmentRequest(device, late)))).toEqual([
      'DEVICE_REVOKED',
      undefined,
    ]);
    expect((await edge.devices.byId(device.principal.deviceId))?.state).toBe('revoked');
  });

  it("control: with codes for anyone and no memory of the revocation, another's code admits it for a year", async () => {
    expect(await admit()).toBe('admitted');
    const { deviceId } = device.principal;
    await edge.enrolment.revoke(deviceId);
    const { code } = await edge.enrolment.createCode(other.principal.deviceId);
    const request = await enrolmentRequest(device, code);
    expect(await attempt(edge.enrolment.enrol(request))).toEqual(['ENROLMENT_CODE_INVALID', undefined]);
    const [id, hash] = [deviceId, codeHash(code)].map((text) => Buffer.from(text.slice(2), 'hex'));
    await base.database.query('UPDATE enrolment_code SET device_id = $1 WHERE hash = $2', [id, hash]);
    expect(await attempt(edge.enrolment.enrol(request))).toEqual(['DEVICE_REVOKED', undefined]);
    await base.database.query("UPDATE device SET state = 'pending' WHERE device_id = $1", [id]);
    expect(await attempt(edge.enrolment.enrol(request))).toBe('admitted');
    const serial = (await edge.devices.byId(deviceId))?.certificateSerial ?? '';
    expect(await edge.enrolment.admitted(deviceId, serial)).toEqual(device.principal);
  });

  it('returns when the operator readmits it, on record, but its old certificate does not', async () => {
    expect(await admit()).toBe('admitted');
    const serial = (await edge.devices.byId(device.principal.deviceId))?.certificateSerial ?? '';
    await edge.enrolment.revoke(device.principal.deviceId);
    await edge.enrolment.readmit(device.principal.deviceId);
    expect(await attempt(edge.enrolment.admitted(device.principal.deviceId, serial))).toEqual([
      'DEVICE_REVOKED',
      undefined,
    ]);
    expect(await admit()).toBe('admitted');
    expect(await attempt(edge.enrolment.admitted(device.principal.deviceId, serial))).toEqual([
      'DEVICE_REVOKED',
      undefined,
    ]);
    expect(await record()).toEqual(['code', 'admitted', 'revoked', 'readmitted', 'code', 'admitted']);
  });

  it('is the only one readmitted', async () => {
    expect(await attempt(edge.enrolment.readmit(device.principal.deviceId))).toEqual(['DEVICE_UNKNOWN', undefined]);
    expect(await admit()).toBe('admitted');
    expect(await attempt(edge.enrolment.readmit(device.principal.deviceId))).toEqual(['DEVICE_UNKNOWN', undefined]);
  });
});

type Change = (request: EnrolmentRequest) => Promise<EnrolmentRequest> | EnrolmentRequest;
const zero: Hex = `0x${'0'.repeat(64)}`;

/** Evidence altered before signing, so that only the named check fails. */
const evidenceWith =
  (change: Partial<Evidence>): Change =>
  (request) =>
    enrolmentRequest(device, request.code, change);

const refusals: readonly [name: string, check: string, change: Change, options?: EdgeOptions][] = [
  ['another code in the evidence', 'verifierNonce', evidenceWith({ verifierNonce: zero })],
  ['another TLS key', 'tlsKeyHash', evidenceWith({ tlsKeyHash: zero })],
  ['no passkey', 'passkeyHash', evidenceWith({ passkeyHash: zero })],
  ['another page', 'rpIdHash', evidenceWith({ rpIdHash: zero })],
  ['another origin', 'originHash', evidenceWith({ originHash: zero })],
  [
    'the signature of another meter',
    'meterSignature',
    async (request) => ({
      ...request,
      signatures: { ...request.signatures, meter: await signed(Evidence, request.evidence, other.keys.meter) },
    }),
  ],
  [
    'the signature of another account',
    'accountSignature',
    async (request) => ({
      ...request,
      signatures: { ...request.signatures, account: await signed(Evidence, request.evidence, other.keys.account) },
    }),
  ],
  [
    'a malformed attestation',
    'attestationSignature',
    (request) => ({
      ...request,
      signatures: { ...request.signatures, attestation: `0x${'ff'.repeat(64)}1b` },
    }),
  ],
  [
    'an enrolment for another account',
    'enrolmentAccount',
    async (request) => ({
      ...request,
      enrolment: await signedEnrolment(device, { account: other.principal.account }),
    }),
  ],
  [
    'an enrolment of another meter key',
    'enrolmentMeterKey',
    async (request) => ({
      ...request,
      enrolment: await signedEnrolment(device, { meterKey: other.principal.meterKey }),
    }),
  ],
  [
    'an enrolment of another device',
    'enrolmentDevice',
    async (request) => ({ ...request, enrolment: await signedEnrolment(device, { deviceIdHash: zero }) }),
  ],
  [
    'an enrolment of a better sensor',
    'enrolmentSensorClass',
    async (request) => ({ ...request, enrolment: await signedEnrolment(device, { sensorClass: 'secure-world' }) }),
  ],
  [
    'an enrolment that the account did not sign',
    'enrolmentAccountSignature',
    async (request) => {
      const { enrolment, signatures } = await signedEnrolment(device);
      return { ...request, enrolment: { enrolment, signatures: { ...signatures, account: signatures.meter } } };
    },
  ],
  [
    'an enrolment that the meter did not sign',
    'enrolmentMeterSignature',
    async (request) => {
      const { enrolment, signatures } = await signedEnrolment(device);
      return { ...request, enrolment: { enrolment, signatures: { ...signatures, meter: signatures.account } } };
    },
  ],
  ['an attestation key nobody knows', 'attestationKey', (request) => request, { policy: { development: false } }],
  [
    'a passkey off the curve',
    'passkeyPoint',
    async (request) => {
      const publicKeyX: Hex = `0x${'11'.repeat(32)}`;
      const bytes = Buffer.from(publicKeyX.slice(2).repeat(2), 'hex');
      const passkeyHash: Hex = `0x${createHash('sha256').update(bytes).digest('hex')}`;
      const changed = await enrolmentRequest(device, request.code, { passkeyHash });
      return { ...changed, passkey: { publicKeyX, publicKeyY: publicKeyX } };
    },
  ],
];

describe('evidence is refused with the check that failed', () => {
  it.each(refusals)('%s', async (_name, check, change, options) => {
    if (options) {
      await edge.stop();
      edge = await startEdge(base, options);
    }
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const request = await change(await enrolmentRequest(device, code));
    expect(await attempt(edge.enrolment.enrol(request))).toEqual(['EVIDENCE_REFUSED', check]);
    expect(await edge.devices.byId(device.principal.deviceId)).toBeUndefined();
    expect(await edge.devices.codeUsable(codeHash(code), device.principal.deviceId, edge.clock.now())).toBe(true);
  });

  it('an emulator or a machine under QEMU outside a development network', async () => {
    await edge.stop();
    const { principal } = device;
    const attestationKeys = [await attestationAddress()];
    edge = await startEdge(base, { policy: { development: false, attestationKeys } });
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    for (const securityClass of ['emulator', 'qemu'] as const) {
      const virtual = await enrolmentRequest(device, code, { securityClass });
      expect(await attempt(edge.enrolment.enrol(virtual))).toEqual(['EVIDENCE_REFUSED', 'securityClass']);
    }
    expect(await attempt(edge.enrolment.enrol(await enrolmentRequest(device, code)))).toBe('admitted');
    expect((await edge.devices.byId(principal.deviceId))?.securityClass).toBe('board');
  });
});

async function attestationAddress(): Promise<Hex> {
  const { privateKeyToAddress } = await import('viem/accounts');
  return privateKeyToAddress(device.keys.attestation).toLowerCase() as Hex;
}

describe('a certificate request is refused with the check that failed', () => {
  it.each<[string, string, (d: SoftwareDevice) => Promise<string> | string]>([
    ['no PEM', 'pem', () => 'hello'],
    ['a certificate', 'pem', () => edge.authority.certificate],
    ['another device id', 'subject', (d) => certificateRequest(d, { name: `CN=${'00'.repeat(32)}` })],
    [
      'a second name',
      'subject',
      (d) => certificateRequest(d, { name: `CN=${d.principal.deviceId.slice(2)}, O=operator` }),
    ],
    ['another curve', 'keyType', (d) => certificateRequest(d, { curve: 'P-384' })],
    ['a request that its key did not sign', 'proofOfPossession', forged],
  ])('%s', async (_name, check, make) => {
    const { code } = await edge.enrolment.createCode(device.principal.deviceId);
    const request = { ...(await enrolmentRequest(device, code)), certificateRequest: await make(device) };
    expect(await attempt(edge.enrolment.enrol(request))).toEqual(['CERTIFICATE_REQUEST_INVALID', check]);
    expect(await edge.devices.byId(device.principal.deviceId)).toBeUndefined();
  });
});

/** With the signature's last byte changed. */
async function forged(d: SoftwareDevice): Promise<string> {
  const der = Buffer.from(new x509.Pkcs10CertificateRequest(await certificateRequest(d)).rawData);
  der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
  return x509.PemConverter.encode(der, 'CERTIFICATE REQUEST');
}
