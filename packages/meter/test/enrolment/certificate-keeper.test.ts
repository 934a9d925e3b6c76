/** How the meter handles a new certificate and changed authorities; the gateway is a function here. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EvlockError, systemClock } from '@evlock/protocol';
import { deviceId, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CertificateKeeper, type CertificateKeeperModules } from '../../src/enrolment/certificate-keeper.ts';
import { openDeviceKey } from '../../src/enrolment/device-key.ts';
import { createLog } from '../../src/log.ts';

let fixture: TlsFixture;
let link: ConstructorParameters<typeof CertificateKeeper>[0]['link'];
const signal = new AbortController().signal;

beforeEach(async () => {
  fixture = await TlsFixture.make();
  link = {
    url: 'wss://127.0.0.1:1',
    serverName: 'localhost',
    certificateFile: join(fixture.folder, 'certificate.pem'),
    authorityFile: join(fixture.folder, 'trusted.pem'),
    privateKeyFile: join(fixture.folder, 'tls-key.pem'),
    renewalSeconds: 3600,
  };
  writeFileSync(link.authorityFile, fixture.authority);
  writeFileSync(link.certificateFile, 'old');
});
afterEach(() => fixture.close());

function keeper(modules: Partial<CertificateKeeperModules>) {
  const reconnect = vi.fn();
  const ask = vi.fn(async () => ({ certificate: null, authority: fixture.authority, links: '' }));
  const log = createLog({ level: 'silent' });
  const common = { connected: () => true, peer: () => undefined, reconnect, busy: () => false };
  const parts: CertificateKeeperModules = { ...common, ask, clock: systemClock, log, ...modules };
  return {
    keep: () => new CertificateKeeper({ link, deviceId }, parts).keep(signal),
    one: new CertificateKeeper({ link, deviceId }, parts),
    ask,
    reconnect,
  };
}

const held = (file = link.certificateFile): string => readFileSync(file, 'utf8');

describe('the certificate keeper', () => {
  it('stores a new certificate for its own key and reconnects with it', async () => {
    const { keep, reconnect } = keeper({
      ask: async ({ certificateRequest }) => ({
        certificate: await fixture.issue(certificateRequest),
        authority: fixture.authority,
        links: '',
      }),
    });
    await keep();
    expect(held()).toContain('BEGIN CERTIFICATE');
    expect(statSync(link.certificateFile).mode & 0o777).toBe(0o600);
    expect(reconnect).toHaveBeenCalledOnce();
  });

  it('follows a change of authority: the next one is added, and the old one removed once the next one has worked', async () => {
    const old = fixture.authority;
    await fixture.beginRotation();
    const both = fixture.authority;
    let peer = await fixture.serverCertificate();
    const answer = (): Promise<{ certificate: null; authority: string; links: string }> =>
      Promise.resolve({ certificate: null, authority: fixture.authority, links: fixture.links });
    const parts = { ask: answer, peer: () => peer };
    await keeper(parts).keep();
    expect(held(link.authorityFile)).toBe(both);
    // Still under the old one: it stays, whatever is named.
    const [, next = ''] = both.split(/(?<=-----END CERTIFICATE-----\n)/);
    await keeper({ ...parts, ask: async () => ({ certificate: null, authority: next, links: '' }) }).keep();
    expect(held(link.authorityFile)).toBe(both);
    await fixture.finishRotation();
    peer = await fixture.serverCertificate();
    await keeper(parts).keep();
    expect(held(link.authorityFile)).toBe(next);
    expect(held(link.authorityFile)).not.toContain(old.trim());
  });

  it('accepts a certificate of the next authority only together with that authority', async () => {
    await fixture.beginRotation();
    const renewed = async ({ certificateRequest }: { certificateRequest: string }) => ({
      certificate: await fixture.issue(certificateRequest),
      authority: fixture.authority,
      links: '',
    });
    await keeper({ ask: renewed }).keep();
    expect(held()).toBe('old');
    const vouched = async (request: { certificateRequest: string }) => ({
      ...(await renewed(request)),
      links: fixture.links,
    });
    await keeper({ ask: vouched }).keep();
    expect(held()).toContain('BEGIN CERTIFICATE');
  });

  it('queries again at once when notified of a change', async () => {
    const { one, ask } = keeper({});
    await one.keep(signal);
    one.askSoon();
    await one.keep(signal);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('keeps both files when the answer would lock it out', async () => {
    const other = await TlsFixture.make();
    const otherKey = await openDeviceKey({ ...link, privateKeyFile: join(other.folder, 'key.pem') });
    const foreign = await other.issue(await (await openDeviceKey(link)).certificateRequest(deviceId));
    const ofAnotherKey = await fixture.issue(await otherKey.certificateRequest(deviceId));
    const answers = [
      { certificate: foreign, authority: fixture.authority },
      { certificate: ofAnotherKey, authority: fixture.authority },
      { certificate: 'nonsense', authority: fixture.authority },
      { certificate: null, authority: 'nonsense' },
      { certificate: null, authority: ofAnotherKey },
      { certificate: null, authority: fixture.authority.repeat(5) },
    ];
    for (const answer of answers) await keeper({ ask: async () => ({ ...answer, links: '' }) }).keep();
    expect(held()).toBe('old');
    expect(readFileSync(link.authorityFile, 'utf8')).toBe(fixture.authority);
    await other.close();
  });

  it('queries once per interval, and not while disconnected', async () => {
    const { one, ask } = keeper({});
    await one.keep(signal);
    await one.keep(signal);
    expect(ask).toHaveBeenCalledOnce();
    const offline = keeper({ connected: () => false });
    await offline.keep();
    expect(offline.ask).not.toHaveBeenCalled();
  });

  it('lets a delivery end before reconnecting, and survives a gateway that refuses', async () => {
    let looks = 0;
    const { keep, reconnect } = keeper({
      ask: async ({ certificateRequest }) => ({
        certificate: await fixture.issue(certificateRequest),
        authority: fixture.authority,
        links: '',
      }),
      busy: () => looks++ === 0,
      clock: { ...systemClock, sleep: async () => undefined },
    });
    await keep();
    expect(looks).toBe(2);
    expect(reconnect).toHaveBeenCalledOnce();
    const refusing = keeper({ ask: () => Promise.reject(new EvlockError('RATE_LIMITED')) });
    await refusing.keep();
    expect(refusing.reconnect).not.toHaveBeenCalled();
  });
});
