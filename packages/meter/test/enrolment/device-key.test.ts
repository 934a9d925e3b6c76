import { createHash, X509Certificate } from 'node:crypto';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deviceId, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeviceKey } from '../../src/enrolment/device-key.ts';
import type { MeterProfile } from '../../src/profile.ts';

describe('the device key', () => {
  let fixture: TlsFixture;
  beforeAll(async () => {
    fixture = await TlsFixture.make();
  });
  afterAll(() => fixture.close());
  const link = (privateKeyFile: string) => ({ privateKeyFile }) as MeterProfile['deviceLink'];

  it('is created once, 0600, and makes the certificate request the gateway expects', async () => {
    const file = join(fixture.folder, 'device', 'tls-key.pem');
    const key = await openDeviceKey(link(file));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await openDeviceKey(link(file))).tlsKeyHash).toBe(key.tlsKeyHash);
    const certificate = new X509Certificate(await fixture.issue(await key.certificateRequest(deviceId)));
    const publicKey = certificate.publicKey.export({ type: 'spki', format: 'der' });
    expect(`0x${createHash('sha256').update(publicKey).digest('hex')}`).toBe(key.tlsKeyHash);
    expect(publicKey).toEqual(key.publicKey);
  });

  it('is refused when others can read it, or it is not a P-256 key', async () => {
    const file = join(fixture.folder, 'exposed.pem');
    await openDeviceKey(link(file));
    chmodSync(file, 0o644);
    await expect(openDeviceKey(link(file))).rejects.toMatchObject({ code: 'SECRET_EXPOSED' });
    chmodSync(file, 0o600);
    writeFileSync(file, 'no key');
    await expect(openDeviceKey(link(file))).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });

  it('reports a token that does not answer', async () => {
    const pkcs11 = { engine: '/none/pkcs11.so', uri: 'pkcs11:token=none', module: '/none/module.so' };
    const none = { pkcs11 } as unknown as MeterProfile['deviceLink'];
    await expect(openDeviceKey(none)).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });
});
