/** Who may approve for the owner: passkeys are added and removed. */
import { PasskeyBinding, PasskeyRemoval } from '@evlock/protocol';
import { passkeyConfirmation } from '@evlock/secure-world';
import { bytes32, domain } from '@evlock/secure-world/compliance/fixture';
import { type Action, isLocal } from './actions.ts';
import type { Household } from './household.ts';

export const bindPasskey: Action = async (household) => {
  const [passkey] = household.passkeys;
  if (!passkey) return;
  const { x, y } = passkey;
  const confirmation = household.chance(0.93) ? passkeyConfirmation(x, y) : '0x0011223344556677';
  const request = { publicKeyX: x, publicKeyY: household.chance(0.95) ? y : bytes32('0b'), confirmation } as const;
  if (await household.ask('bindPasskey', request, { local: isLocal(household) })) household.bound = 1;
};

export const bindFurtherPasskey: Action = async (household) => {
  const passkey = household.passkeys[household.bound] ?? household.passkeys[4];
  if (!passkey) return;
  const binding: PasskeyBinding = {
    meterKey: household.meterKey,
    publicKeyX: passkey.x,
    publicKeyY: passkey.y,
    bindingId: household.chance(0.9) ? household.nextBindingId : household.below(4),
  };
  const assertion = household.approve(PasskeyBinding.digest(domain, binding));
  if (!(await household.ask('bindFurtherPasskey', { binding, assertion }))) return;
  household.bound += 1;
  household.nextBindingId = binding.bindingId + 1;
};

export const listPasskeys: Action = (household) => household.ask('listPasskeys', {});

/** Mostly by a bound passkey; the last one rarely, and then another is bound in its place. */
export const removePasskey: Action = async (household) => {
  if (household.bound < 2 && household.chance(0.7)) return listPasskeys(household);
  const index = household.below(household.bound + 1);
  const passkey = household.passkeys[index] ?? household.passkeys[4];
  if (!passkey) return;
  const removal: PasskeyRemoval = {
    meterKey: household.chance(0.93) ? household.meterKey : household.partner.meterKey,
    publicKeyX: passkey.x,
    publicKeyY: passkey.y,
    bindingId: household.chance(0.9) ? household.nextBindingId : 0,
  };
  const assertions = household.chance(0.6) ? [household.approve(PasskeyRemoval.digest(domain, removal))] : [];
  const words = household.chance(0.5) ? household.words : '';
  const local = household.chance(0.6);
  if (await household.ask('removePasskey', { removal, assertions, words }, { local })) forgetPasskey(household, index);
};

function forgetPasskey(household: Household, index: number): void {
  household.passkeys.push(...household.passkeys.splice(index, 1));
  household.bound -= 1;
  household.nextBindingId += 1;
  household.reached('removed a passkey');
}

/** Every passkey is removed, the last one with the recovery phrase; then another is bound. */
export const removeAllPasskeys: Action = async (household) => {
  for (let count = household.bound; count > 0; count--) {
    const [passkey] = household.passkeys;
    if (!passkey) return;
    const { meterKey, words, nextBindingId: bindingId } = household;
    const removal = { meterKey, publicKeyX: passkey.x, publicKeyY: passkey.y, bindingId };
    const request = { removal, assertions: [], words };
    if (!(await household.ask('removePasskey', request, { local: true, whole: true }))) return;
    forgetPasskey(household, 0);
  }
  household.reached('removed the last passkey');
  await bindPasskey(household);
};
