/** What a person is told when TLS fails: of the clock, of certificates that ended, of another authority. */
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { systemClock, type Timestamp } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateAuthority } from '../../gateway/src/enrolment/certificate-authority.ts';
import { verifyCertificateRequest } from '../../gateway/src/enrolment/certificate-request.ts';
import { deviceId, portOf, TlsWorld } from '../../testing/src/meter/tls-world.ts';
import { openDeviceKey } from '../src/enrolment/device-key.ts';
import { postJson } from '../src/https-post.ts';
import { linkOpener } from '../src/link/link-socket.ts';

const DAY = 86_400;
let world: TlsWorld;
beforeAll(async () => {
  world = await TlsWorld.make();
});
afterAll(() => world.close());

/** The same authority, at another time. */
const authorityAt = (seconds: number) =>
  CertificateAuthority.open(
    { keyFolder: join(world.folder, 'keys'), certificateFile: world.authorityFile, serverNames: [] },
    { clock: { ...systemClock, now: () => (systemClock.now() + seconds) as Timestamp } },
  );

const post = (port: number, host = 'localhost') =>
  postJson(
    { url: new URL(`https://${host}:${port}/`), authority: world.authority, timeoutSeconds: 5, maxAnswer: 99 },
    {},
  );

describe('a gateway that is not believed', () => {
  it.each([
    ['begins in the future', 30 * DAY, 'CLOCK_WRONG'],
    ['has ended', -60 * DAY, 'CERTIFICATE_EXPIRED'],
  ])('is told apart when its certificate %s', async (_name, seconds, code) => {
    const server: Server = await world.listen((_request, response) => response.end('{}'));
    const { certificate, privateKey } = await (await authorityAt(seconds)).issueServer();
    server.setSecureContext({ cert: certificate, key: privateKey });
    await expect(post(portOf(server))).rejects.toMatchObject({ code });
  });

  it('is not told to be of another authority when it does not speak TLS', async () => {
    const server = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(post((server.address() as AddressInfo).port)).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
    server.close();
  });

  it('is told to be too old for TLS 1.3', async () => {
    const server = await world.listen((_request, response) => response.end('{}'), { maxVersion: 'TLSv1.2' });
    await expect(post(portOf(server))).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
  });
});

describe('a device that is not believed', () => {
  const link = (port: number) =>
    linkOpener({
      url: `wss://localhost:${port}`,
      serverName: 'localhost',
      certificateFile: join(world.folder, 'certificate.pem'),
      authorityFile: world.authorityFile,
      privateKeyFile: join(world.folder, 'tls-key.pem'),
      renewalSeconds: 3600,
    })(new AbortController().signal);

  it.each<[string, () => Promise<CertificateAuthority | TlsWorld>, string]>([
    ['has ended', () => authorityAt(-400 * DAY), 'CERTIFICATE_EXPIRED'],
    ['is of another authority', () => TlsWorld.make(), 'CERTIFICATE_REFUSED'],
  ])('hears that its own certificate %s, not that the gateway is a stranger', async (_name, issuer, code) => {
    const port = await world.listenLink(() => undefined);
    const by = await issuer();
    const key = await openDeviceKey({ privateKeyFile: join(world.folder, 'tls-key.pem') } as never);
    const request = await key.certificateRequest(deviceId);
    const certificate =
      by instanceof TlsWorld
        ? await by.issue(request)
        : (await by.issueDevice(deviceId, (await verifyCertificateRequest(request, deviceId)).publicKey)).certificate;
    writeFileSync(join(world.folder, 'certificate.pem'), certificate);
    const failure = await link(port).then(
      async (socket) => await socket.closed,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code });
    if (by instanceof TlsWorld) await by.close();
  });

  it.each([
    ['empty', ''],
    ['cut off', '-----BEGIN CERTIFICATE-----\nMIIB'],
  ])('is not left without a certificate when its file is %s', async (_name, text) => {
    writeFileSync(join(world.folder, 'certificate.pem'), text);
    await expect(link(1)).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });
});
