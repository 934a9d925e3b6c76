/** BIND_PASSKEY, BIND_FURTHER_PASSKEY, and the check that every other passkey command makes. */
import {
  type Assertion,
  type Bytes32,
  isPasskeyPublicKey,
  PasskeyBinding,
  type PasskeyPublicKey,
  verifyAssertion,
} from '@evlock/protocol';
import { type CommandRequest, EVLOCK_PASSKEYS_MAX, passkeyConfirmation, refusal } from '@evlock/secure-world';
import type { World } from './world.ts';

/** Throws `ASSERTION_INVALID` unless a bound passkey approved `digest`. */
export function requirePasskey(world: World, digest: Bytes32, assertion: Assertion): void {
  const { rpId, origin, passkeys } = world.provisioned;
  verifyAssertion(assertion, { challenge: digest, rpId, origin, publicKeys: passkeys });
}

function checkPoint(key: PasskeyPublicKey): void {
  if (!isPasskeyPublicKey(key)) throw refusal('INVALID_INPUT', 'PUBLIC_KEY');
}

export function bindPasskey(world: World, request: CommandRequest<'bindPasskey'>): Record<string, never> {
  const key = { x: request.publicKeyX, y: request.publicKeyY };
  const { passkeys } = world.provisioned;
  if (passkeys.length > 0) throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  checkPoint(key);
  if (request.confirmation !== passkeyConfirmation(key.x, key.y)) {
    throw refusal('COMMAND_NOT_AUTHORIZED', 'CONFIRMATION');
  }
  passkeys.push(key);
  world.save();
  return {};
}

export function bindFurtherPasskey(
  world: World,
  { binding, assertion }: CommandRequest<'bindFurtherPasskey'>,
): Record<string, never> {
  const key = { x: binding.publicKeyX, y: binding.publicKeyY };
  const provisioned = world.provisioned;
  if (binding.meterKey !== world.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  checkPoint(key);
  requirePasskey(world, PasskeyBinding.digest(provisioned.domain, binding), assertion);
  if (binding.bindingId < provisioned.nextBindingId) throw refusal('REPLAYED');
  if (provisioned.passkeys.length >= EVLOCK_PASSKEYS_MAX) throw refusal('LIMIT_EXCEEDED', 'PASSKEYS_MAX');
  provisioned.passkeys.push(key);
  provisioned.nextBindingId = binding.bindingId + 1;
  world.save();
  return {};
}
