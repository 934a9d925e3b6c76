/** Who may approve for an owner: the first passkey, further ones, and their removal. */
import { PasskeyBinding, PasskeyRemoval } from '@evlock/protocol';
import { expect } from 'vitest';
import { passkeyConfirmation, type SecureWorldClient } from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, party, provisionInput } from './fixture.ts';
import { restored } from './provisioning-cases.ts';
import type { CompliancePasskey, Stage } from './stage.ts';

const confirmed = ({ x, y }: { x: `0x${string}`; y: `0x${string}` }) => ({
  publicKeyX: x,
  publicKeyY: y,
  confirmation: passkeyConfirmation(x, y),
});

const bindPasskey: CommandCases = {
  good: async ({ client }) => {
    const state = await client.info();
    expect(state.passkeys).toBeGreaterThan(0);
    expect(state.passkeyHash).not.toBe(bytes32('00'));
  },
  bad: async (stage) =>
    restored(stage, async (local) => {
      await local.restore(stage.words, provisionInput);
      const key = stage.modules.createPasskey().publicKey;
      const swapped = { ...confirmed(key), confirmation: '0x0011223344556677' as const };
      await refused(local.bindPasskey(swapped), 'COMMAND_NOT_AUTHORIZED', 'CONFIRMATION');
      await refused(local.bindPasskey(confirmed({ x: key.y, y: key.x })), 'INVALID_INPUT', 'PUBLIC_KEY');
      expect(await local.info()).toMatchObject({ passkeys: 0, passkeyHash: bytes32('00') });
    }),
  outOfState: async ({ client, blankLocal, passkey }) => {
    await refused(client.bindPasskey(confirmed(passkey.publicKey)), 'COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
    await refused(blankLocal.bindPasskey(confirmed(passkey.publicKey)), 'NOT_PROVISIONED');
  },
  replayed: async (stage) =>
    refusedUnchanged(stage, () => stage.local.bindPasskey(confirmed(stage.passkey.publicKey)), 'OUT_OF_STATE'),
};

async function furtherBinding(stage: Stage): Promise<PasskeyBinding> {
  const { x, y } = stage.modules.createPasskey().publicKey;
  const { nextBindingId } = await stage.client.info();
  return { meterKey: stage.keys.meterKey, publicKeyX: x, publicKeyY: y, bindingId: nextBindingId };
}

const bindFurtherPasskey: CommandCases = {
  good: async (stage) => {
    const binding = await furtherBinding(stage);
    const { passkeys } = await stage.client.info();
    await stage.client.bindFurtherPasskey(binding, stage.approve(PasskeyBinding.digest(domain, binding)));
    expect(await stage.client.info()).toMatchObject({ passkeys: passkeys + 1, nextBindingId: binding.bindingId + 1 });
  },
  bad: async (stage) => {
    const binding = await furtherBinding(stage);
    const digest = PasskeyBinding.digest(domain, binding);
    const stranger = stage.modules
      .createPasskey()
      .assert(digest, { rpId: 'localhost', origin: 'http://localhost:4100' });
    const bind = (value: PasskeyBinding, assertion = stage.approve(PasskeyBinding.digest(domain, value))) =>
      refusedUnchanged.bind(undefined, stage, () => stage.client.bindFurtherPasskey(value, assertion));
    await bind(binding, stranger)('ASSERTION_INVALID', 'PASSKEY_SIGNATURE');
    await bind({ ...binding, meterKey: stage.partner.meterKey })('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
    await bind({ ...binding, publicKeyY: binding.publicKeyX })('INVALID_INPUT', 'PUBLIC_KEY');
    const again = { ...binding, publicKeyX: stage.passkey.publicKey.x, publicKeyY: stage.passkey.publicKey.y };
    await bind(again)('OUT_OF_STATE', 'PASSKEY_BOUND');
    await bind({ ...binding, bindingId: binding.bindingId + 1 }, stage.approve(digest))(
      'ASSERTION_INVALID',
      'CHALLENGE',
    );
  },
  outOfState: async (stage) => {
    const binding = await furtherBinding(stage);
    const assertion = stage.approve(PasskeyBinding.digest(domain, binding));
    await refused(stage.blankClient.bindFurtherPasskey(binding, assertion), 'NOT_PROVISIONED');
  },
  replayed: async (stage) => {
    const binding = await furtherBinding(stage);
    const assertion = stage.approve(PasskeyBinding.digest(domain, binding));
    await stage.client.bindFurtherPasskey(binding, assertion);
    await refusedUnchanged(stage, () => stage.client.bindFurtherPasskey(binding, assertion), 'REPLAYED');
    // 4 at most: fill up, then one more.
    for (let { passkeys } = await stage.client.info(); passkeys < 4; passkeys++) await bindOneMore(stage);
    await refusedUnchanged(stage, () => bindOneMore(stage), 'LIMIT_EXCEEDED', 'PASSKEYS_MAX');
  },
};

async function bindOneMore(stage: Stage): Promise<void> {
  const binding = await furtherBinding(stage);
  await stage.client.bindFurtherPasskey(binding, stage.approve(PasskeyBinding.digest(domain, binding)));
}

const listPasskeys: CommandCases = {
  good: async ({ client, passkey }) => {
    const bound = await client.listPasskeys();
    expect(bound[0]).toEqual(passkey.publicKey);
    expect(bound).toHaveLength((await client.info()).passkeys);
  },
  bad: async (stage) => refused(stage.raw(0x0006, new Uint8Array(1)), 'INVALID_INPUT'),
  outOfState: async ({ blankClient }) => refused(blankClient.listPasskeys(), 'NOT_PROVISIONED'),
  replayed: async ({ client }) => expect(await client.listPasskeys()).toEqual(await client.listPasskeys()),
};

/** A world of its own with these passkeys bound, so that they can be removed. */
async function withPasskeys(
  stage: Stage,
  passkeys: readonly CompliancePasskey[],
  check: (local: SecureWorldClient, meterKey: PasskeyRemoval['meterKey']) => Promise<void>,
): Promise<void> {
  await restored(stage, async (local) => {
    const { meterKey } = await local.restore(stage.words, provisionInput);
    const [first, ...further] = passkeys;
    if (!first) throw new Error('at least one passkey');
    await local.bindPasskey(confirmed(first.publicKey));
    for (const [index, { publicKey }] of further.entries()) {
      const binding = {
        meterKey,
        publicKeyX: publicKey.x,
        publicKeyY: publicKey.y,
        bindingId: index + 1,
      };
      await local.bindFurtherPasskey(binding, first.assert(PasskeyBinding.digest(domain, binding), party));
    }
    await check(local, meterKey);
  });
}

const removalOf = (
  { publicKey }: CompliancePasskey,
  terms: Pick<PasskeyRemoval, 'meterKey' | 'bindingId'>,
): PasskeyRemoval => ({ ...terms, publicKeyX: publicKey.x, publicKeyY: publicKey.y });

const removePasskey: CommandCases = {
  good: async (stage) => {
    const passkeys = [1, 2, 3].map(() => stage.modules.createPasskey());
    const [first, second, third] = passkeys as [CompliancePasskey, CompliancePasskey, CompliancePasskey];
    await withPasskeys(stage, passkeys, async (local, meterKey) => {
      const lost = removalOf(first, { meterKey, bindingId: 3 });
      const assertion = third.assert(PasskeyRemoval.digest(domain, lost), party);
      await local.removePasskey(lost, { assertion });
      expect(await local.listPasskeys()).toEqual([second.publicKey, third.publicKey]);
      await local.removePasskey(removalOf(third, { meterKey, bindingId: 4 }));
      await local.removePasskey(removalOf(second, { meterKey, bindingId: 5 }), { words: stage.words });
      expect(await local.info()).toMatchObject({ passkeys: 0, passkeyHash: bytes32('00'), nextBindingId: 6 });
      await local.bindPasskey(confirmed(stage.modules.createPasskey().publicKey));
    });
  },
  bad: async (stage) => {
    const { x, y } = stage.passkey.publicKey;
    const { nextBindingId } = await stage.client.info();
    const removal = { meterKey: stage.keys.meterKey, publicKeyX: x, publicKeyY: y, bindingId: nextBindingId };
    const remove = (changes: Partial<PasskeyRemoval>, assertion = stage.approve(digestOf(removal))) =>
      refusedUnchanged.bind(undefined, stage, () =>
        stage.client.removePasskey({ ...removal, ...changes }, { assertion }),
      );
    const digestOf = (value: PasskeyRemoval) => PasskeyRemoval.digest(domain, value);
    await remove({ meterKey: stage.partner.meterKey })('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
    // A passkey cannot remove itself, nor can an approval of something else.
    await remove({})('ASSERTION_INVALID');
    await remove({}, stage.approve(PasskeyBinding.digest(domain, removal)))('ASSERTION_INVALID');
    const unknown = { ...removal, publicKeyX: y };
    await remove(unknown, stage.approve(digestOf(unknown)))('OUT_OF_STATE', 'PASSKEY_BOUND');
    // The last one is removed only with this account's recovery phrase.
    const last = stage.modules.createPasskey();
    await withPasskeys(stage, [last], async (local, meterKey) => {
      const value = removalOf(last, { meterKey, bindingId: 1 });
      const other = `${'abandon '.repeat(23)}art`;
      for (const words of ['', other, stage.words.toUpperCase()])
        await refused(local.removePasskey(value, { words }), 'COMMAND_NOT_AUTHORIZED', 'WORDS');
      const assertion = last.assert(PasskeyRemoval.digest(domain, value), party);
      await refused(local.removePasskey(value, { assertion }), 'ASSERTION_INVALID', 'PASSKEY_BOUND');
      expect(await local.info()).toMatchObject({ passkeys: 1, nextBindingId: 1 });
    });
  },
  outOfState: async ({ client, blankLocal, keys, passkey }) => {
    const removal = removalOf(passkey, { meterKey: keys.meterKey, bindingId: 1 });
    await refused(blankLocal.removePasskey(removal), 'NOT_PROVISIONED');
    const { nextBindingId } = await client.info();
    const words = { words: 'whatever' };
    await refused(
      client.removePasskey({ ...removal, bindingId: nextBindingId }, words),
      'COMMAND_NOT_AUTHORIZED',
      'LOCAL_CONSOLE',
    );
  },
  replayed: async (stage) => {
    const [first, second] = [stage.modules.createPasskey(), stage.modules.createPasskey()];
    await withPasskeys(stage, [first, second], async (local, meterKey) => {
      const removal = removalOf(second, { meterKey, bindingId: 2 });
      await local.removePasskey(removal);
      await refused(local.removePasskey(removal), 'REPLAYED');
      // Ids are shared with those of bindings.
      const { publicKey } = second;
      const binding = { meterKey, publicKeyX: publicKey.x, publicKeyY: publicKey.y, bindingId: 2 };
      const assertion = first.assert(PasskeyBinding.digest(domain, binding), party);
      await refused(local.bindFurtherPasskey(binding, assertion), 'REPLAYED');
    });
  },
};

export const passkeyCases = { bindPasskey, bindFurtherPasskey, listPasskeys, removePasskey };
