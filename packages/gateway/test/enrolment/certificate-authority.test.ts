import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type Timestamp } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CertificateAuthority, VALIDITY } from '../../src/enrolment/certificate-authority.ts';
import { type SecureContext, ServerCertificate } from '../../src/enrolment/server-certificate.ts';
import { createLog } from '../../src/log.ts';
import { movableClock } from '../support/edge.ts';

let keyFolder: string;
const modules = { clock: systemClock };

beforeEach(async () => {
  keyFolder = join(await mkdtemp(join(tmpdir(), 'evlock-authority-')), 'keys');
});
afterEach(() => rm(join(keyFolder, '..'), { recursive: true }));

describe('CertificateAuthority', () => {
  it('makes its key once, for its owner only', async () => {
    const first = await CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    const second = await CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    expect(second.certificate).toBe(first.certificate);
    expect((await stat(join(keyFolder, 'authority.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(keyFolder)).mode & 0o777).toBe(0o700);
  });

  it('refuses a key that others can read', async () => {
    await CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    await chmod(join(keyFolder, 'authority.key'), 0o640);
    const opened = CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    await expect(opened).rejects.toMatchObject({ code: 'SECRET_EXPOSED' });
  });

  it('refuses a key file that holds none, and a certificate of another key', async () => {
    await CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    const key = await readFile(join(keyFolder, 'authority.key'), 'utf8');
    await writeFile(join(keyFolder, 'authority.key'), 'nothing');
    const without = CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    await expect(without).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
    await rm(join(keyFolder, 'authority.key'));
    await CertificateAuthority.open({ keyFolder, serverNames: [] }, modules).catch(() => undefined);
    const mismatched = CertificateAuthority.open({ keyFolder, serverNames: [] }, modules);
    await expect(mismatched).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
    await writeFile(join(keyFolder, 'authority.key'), key);
    await expect(CertificateAuthority.open({ keyFolder, serverNames: [] }, modules)).resolves.toBeDefined();
  });
});

describe('ServerCertificate', () => {
  it('is renewed long before it ends', async () => {
    const clock = movableClock();
    const authority = await CertificateAuthority.open({ keyFolder, serverNames: ['gateway.example'] }, { clock });
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
