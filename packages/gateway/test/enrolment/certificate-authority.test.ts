import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock, type Timestamp } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CertificateAuthority, VALIDITY } from '../../src/enrolment/certificate-authority.ts';
import { ServerCertificate } from '../../src/enrolment/server-certificate.ts';
import type { SecureContext } from '../../src/listeners/listener-certificate.ts';
import { createLog } from '../../src/log.ts';
import { movableClock } from '../support/edge.ts';

let keyFolder: string;
const open = (clock: Clock = systemClock, serverNames: string[] = []): Promise<CertificateAuthority> =>
  CertificateAuthority.open(
    { keyFolder, certificateFile: join(keyFolder, '..', 'data', 'authority.pem'), serverNames },
    { clock },
  );

beforeEach(async () => {
  keyFolder = join(await mkdtemp(join(tmpdir(), 'evlock-authority-')), 'keys');
});
afterEach(() => rm(join(keyFolder, '..'), { recursive: true }));

describe('CertificateAuthority', () => {
  it('generates its key once, for its owner only', async () => {
    const first = await open();
    const second = await open();
    expect(second.certificate).toBe(first.certificate);
    expect((await stat(join(keyFolder, 'authority.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(keyFolder)).mode & 0o777).toBe(0o700);
  });

  it('refuses a key others can read', async () => {
    await open();
    await chmod(join(keyFolder, 'authority.key'), 0o640);
    const opened = open();
    await expect(opened).rejects.toMatchObject({ code: 'SECRET_EXPOSED' });
  });

  it('refuses a file without a key, and a certificate for another key', async () => {
    await open();
    const key = await readFile(join(keyFolder, 'authority.key'), 'utf8');
    await writeFile(join(keyFolder, 'authority.key'), 'nothing');
    const without = open();
    await expect(without).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
    await rm(join(keyFolder, 'authority.key'));
    await open().catch(() => undefined);
    const mismatched = open();
    await expect(mismatched).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
    await writeFile(join(keyFolder, 'authority.key'), key);
    await expect(open()).resolves.toBeDefined();
  });
});

describe('ServerCertificate', () => {
  it('is renewed long before it expires', async () => {
    const clock = movableClock();
    const authority = await open(clock, ['gateway.example']);
    const certificate = await ServerCertificate.create({ authority, clock, log: createLog({ level: 'silent' }) });
    const given: SecureContext[] = [];
    certificate.keepFresh({ setSecureContext: (context) => given.push(context as SecureContext) });
    const first = certificate.context.cert;
    await certificate.renew();
    expect(given).toHaveLength(0);
    clock.offset = (VALIDITY.server - 9 * 86_400) as Timestamp;
    await certificate.renew();
    expect(given).toHaveLength(1);
    expect(given[0]?.cert).toBe(certificate.context.cert);
    expect(certificate.context.cert).not.toBe(first);
  });
});
