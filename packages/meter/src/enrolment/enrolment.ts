/**
 * Enrolment: with the operator's one-time code the meter proves what it is (evidence of its secure world) and gets the
 * certificate for the device link. On chain the operator enrols it, not the gateway: what the operator may submit is signed
 * here, by account key and meter key, so that nobody can name another account for this meter.
 */
import { createHash } from 'node:crypto';
import type { ChainReader } from '@evlock/chain';
import { readAuthority, replaceFile } from '@evlock/files';
import { type HttpsResponse, postJson } from '@evlock/https';
import {
  type Address,
  type Bytes32,
  deviceIdHash,
  ENROLMENT_VALIDITY,
  type EnrolmentFile,
  type EnrolmentRequest,
  EvlockError,
  enrolmentFileSchema,
  enrolmentNonce,
  milliseconds,
  parse,
  parseJson,
  routes,
  type SignedEnrolment,
  timestamp,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { MeterProfile } from '../profile.ts';
import { checkCertificate } from './device-certificate.ts';
import { type DeviceKey, openDeviceKey } from './device-key.ts';

export interface EnrolmentOptions {
  readonly profile: Pick<MeterProfile, 'deviceLink' | 'gateway'>;
  /** The operator's one-time code. Secret until used. */
  readonly code: string;
  /** The passkey bound to this meter; the secure world keeps it but reveals only its hash. */
  readonly passkey: EnrolmentRequest['passkey'];
}

export interface EnrolmentModules {
  /** Its provisioning socket: it signs an enrolment nowhere else. */
  readonly secureWorld: Pick<SecureWorld, 'info' | 'attest' | 'signEnrolment'>;
  readonly chain: Pick<ChainReader, 'finalized' | 'meter' | 'meterOfAccount' | 'registryNonce'>;
  /** Called with what the device presents before it is sent: for the operator, out of band. */
  readonly shows?: (file: EnrolmentFile) => Promise<void>;
}

export interface EnrolledDevice {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}

const TIMEOUT = milliseconds(30_000);
const MAX_RESPONSE = 65_536;

/**
 * Gets this device's certificate and stores it, 0600. Throws `NOT_PROVISIONED`, `INVALID_INPUT` (another passkey is bound),
 * `SECRET_EXPOSED`, the gateway's error (`ENROLMENT_CODE_INVALID`, `EVIDENCE_REFUSED`…), or why it was not reached.
 */
export async function enrolMeter(options: EnrolmentOptions, modules: EnrolmentModules): Promise<EnrolledDevice> {
  const { deviceLink, gateway } = options.profile;
  const { deviceId, meterKey, account, state, passkeyHash } = await modules.secureWorld.info();
  if (state !== 'provisioned') throw new EvlockError('NOT_PROVISIONED');
  checkPasskey(options.passkey, passkeyHash);
  const authority = await readAuthority(gateway.authorityFile);
  const key = await openDeviceKey(deviceLink);
  const file = await enrolmentFile(options, modules, { key, deviceId });
  const request: EnrolmentRequest = parse(routes.enrol.body, { ...file, code: options.code });
  await modules.shows?.(file);
  const server = { url: gateway.url, authority, timeout: TIMEOUT, maxResponse: MAX_RESPONSE };
  const { certificate } = accepted(await postJson(server, routes.enrol.path, request));
  const linkAuthority = await readAuthority(deviceLink.authorityFile);
  checkCertificate(certificate, { deviceId, publicKey: key.publicKey, authority: linkAuthority });
  await replaceFile(deviceLink.certificateFile, certificate, 0o600);
  return { deviceId, meterKey, account };
}

async function enrolmentFile(
  { code, passkey }: EnrolmentOptions,
  modules: EnrolmentModules,
  { key, deviceId }: { key: DeviceKey; deviceId: Bytes32 },
): Promise<EnrolmentFile> {
  const certificateRequest = await key.certificateRequest(deviceId);
  const verifierNonce = enrolmentNonce(code);
  const { evidence, signatures } = await modules.secureWorld.attest({ verifierNonce, tlsKeyHash: key.tlsKeyHash });
  const enrolment = await signedEnrolment(modules, evidence);
  const shown = { format: 'evlock-enrolment-1', certificateRequest, evidence, signatures, passkey, enrolment };
  return parse(enrolmentFileSchema, shown);
}

/**
 * This meter for its account, signed by both keys for the chain's current state: active for an account without a meter,
 * standby for one that has one. Null where it is already enrolled. Throws `ACCOUNT_TAKEN` where it is enrolled for somebody
 * else.
 */
async function signedEnrolment(
  { secureWorld, chain }: EnrolmentModules,
  { deviceId, meterKey, account }: EnrolledDevice,
): Promise<SignedEnrolment | null> {
  const [{ time }, enrolled, active, nonce] = await Promise.all([
    chain.finalized(),
    chain.meter(meterKey),
    chain.meterOfAccount(account),
    chain.registryNonce(account),
  ]);
  if (enrolled && enrolled.account !== account)
    throw new EvlockError('ACCOUNT_TAKEN', { chainAccount: enrolled.account });
  if (enrolled) return null;
  const purpose = active === undefined ? 'active' : 'standby';
  const deadline = timestamp(time + ENROLMENT_VALIDITY);
  return secureWorld.signEnrolment({ purpose, deviceIdHash: deviceIdHash(deviceId), nonce, deadline });
}

function checkPasskey({ publicKeyX, publicKeyY }: EnrolmentRequest['passkey'], bound: Bytes32): void {
  const point = Buffer.from(publicKeyX.slice(2) + publicKeyY.slice(2), 'hex');
  const hash = createHash('sha256').update(point).digest('hex');
  if (`0x${hash}` !== bound)
    throw new EvlockError('INVALID_INPUT', { field: 'passkey', problem: 'another passkey is bound' });
}

function accepted({ status, text }: HttpsResponse) {
  if (status === 200) return parseJson(routes.enrol.response, text, MAX_RESPONSE);
  let body: { code?: unknown; details?: Record<string, unknown> } = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // Not JSON: some other program, or a proxy in between.
  }
  if (typeof body.code !== 'string') throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status });
  throw EvlockError.fromBody({ code: body.code, details: body.details });
}
