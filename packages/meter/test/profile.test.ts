import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeterProfileInput, readMeterProfile, tradeRules } from '../src/profile.ts';

const link = {
  url: 'wss://gateway.example:8444',
  serverName: 'gateway.example',
  certificateFile: 'certificate.pem',
  authorityFile: '/etc/evlock/authority.pem',
  privateKeyFile: 'keys/tls-key.pem',
};
const minimal: MeterProfileInput = {
  dataFolder: 'data',
  deviceLink: link,
  gateway: { url: 'https://gateway.example:8443', authorityFile: 'authority.pem' },
  secureWorld: { path: 'run/secure-world.sock' },
  chain: { endpoints: ['https://rpc.example', 'https://rpc.example.net'], deploymentFile: 'deployment.json' },
};
const token = {
  engine: '/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so',
  uri: 'pkcs11:token=evlock;object=tls;type=private;pin-source=file:/etc/evlock/pin',
  module: '/usr/lib/softhsm/libsofthsm2.so',
};
const { privateKeyFile: _, ...keyless } = link;

describe('the profile', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-profile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    const file = join(folder, 'meter.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return readMeterProfile(file);
  };

  it('has a default for everything with a fixed place on a board, and paths relative to its own folder', async () => {
    const profile = await read(minimal);
    expect(profile).toMatchObject({
      dataFolder: join(folder, 'data'),
      sysfsRoot: '/sys',
      devRoot: '/dev',
      watchdog: 'watchdog0',
      gpio: { relay: 17, referenceLoad: 27 },
      iio: { device: 'iio:device0', currentChannel: 0, voltageChannel: 1 },
      readingIntervalSeconds: 900,
    });
    expect(profile.deviceLink.privateKeyFile).toBe(join(folder, 'keys/tls-key.pem'));
    expect(profile.deviceLink.authorityFile).toBe('/etc/evlock/authority.pem');
    expect(tradeRules(profile)).toMatchObject({ powerLimit: 1_440_000, receiptTimeout: 3000, settleGrace: 60 });
  });

  it('accepts a key in a token instead of a file', async () => {
    const profile = await read({ ...minimal, deviceLink: { ...keyless, pkcs11: token } });
    expect(profile.deviceLink.pkcs11).toEqual(token);
  });

  it.each([
    ['an unknown field', { ...minimal, colour: 'red' }],
    ['no link', { ...minimal, deviceLink: undefined }],
    ['a link without TLS', { ...minimal, deviceLink: { ...link, url: 'ws://gateway.example' } }],
    ['an API without TLS', { ...minimal, gateway: { ...minimal.gateway, url: 'http://gateway.example' } }],
    ['no TLS key', { ...minimal, deviceLink: keyless }],
    ['two TLS keys', { ...minimal, deviceLink: { ...link, pkcs11: token } }],
    [
      'a PIN in the profile',
      { ...minimal, deviceLink: { ...keyless, pkcs11: { ...token, uri: 'pkcs11:pin-value=1' } } },
    ],
    ['no endpoint', { ...minimal, chain: { ...minimal.chain, endpoints: [] } }],
    [
      'one provider instead of two',
      {
        ...minimal,
        chain: { ...minimal.chain, endpoints: ['https://rpc.example/key-one', 'https://rpc.example/key-two'] },
      },
    ],
    ['one channel for current and voltage', { ...minimal, iio: { currentChannel: 1 } }],
    ['a grace as long as the claim period', { ...minimal, rules: { settleGraceSeconds: 86_400 } }],
    ['a GPIO that is not a number', { ...minimal, gpio: { relay: '17' } }],
    ['a bus without voltage', { ...minimal, bus: { voltage: 0 } }],
    ['no JSON', '{'],
    ['too much', `"${'x'.repeat(70_000)}"`],
  ])('refuses %s', async (_name, content) => {
    const error = await read(content).catch((thrown) => thrown);
    expect(EvlockError.is(error, 'PROFILE_INVALID') && error.details.file).toBeTruthy();
  });

  it('refuses a missing file', async () => {
    await expect(readMeterProfile(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'PROFILE_MISSING' });
  });
});
