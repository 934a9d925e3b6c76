/** BIND_PASSKEY, BIND_FURTHER_PASSKEY, LIST_PASSKEYS, REMOVE_PASSKEY, and the check that every other passkey command makes. */
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
import { entropyOf } from './keys.ts';
import type { World } from './world.ts';

/** Throws `ASSERTION_INVALID` unless one of `publicKeys`, by default any bound passkey, approved `digest`. */
export function requirePasskey(
  world: World,
  digest: Bytes32,
  assertion: Assertion,
  publicKeys: readonly PasskeyPublicKey[] = world.provisioned.passkeys,
): void {
  const { rpId, origins } = world.provisioned;
  verifyAssertion(assertion, { challenge: digest, rpId, origins, publicKeys });
}

function checkPoint(key: PasskeyPublicKey): void {
  if (!isPasskeyPublicKey(key)) throw refusal('INVALID_INPUT', 'PUBLIC_KEY');
}

function checkBindingId({ provisioned: { nextBindingId } }: World, id: number): void {
  if (id < nextBindingId) throw refusal('REPLAYED');
  if (id - nextBindingId >= EVLOCK_ID_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'STEP');
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
  checkBindingId(world, binding.bindingId);
  if (provisioned.passkeys.some(({ x, y }) => x === key.x && y === key.y))
    throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  if (provisioned.passkeys.length >= EVLOCK_PASSKEYS_MAX) throw refusal('LIMIT_EXCEEDED', 'PASSKEYS_MAX');
  provisioned.passkeys.push(key);
  provisioned.nextBindingId = binding.bindingId + 1;
  world.save();
  return {};
}

export const listPasskeys = (world: World): CommandResponse<'listPasskeys'> => ({
  passkeys: world.provisioned.passkeys,
});

function requireWords(world: World, words: string): void {
  const known = ((): string | undefined => {
    try {
      return entropyOf(words);
    } catch {
      return undefined;
    }
  })();
  if (known !== world.provisioned.entropy) throw refusal('COMMAND_NOT_AUTHORIZED', 'WORDS');
}

export function removePasskey(
  world: World,
  { removal, assertions: [assertion], words }: CommandRequest<'removePasskey'>,
): Record<string, never> {
  const provisioned = world.provisioned;
  if (removal.meterKey !== world.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  const others = provisioned.passkeys.filter(({ x, y }) => x !== removal.publicKeyX || y !== removal.publicKeyY);
  if (assertion) requirePasskey(world, PasskeyRemoval.digest(provisioned.domain, removal), assertion, others);
  else if (!world.isLocal) throw refusal('COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
  checkBindingId(world, removal.bindingId);
  if (others.length === provisioned.passkeys.length) throw refusal('OUT_OF_STATE', 'PASSKEY_BOUND');
  if (others.length === 0) requireWords(world, words);
  provisioned.passkeys = others;
  provisioned.nextBindingId = removal.bindingId + 1;
  world.save();
  return {};
}
