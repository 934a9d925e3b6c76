import { publicKeyToAddress, recoverPublicKey } from '@evlock/protocol';
import { expect } from 'vitest';
import type { SecureWorldClient } from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, provisionInput } from './fixture.ts';
import { connected, type Stage } from './stage.ts';

const info: CommandCases = {
  good: async ({ client, keys }) => {
    const state = await client.info();
    expect(state).toMatchObject({ abiVersion: 2, state: 'provisioned', domain, passkeys: 1, ...keys });
    expect(state.deviceId).not.toBe(bytes32('00'));
  },
  bad: async (stage) => refused(stage.raw(0x0001, new Uint8Array(1)), 'INVALID_INPUT'),
  outOfState: async ({ blankClient }) => {
    expect(await blankClient.info()).toMatchObject({ state: 'unprovisioned', domain: null, trade: null, nextNonce: 0 });
  },
  replayed: async (stage) => expect(await stage.publicState()).toEqual(await stage.publicState()),
};

const badOrigins: readonly (readonly string[])[] = [
  [],
  ['http://a","crossOrigin":false'],
  ['https://a\\b'],
  ['https://'],
  ['http://'],
  ['http://community.example'],
  ['http://localhost.example'],
  ['https://community.example/'],
  ['https://community.example', 'ftp://community.example'],
  ['android:apk-key-hash:7d1043473d55bfa90e8530d35801d4e381bc69f0'],
];

const provision: CommandCases = {
  good: async ({ words, keys, client }) => {
    expect(words.split(' ')).toHaveLength(24);
    expect(keys.meterKey).not.toBe(keys.account);
    const { evidence, signatures } = await client.attest({ verifierNonce: bytes32('01'), tlsKeyHash: bytes32('02') });
    expect(evidence.meterKey).toBe(keys.meterKey);
    expect(signatures.meter).not.toBe(signatures.account);
  },
  bad: async ({ blankLocal }) => {
    const { calibration, limits } = provisionInput;
    for (const origins of badOrigins)
      await refused(blankLocal.provision({ ...provisionInput, origins }), 'INVALID_INPUT');
    // On a chain with real money a localhost page belongs to nobody.
    for (const origin of ['http://localhost:4100', 'https://localhost', 'http://localhost'])
      await refused(
        blankLocal.provision({ ...provisionInput, domain: { ...domain, chainId: 8217 }, origins: [origin] }),
        'INVALID_INPUT',
      );
    await refused(blankLocal.provision({ ...provisionInput, rpId: '' }), 'INVALID_INPUT');
    await refused(
      blankLocal.provision({ ...provisionInput, calibration: { ...calibration, currentScale: 0 } }),
      'INVALID_INPUT',
    );
    await refused(
      blankLocal.provision({ ...provisionInput, limits: { ...limits, powerLimit: 0 as typeof limits.powerLimit } }),
      'INVALID_INPUT',
    );
    expect(await blankLocal.info()).toMatchObject({ state: 'unprovisioned' });
  },
  outOfState: async ({ blankClient }) => {
    await refused(blankClient.provision(provisionInput), 'COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
  },
  replayed: async (stage) =>
    refusedUnchanged(stage, () => stage.local.provision(provisionInput), 'ALREADY_PROVISIONED'),
};

/** A further world, restored from the first one's recovery phrase. */
export async function restored(stage: Stage, check: (local: SecureWorldClient) => Promise<void>): Promise<void> {
  const world = await stage.modules.createWorld();
  const local = await connected(world.console);
  try {
    await check(local);
  } finally {
    await local.close();
    await world.close();
  }
}

const restore: CommandCases = {
  good: async (stage) =>
    restored(stage, async (local) => {
      const keys = await local.restore(stage.words, provisionInput);
      expect(keys.account).toBe(stage.keys.account);
      expect(keys.meterKey).not.toBe(stage.keys.meterKey);
      await refused(local.restore(stage.words, provisionInput), 'ALREADY_PROVISIONED');
    }),
  bad: async ({ blankLocal, words }) => {
    await refused(
      blankLocal.restore(words.split(' ').slice(0, 12).join(' '), provisionInput),
      'INVALID_INPUT',
      'WORDS',
    );
    await refused(blankLocal.restore(`${words} zoo`, provisionInput), 'INVALID_INPUT', 'WORDS');
    const unknown = words.replace(/\S+$/, 'nonsense');
    await refused(blankLocal.restore(unknown, provisionInput), 'INVALID_INPUT', 'WORDS');
    // Equal under Unicode normalisation, but spelt with other code points.
    const wide = words.replace(/[a-z]/, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x61 + 0xff41));
    await refused(blankLocal.restore(wide, provisionInput), 'INVALID_INPUT', 'WORDS');
  },
  outOfState: async ({ blankClient, words }) => {
    await refused(blankClient.restore(words, provisionInput), 'COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
  },
  replayed: async (stage) =>
    refusedUnchanged(stage, () => stage.local.restore(stage.words, provisionInput), 'ALREADY_PROVISIONED'),
};

/** The address whose key signed `digest`. */
export const signerOf = (digest: `0x${string}`, signature: `0x${string}`) =>
  publicKeyToAddress(recoverPublicKey(digest, signature));

export const provisioningCases = { info, provision, restore };
