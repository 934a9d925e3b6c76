/**
 * BIND_PASSKEY, BIND_FURTHER_PASSKEY, LIST_PASSKEYS, REMOVE_PASSKEY, and the verification behind every other passkey
 * command.
 */
import {
  type Assertion,
  type Bytes32,
  isPasskeyPublicKey,
  PasskeyBinding,
  type PasskeyPublicKey,
  PasskeyRemoval,
  verifyAssertion,
} from '@evlock/protocol';
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_ID_STEP_MAX,
  EVLOCK_PASSKEYS_MAX,
  passkeyConfirmation,
  refusal,
} from '@evlock/secure-world';
import type { Device } from './device.ts';
import { entropyOf } from './keys.ts';

/** Throws `ASSERTION_INVALID` unless one of `publicKeys`, by default any bound passkey, approved `digest`. */
export function requirePasskey(
  device: Device,
  digest: Bytes32,
  assertion: Assertion,
  publicKeys: readonly PasskeyPublicKey[] = device.provisioned.passkeys,
): void {
  const { rpId, origins } = device.provisioned;
  verifyAssertion(assertion, { challenge: digest, rpId, origins, publicKeys });
}

function checkPoint(key: PasskeyPublicKey): void {
  if (!isPasskeyPublicKey(key)) throw refusal('INVALID_INPUT', 'PUBLIC_KEY');
}

function checkBindingId({ provisioned: { nextBindingId } }: Device, id: number): void {
  if (id < nextBindingId) throw refusal('REPLAYED');
  if (id - nextBindingId >= EVLOCK_ID_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'STEP');
}

export function bindPasskey(device: Device, request: CommandRequest<'bindPasskey'>): Record<string, never> {
  const key = { x: request.publicKeyX, y: request.publicKeyY };
  const { passkeys } = device.provisioned;
  if (passkeys.length > 0) throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  checkPoint(key);
  if (request.confirmation !== passkeyConfirmation(key.x, key.y)) {
    throw refusal('COMMAND_NOT_AUTHORIZED', 'CONFIRMATION');
  }
  passkeys.push(key);
  device.save();
  return {};
}

export function bindFurtherPasskey(
  device: Device,
  { binding, assertion }: CommandRequest<'bindFurtherPasskey'>,
): Record<string, never> {
  const key = { x: binding.publicKeyX, y: binding.publicKeyY };
  const provisioned = device.provisioned;
  if (binding.meterKey !== device.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  checkPoint(key);
  requirePasskey(device, PasskeyBinding.digest(provisioned.domain, binding), assertion);
  checkBindingId(device, binding.bindingId);
  if (provisioned.passkeys.some(({ x, y }) => x === key.x && y === key.y))
    throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  if (provisioned.passkeys.length >= EVLOCK_PASSKEYS_MAX) throw refusal('LIMIT_EXCEEDED', 'PASSKEYS_MAX');
  provisioned.passkeys.push(key);
  provisioned.nextBindingId = binding.bindingId + 1;
  device.save();
  return {};
}

export const listPasskeys = (device: Device): CommandResponse<'listPasskeys'> => ({
  passkeys: device.provisioned.passkeys,
});

function requireWords(device: Device, words: string): void {
  const known = ((): string | undefined => {
    try {
      return entropyOf(words);
    } catch {
      return undefined;
    }
  })();
  if (known !== device.provisioned.entropy) throw refusal('COMMAND_NOT_AUTHORIZED', 'WORDS');
}

export function removePasskey(
  device: Device,
  { removal, assertions: [assertion], words }: CommandRequest<'removePasskey'>,
): Record<string, never> {
  const provisioned = device.provisioned;
  if (removal.meterKey !== device.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  const others = provisioned.passkeys.filter(({ x, y }) => x !== removal.publicKeyX || y !== removal.publicKeyY);
  if (assertion) requirePasskey(device, PasskeyRemoval.digest(provisioned.domain, removal), assertion, others);
  else if (!device.isLocal) throw refusal('COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
  checkBindingId(device, removal.bindingId);
  if (others.length === provisioned.passkeys.length) throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  if (others.length === 0) requireWords(device, words);
  provisioned.passkeys = others;
  provisioned.nextBindingId = removal.bindingId + 1;
  device.save();
  return {};
}
