/** ATTEST: evidence of what this is. It states *emulator*, and verifiers outside development networks refuse it. */
import { Evidence, ZERO_BYTES32 } from '@evlock/protocol';
import { type CommandRequest, type CommandResponse, calibration, fromHex, limits } from '@evlock/secure-world';
import { type Device, sha256 } from './device.ts';
import type { Provisioned } from './state.ts';

export const EMULATOR_VERSION = 1;
/** In place of the hash of the running code: the emulator vouches for nothing. */
export const EMULATOR_HASH = sha256(`evlock emulator v${EMULATOR_VERSION}`);

/** SHA-256(x ‖ y) of the first passkey; zero while none is bound. */
export const passkeyHash = ({ passkeys: [first] }: Provisioned): Evidence['passkeyHash'] =>
  first ? sha256(fromHex(first.x), fromHex(first.y)) : ZERO_BYTES32;

export function attest(device: Device, request: CommandRequest<'attest'>): CommandResponse<'attest'> {
  const provisioned = device.provisioned;
  const { meter, account, attestation } = device.ownKeys;
  const evidence: Evidence = {
    verifierNonce: request.verifierNonce,
    deviceId: provisioned.deviceId,
    meterKey: meter.address,
    account: account.address,
    tlsKeyHash: request.tlsKeyHash,
    passkeyHash: passkeyHash(provisioned),
    rpIdHash: sha256(provisioned.rpId),
    originHash: sha256(provisioned.origins.join('\n')),
    calibrationHash: sha256(calibration.write(provisioned.calibration)),
    limitsHash: sha256(limits.write(provisioned.limits), ...provisioned.withdrawalAddresses.map(fromHex)),
    taHash: EMULATOR_HASH,
    taVersion: EMULATOR_VERSION,
    securityClass: 'emulator',
    sensorClass: 'normal-world',
    bootCount: device.state.bootCount,
    sequence: device.take(provisioned.evidence),
  };
  const digest = Evidence.digest(provisioned.domain, evidence);
  return {
    evidence,
    attestation: attestation.sign(digest),
    meter: meter.sign(digest),
    account: account.sign(digest),
  };
}
