/** Rotation and renewal on the gateway's real listeners, with a software device that keeps its key. */
import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEVICE_LINK_VERSION, EvlockError, type Timestamp } from '@evlock/protocol';
import { certificateRequest, type SoftwareDevice, softwareDevice } from '@evlock/testing/gateway/software-device';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Database } from '../../src/database/database.ts';
import { ensureKey } from '../../src/enrolment/authority-files.ts';
import { beginRotation, finishRotation } from '../../src/enrolment/authority-rotation.ts';
import { CertificateAuthority } from '../../src/enrolment/certificate-authority.ts';
import { AUTHORITY_KEY_FILE, NEXT_AUTHORITY_KEY_FILE } from '../../src/installation/authority-file.ts';
import { type Edge, startDatabase, startEdge } from '../support/edge.ts';
import { ask, dial, enrolled, type Identity, outcome } from '../support/https.ts';

const DAY = 86_400;
const status = {
  state: 'idle',
  relayClosed: false,
  tradeId: null,
  import: '0',
  export: '0',
  power: 0,
  voltage: 48_000,
  fault: null,
};

let base: { database: Database; folder: string; stop: () => Promise<void> };
let edge: Edge;
let place: { keyFolder: string; certificateFile: string };
let device: SoftwareDevice;
let identity: Required<Omit<Identity, 'maxVersion'>>;
let serial = 0;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  base = await startDatabase();
});
afterAll(() => base.stop());
beforeEach(async () => {
  edge = await startEdge(base);
  place = { keyFolder: join(base.folder, 'keys'), certificateFile: join(base.folder, 'authority.pem') };
  await base.database.query('TRUNCATE device CASCADE');
  device = await softwareDevice(`device ${serial++}`);
  identity = await enrolled(edge, device);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await edge.stop();
});

interface Link {
  request(method: string, body: object): Promise<Record<string, string>>;
  readonly socket: WebSocket;
  /** The gateway's requests. */
  readonly asked: readonly string[];
}

/** A greeted connection. `trusting` is the authority the device trusts. */
async function connect(who = identity, trusting = edge.authority.certificate): Promise<Link> {
  const socket = dial({ ...edge, authority: { certificate: trusting } }, who);
  sockets.push(socket);
  const opened = await outcome(socket);
  if (opened !== 'open') throw new Error(opened);
  let id = 0;
  const asked: string[] = [];
  socket.on('message', (data) => {
    const { id: gateways, method } = JSON.parse(data.toString());
    if (!method) return;
    asked.push(method);
    socket.send(JSON.stringify({ id: gateways, result: {} }));
  });
  const request: Link['request'] = (method, body) =>
    new Promise((resolve, reject) => {
      const own = id++;
      socket.on('message', (data) => {
        const frame = JSON.parse(data.toString());
        if (frame.id !== own) return;
        if (frame.error) reject(EvlockError.fromBody(frame.error));
        else if ('result' in frame) resolve(frame.result);
      });
      socket.send(JSON.stringify({ id: own, method, body }));
    });
  await request('hello', { version: DEVICE_LINK_VERSION, ...device.principal, status });
  return { request, socket, asked };
}

const certificatesOf = (pem: string) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

const renew = async (link: Link, from = device) =>
  link.request('renewCertificate', { certificateRequest: await certificateRequest(from) });

/** Enrols as if 250 of the 365 days ago: TLS itself only knows the real date. */
async function enrolledLongAgo(): Promise<typeof identity> {
  edge.clock.offset = -250 * DAY;
  return enrolled(edge, device).finally(() => {
    edge.clock.offset = 0;
  });
}

/** Renews and connects with the issued certificate. */
async function renewed(): Promise<void> {
  const trusted = edge.authority.certificate;
  const link = await connect();
  const { certificate = '' } = await renew(link);
  identity = { ...identity, certificate };
  await connect(identity, trusted);
}

const modules = () => ({ certificates: edge.certificates, clock: edge.clock });

describe('renewal', () => {
  it('issues nothing while the certificate is fresh', async () => {
    expect(await renew(await connect())).toEqual({
      certificate: null,
      authority: edge.authority.certificate,
      links: '',
    });
  });

  it('issues a new certificate in the last third, and the old one works until the new one is used', async () => {
    const old = await enrolledLongAgo();
    const first = await renew(await connect(old));
    expect(first.certificate).toContain('BEGIN CERTIFICATE');
    // The answer was lost: nothing is lost with it.
    const second = await renew(await connect(old));
    await connect({ ...old, certificate: second.certificate ?? '' });
    expect(await outcome(dial(edge, old))).toBe('DEVICE_REVOKED');
    expect(await outcome(dial(edge, { ...old, certificate: first.certificate ?? '' }))).toBe('DEVICE_REVOKED');
  });

  it('is for the same key, the same device and a proven key only', async () => {
    const link = await connect(await enrolledLongAgo());
    const other = await softwareDevice('another');
    await expect(renew(link, { ...other, principal: device.principal })).rejects.toMatchObject({
      details: { check: 'sameKey' },
    });
    await expect(renew(link, { ...device, principal: other.principal })).rejects.toMatchObject({
      details: { check: 'subject' },
    });
    await expect(link.request('renewCertificate', { certificateRequest: 'x' })).rejects.toMatchObject({
      code: 'CERTIFICATE_REQUEST_INVALID',
    });
  });

  it('ends with a new enrolment and with revocation', async () => {
    const { certificate = '' } = await renew(await connect(await enrolledLongAgo()));
    const anew = await enrolledLongAgo();
    expect(await outcome(dial(edge, { ...identity, certificate }))).toBe('DEVICE_REVOKED');
    const again = await renew(await connect(anew));
    await edge.enrolment.revoke(device.principal.deviceId);
    for (const held of [anew.certificate, again.certificate ?? '']) {
      expect(await outcome(dial(edge, { ...anew, certificate: held }))).toBe('DEVICE_REVOKED');
    }
  });
});

describe('rotation of the authority', () => {
  it('goes from one key to the next while devices stay connected', async () => {
    const before = edge.authority.certificate;
    const begun = await beginRotation(place, modules());
    expect(begun.next).not.toBeNull();
    expect(begun.waiting).toEqual([device.principal.deviceId]);
    expect(await beginRotation(place, modules())).toEqual(begun);
    await edge.certificate.renew();
    // Clients that trust only the old one are still served; both are handed out.
    const link = await connect(identity, before);
    const { certificate = '', authority = '' } = await renew(link);
    expect(authority.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(authority.startsWith(before)).toBe(true);

    await expect(finishRotation(place, modules())).rejects.toMatchObject({
      code: 'ROTATION_INCOMPLETE',
      details: { devices: 1 },
    });
    await connect({ ...identity, certificate }, authority);
    const finished = await finishRotation(place, modules());
    expect(finished).toMatchObject({ current: begun.next, next: null, waiting: [] });
    await edge.certificate.renew();

    await connect({ ...identity, certificate }, authority);
    await connect({ ...identity, certificate }, await readFile(place.certificateFile, 'utf8'));
    // Nobody trusts the old authority any more, and it trusts nobody.
    expect(await outcome(dial({ ...edge, authority: { certificate: before } }, { ...identity, certificate }))).toBe(
      'refused',
    );
    expect(await outcome(dial(edge, identity))).toBe('refused');
    expect((await ask(edge, '/v1/health')).status).toBe(200);
    await expect(finishRotation(place, modules())).rejects.toMatchObject({ code: 'OUT_OF_STATE' });
  });

  it('is announced at once to connected meters', async () => {
    const link = await connect();
    const told = () => link.asked.filter((method) => method === 'authorityChanged').length;
    await edge.certificate.renew();
    expect(told()).toBe(0);
    await beginRotation(place, modules());
    await edge.certificate.renew();
    await vi.waitFor(() => expect(told()).toBe(1), { timeout: 300_000 });
    await finishRotation({ ...place, force: true }, modules());
    await edge.certificate.renew();
    await vi.waitFor(() => expect(told()).toBe(2), { timeout: 300_000 });
  });

  it('provides the old key’s signature over the new one, and none outside a rotation', async () => {
    const [old] = certificatesOf(edge.authority.certificate);
    await beginRotation(place, modules());
    await edge.certificate.renew();
    const { authority = '', links = '' } = await renew(await connect());
    const [link] = certificatesOf(links);
    const next = certificatesOf(authority)[1];
    expect(link?.verify(old?.publicKey as never)).toBe(true);
    expect(link?.publicKey.equals(next?.publicKey as never)).toBe(true);
    await finishRotation({ ...place, force: true }, modules());
    await edge.certificate.renew();
    expect(edge.authority.links).toBe('');
  });

  it('resumes after an interruption at each step', async () => {
    const before = edge.authority.certificate;
    // The key was generated, the certificate file not yet written.
    await ensureKey(join(place.keyFolder, NEXT_AUTHORITY_KEY_FILE));
    const options = { ...place, serverNames: [] };
    const opened = await CertificateAuthority.open(options, { clock: edge.clock });
    expect(opened.certificate.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(await readFile(place.certificateFile, 'utf8')).toBe(opened.certificate);
    await edge.certificate.renew();
    await renewed();
    // The keys were swapped, the certificate file still holds both.
    const both = await readFile(place.certificateFile, 'utf8');
    await finishRotation(place, modules());
    await writeFile(place.certificateFile, both);
    const after = await CertificateAuthority.open(options, { clock: edge.clock });
    expect(after.certificate).not.toContain(before.trim());
    expect(after.certificate.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
    expect((await stat(join(place.keyFolder, AUTHORITY_KEY_FILE))).mode & 0o777).toBe(0o600);
  });

  it('admits no revoked device, before or after', async () => {
    await beginRotation(place, modules());
    await edge.certificate.renew();
    const { certificate = '' } = await renew(await connect());
    await edge.enrolment.revoke(device.principal.deviceId);
    expect(await outcome(dial(edge, { ...identity, certificate }))).toBe('DEVICE_REVOKED');
    await finishRotation(place, modules());
    await edge.certificate.renew();
    expect(await outcome(dial(edge, { ...identity, certificate }))).toBe('DEVICE_REVOKED');
  });

  it('leaves devices behind when forced to', async () => {
    await beginRotation(place, modules());
    await finishRotation({ ...place, force: true }, modules());
    await edge.certificate.renew();
    expect(await outcome(dial(edge, identity))).toBe('refused');
  });

  it("renews the listeners' certificate before it expires", async () => {
    const first = edge.certificate.context.cert;
    edge.clock.offset = (21 * DAY) as Timestamp;
    await edge.certificate.renew();
    expect(edge.certificate.context.cert).not.toBe(first);
    edge.clock.offset = 0;
  });
});
