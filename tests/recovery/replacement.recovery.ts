/**
 * A household that loses its meter with everything in it, and comes back with its recovery phrase, using the `evlock`
 * command.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentAccount, increaseTime } from '@evlock/chain';
import { openOwner, readOwnerProfile } from '@evlock/owner/node';
import { type Address, energy, systemClock, type Timestamp, timestamp } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { evlock } from '@evlock/testing/cli/test-context';
import {
  type CommunityUnderTest,
  codeOf,
  DEPOSIT,
  PRICE,
  pair,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The chain starts this far behind the clocks, and is advanced to them: no meter could wait so long. */
const BEHIND = 49 * 3600;

describe('a household that lost its meter', () => {
  let underTest: CommunityUnderTest;
  let scenario: Scenario;
  let oldKey: Address;
  const lost = () => scenario.seller;
  const at = (name: string): string => join(lost().layout.folder, name);
  const key = (name: string): string => join(lost().layout.keys, name);

  /** Runs the command, which must succeed, and parses its JSON. */
  async function done(...argv: string[]) {
    const { exit, out, err } = await evlock([...argv, '--json']);
    expect({ exit, err }, argv.join(' ')).toEqual({ exit: 0, err: '' });
    return JSON.parse(out);
  }
  const asOwner = (...argv: string[]) => done(...argv, '--profile', lost().ownerProfile);
  const wish = () => {
    const start = timestamp(systemClock.now() + 5);
    return { energy: energy(2_000), price: PRICE, start, end: (start + 12) as Timestamp };
  };
  const balance = () => underTest.community.reader.account(lost().account);

  beforeAll(async () => {
    const chainStart = timestamp(systemClock.now() - BEHIND);
    underTest = await startCommunity([pair('lost')], { chainStart });
    scenario = new Scenario(underTest, pair('lost'));
    oldKey = lost().meterKey;
  });
  afterAll(async () => underTest?.close());

  it('restores the account on a new meter from its recovery phrase, binds and enrols it', {
    timeout: 60_000,
  }, async () => {
    const { address, layout } = underTest.community;
    const profile = JSON.parse(await readFile(lost().ownerProfile, 'utf8'));
    await writeFile(at('old-owner.json'), JSON.stringify({ ...profile, stateFile: key('old-owner-state.json') }));
    await lost().meter.kill();
    await lost().secureWorld.kill();
    // Gone with the meter: keys, storage, store and certificate. The recovery phrase and the passkey are elsewhere.
    for (const name of ['secure-world', 'certificate.pem', 'meter.sqlite', 'meter.sqlite-wal', 'meter.sqlite-shm']) {
      await rm(at(name), { recursive: true, force: true });
    }
    for (const name of ['storage.key', 'storage.used', 'tls-key.pem', 'owner-state.json'])
      await rm(key(name), { force: true });

    await lost().startSecureWorld();
    const console = ['--socket', join(lost().layout.run, 'console.sock')];
    const gateway = ['--gateway', address.url, '--authority', address.authorityFile];
    const pinned = ['--deployment', layout.deploymentFile];
    const wallet = (await lost().wallet()).address;
    const words = ['--recovery-phrase-file', key('words.txt'), '--withdraw-to', wallet];
    const made = await done('meter', 'recover', ...console, ...gateway, ...pinned, ...words);
    expect(made).toMatchObject({ account: lost().account });
    expect(made.meterKey).not.toBe(oldKey);

    const bind = [
      'meter',
      'bind',
      ...console,
      ...gateway,
      ...pinned,
      '--passkey-file',
      key('passkey.pem'),
      '--profile',
      lost().ownerProfile,
    ];
    const { err } = await evlock(bind);
    const fingerprint = /([0-9a-f]{4} ){3}[0-9a-f]{4}/.exec(err)?.[0] ?? '';
    await done(...bind, '--confirmation', fingerprint);

    const token = ['--token-file', layout.key('operator.token')];
    const chain = [...pinned, '--rpc', underTest.community.chain.url];
    const ledger = ['--ledger', layout.key('ledger.json')];
    const own = [...pinned, ...ledger];
    const { code } = await done('enrolments', 'invite', made.deviceId, ...gateway, ...token, ...own);
    await writeFile(key('code.txt'), code, { mode: 0o600 });
    const request = [
      '--socket',
      join(lost().layout.run, 'console.sock'),
      '--profile',
      lost().meterProfile,
      '--code-file',
      key('code.txt'),
      '--passkey-file',
      key('passkey.pem'),
    ];
    const { deviceId } = await done('enrolments', 'request', ...request);
    const approval = ['enrolments', 'approve', deviceId, '--meter-key', made.meterKey];
    await done(...approval, ...gateway, ...token, ...chain, ...ledger, '--key-file', layout.key('enroller.key'));
    await lost().meter.start();
    await lost().provision();
    await lost().openOwner(address);
    await lost().awaitOnline();
    expect(lost().meterKey).toBe(made.meterKey);
  });

  it('requests the replacement, and waits 48 hours in which the new meter does not trade', {
    timeout: 60_000,
  }, async () => {
    const { chain } = underTest.community;
    expect(await codeOf(lost().owner.offer(wish()))).toBe('METER_STANDBY');
    const requested = await asOwner('replacement', 'request', oldKey);
    expect(requested).toMatchObject({ activeMeter: oldKey, pending: { newMeterKey: lost().meterKey, due: false } });
    expect(requested.pending.effectiveFrom - requested.time).toBeGreaterThan(47 * 3600);
    // The same without the gateway: signed at the meter, and submitted by a third party's key. It replaces the first
    // request.
    const file = key('replace.json');
    const url = underTest.community.chain.url;
    await asOwner('replacement', 'request', oldKey, '--local', '--socket', lost().socket, '--rpc', url, '--out', file);
    await writeFile(key('stranger.key'), developmentAccount(7).privateKey, { mode: 0o600 });
    const submit = ['chain', 'submit', file, '--rpc', url, '--key-file', key('stranger.key')];
    expect(await done(...submit)).toMatchObject({ result: 'submitted', steps: [{ call: 'requestReplace' }] });
    expect(await done(...submit)).toMatchObject({ result: 'waiting', why: 'replace-delay' });
    // Only the meter being replaced can object.
    expect(await codeOf(lost().owner.replace(oldKey, oldKey))).toBe('COMMAND_NOT_AUTHORIZED');
    expect(await codeOf(lost().owner.finishReplacement())).toBe('REPLACE_NOT_DUE');
    const { time } = await underTest.community.reader.finalized();
    await increaseTime(chain.url, systemClock.now() - time);
    await expect.poll(async () => (await lost().owner.replacement()).pending?.due, { timeout: 20_000 }).toBe(true);
  });

  it('trades again with its money to the micro-unit, and the old key never does', { timeout: 60_000 }, async () => {
    const profile = await readOwnerProfile(at('old-owner.json'));
    const passkey = await SoftwarePasskey.load(profile.passkeyFile);
    const { owner: before, api } = await openOwner(profile, { passkey });
    expect(await codeOf(before.offer(wish()))).toBe('METER_REPLACED');
    expect(await balance()).toMatchObject({ balance: DEPOSIT, locked: 0n });
    const run = await scenario.begin(2_000, 15);
    const view = await scenario.ended(run);
    expect(view.offer.order.meterKey).toBe(lost().meterKey);
    expect(await scenario.expectSettledByPair(view)).toBeGreaterThan(0n);
    expect(await asOwner('replacement', 'show')).toMatchObject({ activeMeter: lost().meterKey, pending: null });
    expect(await codeOf(before.offer(wish()))).toBe('METER_REPLACED');
    api.close();
  });
});
