/**
 * Enrolment: with a one-time code of the operator the meter shows what it is (evidence of its secure world) and gets the
 * certificate with which it may speak to the gateway. On chain it is enrolled by the operator, not by the gateway.
 */
import { createHash } from 'node:crypto';
import { readAuthority, replaceFile } from '@evlock/files';
import {
  type Address,
  type Bytes32,
  type EnrolmentRequest,
  EvlockError,
  enrolmentNonce,
  parse,
  parseJson,
  routes,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import { checkCertificate } from './device-certificate.ts';
import { type DeviceKey, openDeviceKey } from './device-key.ts';
import { type Answer, postJson } from './https-post.ts';
import type { MeterProfile } from './profile.ts';

export interface EnrolmentOptions {
  readonly profile: Pick<MeterProfile, 'deviceLink' | 'gateway'>;
  /** One-time code of the operator. A secret until it is used. */
  readonly code: string;
  /** The passkey bound to this meter, of which the secure world keeps but tells only the hash. */
  readonly passkey: EnrolmentRequest['passkey'];
}

export interface EnrolmentModules {
  readonly secureWorld: Pick<SecureWorld, 'info' | 'attest'>;
}

export interface EnrolledDevice {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}

const TIMEOUT_SECONDS = 30;
const MAX_ANSWER = 65_536;

/**
 * Gets this device's certificate and stores it, 0600. Throws `NOT_PROVISIONED`, `INVALID_INPUT` (another passkey is bound),
 * `SECRET_EXPOSED`, what the gateway answers (`ENROLMENT_CODE_INVALID`, `EVIDENCE_REFUSED`…), or why it was not reached.
 */
export async function enrolMeter(options: EnrolmentOptions, modules: EnrolmentModules): Promise<EnrolledDevice> {
  const { deviceLink, gateway } = options.profile;
  const { deviceId, meterKey, account, state, passkeyHash } = await modules.secureWorld.info();
  if (state !== 'provisioned') throw new EvlockError('NOT_PROVISIONED');
  checkPasskey(options.passkey, passkeyHash);
  const authority = await readAuthority(gateway.authorityFile);
  const key = await openDeviceKey(deviceLink);
  const request = await enrolmentRequest(options, modules, { key, deviceId });
  const url = new URL(routes.enrol.path, gateway.url);
  const answer = await postJson({ url, authority, timeoutSeconds: TIMEOUT_SECONDS, maxAnswer: MAX_ANSWER }, request);
  const { certificate } = accepted(answer);
  const linkAuthority = await readAuthority(deviceLink.authorityFile);
  checkCertificate(certificate, { deviceId, publicKey: key.publicKey, authority: linkAuthority });
  await replaceFile(deviceLink.certificateFile, certificate, 0o600);
  return { deviceId, meterKey, account };
}

async function enrolmentRequest(
  { code, passkey }: EnrolmentOptions,
  { secureWorld }: EnrolmentModules,
  { key, deviceId }: { key: DeviceKey; deviceId: Bytes32 },
): Promise<EnrolmentRequest> {
  const certificateRequest = await key.certificateRequest(deviceId);
  const verifierNonce = enrolmentNonce(code);
  const { evidence, signatures } = await secureWorld.attest({ verifierNonce, tlsKeyHash: key.tlsKeyHash });
  return parse(routes.enrol.body, { code, certificateRequest, evidence, signatures, passkey });
}

function checkPasskey({ publicKeyX, publicKeyY }: EnrolmentRequest['passkey'], bound: Bytes32): void {
  const point = Buffer.from(publicKeyX.slice(2) + publicKeyY.slice(2), 'hex');
  const hash = createHash('sha256').update(point).digest('hex');
  if (`0x${hash}` !== bound)
    throw new EvlockError('INVALID_INPUT', { field: 'passkey', problem: 'another one is bound' });
}

function accepted({ status, text }: Answer) {
  if (status === 200) return parseJson(routes.enrol.response, text, MAX_ANSWER);
  let body: { code?: unknown; details?: Record<string, unknown> } = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // Not JSON: some other program, or a proxy between.
  }
  if (typeof body.code !== 'string') throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status });
  throw EvlockError.fromBody({ code: body.code, details: body.details });
}
