/** What a person sees when no gateway accepts a meter's own certificate. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority, verifyCertificateRequest } from '@evlock/gateway/internal/certificates';
import { systemClock, type Timestamp } from '@evlock/protocol';
import { deviceId, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeviceKey } from '../../src/enrolment/device-key.ts';
import { linkOpener } from '../../src/link/link-socket.ts';

const DAY = 86_400;
let fixture: TlsFixture;
beforeAll(async () => {
  fixture = await TlsFixture.make();
});
afterAll(() => fixture.close());

/** The same authority, at another time. */
const authorityAt = (seconds: number) =>
  CertificateAuthority.open(
    { keyFolder: join(fixture.folder, 'keys'), certificateFile: fixture.authorityFile, serverNames: [] },
    { clock: { ...systemClock, now: () => (systemClock.now() + seconds) as Timestamp } },
  );

describe('a device that is not trusted', () => {
  const link = (port: number) =>
    linkOpener({
      url: `wss://localhost:${port}`,
      serverName: 'localhost',
      certificateFile: join(fixture.folder, 'certificate.pem'),
      authorityFile: fixture.authorityFile,
      privateKeyFile: join(fixture.folder, 'tls-key.pem'),
      renewalSeconds: 3600,
    })(new AbortController().signal);

  it.each<[string, () => Promise<CertificateAuthority | TlsFixture>, string]>([
    ['has ended', () => authorityAt(-400 * DAY), 'CERTIFICATE_EXPIRED'],
    ['was issued by another authority', () => TlsFixture.make(), 'CERTIFICATE_REFUSED'],
  ])('learns that its own certificate %s, not that the gateway is untrusted', async (_name, issuer, code) => {
    const port = await fixture.listenLink(() => undefined);
    const by = await issuer();
    const key = await openDeviceKey({ privateKeyFile: join(fixture.folder, 'tls-key.pem') } as never);
    const request = await key.certificateRequest(deviceId);
    const certificate =
      by instanceof TlsFixture
        ? await by.issue(request)
        : (await by.issueDevice(deviceId, (await verifyCertificateRequest(request, deviceId)).publicKey)).certificate;
    writeFileSync(join(fixture.folder, 'certificate.pem'), certificate);
    const failure = await link(port).then(
      async (socket) => await socket.closed,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code });
    if (by instanceof TlsFixture) await by.close();
  });

  it.each([
    ['empty', ''],
    ['cut off', '-----BEGIN CERTIFICATE-----\nMIIB'],
  ])('keeps its certificate when its file is %s', async (_name, text) => {
    writeFileSync(join(fixture.folder, 'certificate.pem'), text);
    await expect(link(1)).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });
});
