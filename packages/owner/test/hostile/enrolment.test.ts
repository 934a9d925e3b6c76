/**
 * Mallory has hacked the gateway that carries devices' papers to the operator. She wants her own account on chain where the owner
 * will deposit, or a bare key enrolled that no device holds. What the operator puts on chain must be what the device signed.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCertificateRequest } from '@evlock/gateway/internal/certificates';
import { ApiClient, Enroller, type EnrolmentLedger, Operator } from '@evlock/owner';
import { httpsTransport, OperatorLedger } from '@evlock/owner/node';
import { domainOf, type EnrolmentFile, type SignedEnrolment, systemClock, timestamp } from '@evlock/protocol';
import { HostileApi, Rules } from '@evlock/simulator/hostile-gateway';
import { HackedAuthority } from '@evlock/testing/gateway/hacked-authority';
import {
  enrolmentRequest,
  type SoftwareDevice,
  signedEnrolment,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { deployment as handedOver } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const CODE = 'AB12-CD34-EF56-GH78';
const rules = new Rules();
let hacked: HackedAuthority;
let gateway: HostileApi;
let operator: Operator;
let api: ApiClient;
let folder: string;
let carol: SoftwareDevice;
let mallory: SoftwareDevice;
let deployment = handedOver;
/** What was put on chain. */
const submitted: SignedEnrolment[] = [];

const papers = async (device: SoftwareDevice, code = CODE): Promise<EnrolmentFile> => {
  const { code: _code, ...file } = await enrolmentRequest(device, code);
  return file;
};
const tlsKeyHash = async (request: string, device: `0x${string}`) =>
  (await verifyCertificateRequest(request, device)).tlsKeyHash;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-enroller-'));
  hacked = await HackedAuthority.make();
  gateway = new HostileApi({ identity: await hacked.identity() }, { rules });
  await gateway.start();
  api = new ApiClient({ transport: httpsTransport({ url: gateway.url, authority: hacked.certificate }) });
  operator = new Operator({ token: 'a token of the operator' }, { api });
  [carol, mallory] = await Promise.all([
    softwareDevice('carol', domainOf(handedOver)),
    softwareDevice('mallory', domainOf(handedOver)),
  ]);
  // Attested by a key in the operator's own file, as on a real network.
  const { recoverAddress, Evidence } = await import('@evlock/protocol');
  const { evidence, signatures } = await papers(carol);
  const attestationKeys = [recoverAddress(Evidence.digest(domainOf(handedOver), evidence), signatures.attestation)];
  deployment = { ...handedOver, attestationKeys };
});
beforeEach(() => {
  submitted.length = 0;
  rules.clear();
});
afterAll(async () => {
  api.close();
  await gateway.stop();
  await hacked.remove();
  await rm(folder, { recursive: true });
});

let ledgers = 0;
/** The operator's list, with a code made for Carol's device. */
async function ledger(): Promise<OperatorLedger> {
  const list = await OperatorLedger.open(join(folder, `ledger-${ledgers++}.json`), deployment);
  await list.codeMade(carol.principal.deviceId, { code: CODE }, timestamp(1_800_000_000));
  return list;
}

interface Parts {
  readonly ledger?: EnrolmentLedger;
  /** Replaces the real verification, for a control. */
  readonly believing?: boolean;
}

/** The operator approves Carol's device, using the papers the gateway brings. */
async function approve(file: unknown, { ledger: list, believing = false }: Parts = {}): Promise<string> {
  rules.add({ on: 'enrolment', reply: () => file });
  const verify = (_policy: unknown, { enrolment }: EnrolmentFile) => enrolment as SignedEnrolment;
  const enroller = new Enroller(
    { deployment, development: false },
    {
      ledger: list ?? (await ledger()),
      tlsKeyHash,
      submit: async (signed) => submitted.push(signed),
      clock: systemClock,
      ...(believing && { verify }),
    },
  );
  const { deviceId } = carol.principal;
  return enroller.approve({ deviceId }, await operator.file(deviceId)).then(
    () => 'put on chain',
    ({ code, details }: { code: string; details: { check?: string } }) => details.check ?? code,
  );
}

describe("an account of the gateway's choice", () => {
  /** Signed by her, since Carol's keys never would. */
  const hers = async () => signedEnrolment(carol, { account: mallory.principal.account });

  it('goes on chain only as the device itself signed it', async () => {
    expect(await approve(await papers(carol))).toBe('put on chain');
    expect(submitted).toMatchObject([
      { enrolment: { account: carol.principal.account, meterKey: carol.principal.meterKey } },
    ]);
  });

  it('is refused in the enrolment, and in the evidence', async () => {
    const honest = await papers(carol);
    expect(await approve({ ...honest, enrolment: await hers() })).toBe('enrolmentAccount');
    const evidence = { ...honest.evidence, account: mallory.principal.account };
    expect(await approve({ ...honest, evidence, enrolment: await hers() })).toBe('attestationKey');
    const both = { ...carol, principal: { ...carol.principal, account: mallory.principal.account } };
    const bothSign = { ...both, keys: { ...carol.keys, account: mallory.keys.account } };
    // With an account key of hers, everything fits but the signature of Carol's meter.
    const forged = await papers({ ...bothSign, keys: { ...bothSign.keys, meter: mallory.keys.meter } });
    expect(await approve(forged)).toBe('meterSignature');
    expect(submitted).toEqual([]);
  });

  it("control: believed, hers is put on chain as Carol's", async () => {
    expect(await approve({ ...(await papers(carol)), enrolment: await hers() }, { believing: true })).toBe(
      'put on chain',
    );
    expect(submitted[0]?.enrolment).toMatchObject({
      account: mallory.principal.account,
      meterKey: carol.principal.meterKey,
    });
  });
});

describe('a bare key that no device holds', () => {
  /** Everything she can sign herself, for the device id the operator typed. */
  const bare = async (attestation = mallory.keys.meter) =>
    papers({
      ...mallory,
      principal: { ...mallory.principal, deviceId: carol.principal.deviceId },
      keys: { ...mallory.keys, attestation },
    });

  it('is attested by nobody the operator knows', async () => {
    expect(await approve(await bare())).toBe('attestationKey');
    expect(submitted).toEqual([]);
  });

  it('control: believed, it is admitted', async () => {
    expect(await approve(await bare(), { believing: true })).toBe('put on chain');
    expect(submitted[0]?.enrolment.meterKey).toBe(mallory.principal.meterKey);
  });
});

describe('a real device, at another time or in place of another', () => {
  it('is not admitted by evidence for a code the operator never made', async () => {
    expect(await approve(await papers(carol, 'ZZ12-CD34-EF56-GH78'))).toBe('codeMadeHere');
  });

  it('is not admitted as a device seen before with other keys', async () => {
    const list = await ledger();
    expect(await approve(await papers(carol), { ledger: list })).toBe('put on chain');
    const reset = {
      ...mallory,
      tls: carol.tls,
      principal: { ...mallory.principal, deviceId: carol.principal.deviceId },
    };
    expect(await approve(await papers({ ...reset, keys: { ...mallory.keys } }), { ledger: list })).toBe('deviceSeen');
    expect(await approve(await papers(carol), { ledger: list })).toBe('put on chain');
  });

  it('control: an operator without a list admits both', async () => {
    const none: EnrolmentLedger = { admit: async () => undefined, checks: async () => [] };
    expect(await approve(await papers(carol, 'ZZ12-CD34-EF56-GH78'), { ledger: none })).toBe('put on chain');
    const reset = {
      ...mallory,
      tls: carol.tls,
      principal: { ...mallory.principal, deviceId: carol.principal.deviceId },
    };
    expect(await approve(await papers(reset), { ledger: none })).toBe('put on chain');
    expect(submitted.map(({ enrolment }) => enrolment.meterKey)).toEqual([
      carol.principal.meterKey,
      mallory.principal.meterKey,
    ]);
  });

  it('is an emulator, which a real network does not admit', async () => {
    const { code: _code, ...file } = await enrolmentRequest(carol, CODE, { securityClass: 'emulator' });
    expect(await approve(file)).toBe('securityClass');
  });

  it('was provisioned for other pages, or for another market', async () => {
    const { code: _code, ...file } = await enrolmentRequest(carol, CODE, { originHash: `0x${'11'.repeat(32)}` });
    expect(await approve(file)).toBe('originHash');
    const elsewhere = { ...carol, domain: { ...carol.domain, chainId: 1001 } };
    expect(await approve(await papers(elsewhere))).toBe('attestationKey');
  });
});

describe('the checks, as a person is shown them', () => {
  const shown = async (file: EnrolmentFile, meterKey?: string) => {
    const list = await ledger();
    const enroller = new Enroller(
      { deployment, development: false },
      { ledger: list, tlsKeyHash, submit: async () => undefined, clock: { ...systemClock, now: () => LATER } },
    );
    return enroller.checks({ deviceId: carol.principal.deviceId, meterKey }, file);
  };
  const LATER = timestamp(1_800_000_100);
  const failing = async (file: EnrolmentFile, meterKey?: string) =>
    (await shown(file, meterKey)).filter(({ holds }) => !holds).map(({ check }) => check);

  it('all hold for what the device signed', async () => {
    const checks = await shown(await papers(carol), carol.principal.meterKey);
    expect(checks.every(({ holds }) => holds)).toBe(true);
    expect(checks).toHaveLength(25);
    expect(new Set(checks.map(({ check }) => check)).size).toBe(25);
  });

  it('name each one that fails, not only the first', async () => {
    const honest = await papers(carol);
    expect(await failing({ ...honest, enrolment: null })).toEqual(['enrolment']);
    expect(await failing(honest, mallory.principal.meterKey)).toEqual(['meterKey']);
    expect(await failing({ ...honest, certificateRequest: 'nonsense' })).toEqual(['certificateRequest', 'tlsKeyHash']);
    const late = { ...honest, evidence: { ...honest.evidence, verifierNonce: honest.evidence.deviceId } };
    expect(await failing(late)).toEqual([
      ...['attestationKey', 'meterSignature', 'accountSignature'],
      ...['codeMadeHere', 'codeExpired'],
    ]);
  });

  it('record nothing', async () => {
    await shown(await papers(carol));
    expect(submitted).toEqual([]);
  });
});
