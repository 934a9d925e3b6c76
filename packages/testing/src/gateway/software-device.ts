/** A software device: a TLS key, a meter, an account and an attestation key, and a passkey. For tests only. */
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Principal, sha256, x509 } from '@evlock/gateway/internal/device';
import {
  type Assertion,
  type Bytes32,
  clientDataOf,
  type Domain,
  deviceIdHash,
  Enrolment,
  type EnrolmentRequest,
  Evidence,
  enrolmentNonce,
  type Hex,
  type Reading,
  type Receipt,
  SessionChallenge,
  type SignedEnrolment,
  type TypedStruct,
  timestamp,
} from '@evlock/protocol';
import { privateKeyToAddress, sign } from 'viem/accounts';

export const RP_ID = 'localhost';
export const ORIGIN = 'https://localhost';
export const DOMAIN: Domain = { chainId: 31337, market: `0x${'ab'.repeat(20)}` };

const keyOf = (name: string): Hex => `0x${createHash('sha256').update(name).digest('hex')}`;
const hex = (base64url: string | undefined): Bytes32 =>
  `0x${Buffer.from(base64url ?? '', 'base64url')
    .toString('hex')
    .padStart(64, '0')}`;

export interface SoftwareDevice {
  /** The market that it belongs to. */
  readonly domain: Domain;
  readonly principal: Principal;
  readonly keys: { readonly meter: Hex; readonly account: Hex; readonly attestation: Hex };
  readonly tls: CryptoKeyPair;
  readonly passkey: KeyObject;
  readonly passkeyPublic: { readonly publicKeyX: Bytes32; readonly publicKeyY: Bytes32 };
}
type CryptoKeyPair = Awaited<ReturnType<typeof tlsKeys>>;

const tlsKeys = (namedCurve = 'P-256') =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);

export async function softwareDevice(name: string, domain = DOMAIN): Promise<SoftwareDevice> {
  const passkey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = passkey.publicKey.export({ format: 'jwk' });
  const keys = { meter: keyOf(`${name} meter`), account: keyOf(`${name} account`), attestation: keyOf('attestation') };
  return {
    domain,
    principal: {
      deviceId: keyOf(`${name} device`),
      meterKey: lower(privateKeyToAddress(keys.meter)),
      account: lower(privateKeyToAddress(keys.account)),
    },
    keys,
    tls: await tlsKeys(),
    passkey: passkey.privateKey,
    passkeyPublic: { publicKeyX: hex(x), publicKeyY: hex(y) },
  };
}

const lower = (address: Hex): Hex => address.toLowerCase() as Hex;

export async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

/** A PKCS#10 request, by default for the device's own id. */
export async function certificateRequest(
  device: SoftwareDevice,
  { name = `CN=${device.principal.deviceId.slice(2)}`, curve = 'P-256' } = {},
): Promise<string> {
  const keys = curve === 'P-256' ? device.tls : await tlsKeys(curve);
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return (await x509.Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm })).toString('pem');
}

/** The device's enrolment request; `change` alters its evidence before signing. */
export async function enrolmentRequest(
  device: SoftwareDevice,
  code: string,
  change: Partial<Evidence> = {},
): Promise<EnrolmentRequest> {
  const { publicKeyX, publicKeyY } = device.passkeyPublic;
  const spki = await crypto.subtle.exportKey('spki', device.tls.publicKey);
  const evidence: Evidence = {
    verifierNonce: enrolmentNonce(code),
    ...device.principal,
    tlsKeyHash: sha256(spki),
    passkeyHash: sha256(Buffer.from(publicKeyX.slice(2), 'hex'), Buffer.from(publicKeyY.slice(2), 'hex')),
    rpIdHash: sha256(RP_ID),
    originHash: sha256(ORIGIN),
    calibrationHash: keyOf('calibration'),
    limitsHash: keyOf('limits'),
    taHash: keyOf('ta'),
    taVersion: 1,
    securityClass: 'board',
    sensorClass: 'normal-world',
    bootCount: 1,
    sequence: 1,
    ...change,
  };
  return {
    format: 'evlock-enrolment-1',
    code,
    certificateRequest: await certificateRequest(device),
    evidence,
    signatures: {
      attestation: await signed(Evidence, evidence, device.keys.attestation, device.domain),
      meter: await signed(Evidence, evidence, device.keys.meter, device.domain),
      account: await signed(Evidence, evidence, device.keys.account, device.domain),
    },
    passkey: device.passkeyPublic,
    enrolment: await signedEnrolment(device),
  };
}

/** The device's meter for its account, signed by both keys. */
export async function signedEnrolment(
  { principal, keys, domain }: SoftwareDevice,
  change: Partial<Enrolment> = {},
): Promise<SignedEnrolment> {
  const enrolment: Enrolment = {
    purpose: 'active',
    deviceIdHash: deviceIdHash(principal.deviceId),
    account: principal.account,
    meterKey: principal.meterKey,
    sensorClass: 'normal-world',
    nonce: 0n,
    deadline: timestamp(2 ** 40 - 1),
    ...change,
  };
  const [account, meter] = await Promise.all(
    [keys.account, keys.meter].map((key) => signed(Enrolment, enrolment, key, domain)),
  );
  return { enrolment, signatures: { account: account as Hex, meter: meter as Hex } };
}

/** Signs a struct with a private key. */
export async function signed(
  // biome-ignore lint/suspicious/noExplicitAny: any struct will do.
  struct: TypedStruct<any>,
  value: Evidence | Enrolment | Receipt | Reading,
  key: Hex,
  domain = DOMAIN,
): Promise<Hex> {
  return lower(await sign({ hash: struct.digest(domain, value), privateKey: key, to: 'hex' }));
}

/** The passkey's answer to a session challenge. */
export function assertion(device: SoftwareDevice, challenge: SessionChallenge, origin = ORIGIN): Assertion {
  const clientDataJSON = clientDataOf(SessionChallenge.digest(device.domain, challenge), origin);
  const authenticatorData = Buffer.concat([
    createHash('sha256').update(RP_ID).digest(),
    Buffer.from([0x05, 0, 0, 0, 0]),
  ]);
  const signature = createSign('sha256')
    .update(authenticatorData)
    .update(createHash('sha256').update(clientDataJSON).digest())
    .sign({ key: device.passkey, dsaEncoding: 'ieee-p1363' });
  return {
    authenticatorData: `0x${authenticatorData.toString('hex')}`,
    clientDataJSON,
    signature: `0x${signature.toString('hex')}`,
  };
}
