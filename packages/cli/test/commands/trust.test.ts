/**
 * A file that is no authority makes nobody believed. The stranger's certificate is by an authority that everybody trusts, as
 * a public one would be; the clients are those of the product.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readAuthority, requireAuthority } from '@evlock/files';
import { openDatabase } from '@evlock/gateway/internal/database';
import { createLog } from '@evlock/gateway/internal/log';
import { postJson } from '@evlock/https';
import { linkOpener } from '@evlock/meter/internal/link';
import { evlock } from '@evlock/testing/cli/test-context';
import { deviceId, portOf, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { whoAnswers } from '../../src/doctor/certificates.ts';

const publiclyTrusted = getCACertificates('default');
let fixture: TlsFixture;
let stranger: TlsFixture;
let server: Server;
let port: number;
const told: string[] = [];
const at = (name: string): string => join(fixture.folder, name);

beforeAll(async () => {
  [fixture, stranger] = await Promise.all([TlsFixture.make(), TlsFixture.make()]);
  setDefaultCACertificates([...publiclyTrusted, stranger.authority]);
  server = await stranger.listen((request, response) => {
    told.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.end('{}');
  });
  port = portOf(server);
  writeFileSync(at('operator.token'), 'the token of the operator', { mode: 0o600 });
});
afterAll(async () => {
  setDefaultCACertificates(publiclyTrusted);
  await Promise.all([fixture.close(), stranger.close()]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(told).toEqual([]);
});

/** What an authority's file becomes on a full disk, by a slip, or by a copy of the wrong file. */
async function wrongFiles(): Promise<Record<string, string>> {
  const whole = fixture.authority;
  const device = await fixture.issue(await request());
  return {
    empty: '',
    'a line end': '\n',
    'cut in the middle': whole.slice(0, whole.length / 2),
    'whole and then cut': `${whole}${whole.slice(0, 100)}`,
    'damaged inside': whole.replace(/\n[A-Za-z0-9+/]{8}/, '\nAAAAAAAA'),
    'a private key': readFileSync(join(fixture.folder, 'keys', 'authority.key'), 'utf8'),
    'the certificate of a device': device,
    'another text': 'not a certificate',
  };
}

async function request(): Promise<string> {
  const { openDeviceKey } = await import('@evlock/meter/internal/link');
  const key = await openDeviceKey({ privateKeyFile: at('tls-key.pem') } as never);
  return key.certificateRequest(deviceId);
}

type Client = (authorityFile: string) => Promise<unknown>;

const clients: Readonly<Record<string, Client>> = {
  enrolment: async (file) =>
    postJson({ url: `https://localhost:${port}`, authority: readFileSync(file, 'utf8') }, '/', {
      code: 'THE-ONE-TIME-CODE',
    }),
  'device link': async (authorityFile) => {
    writeFileSync(at('certificate.pem'), await fixture.issue(await request()));
    const open = linkOpener({
      url: `wss://localhost:${port}`,
      serverName: 'localhost',
      certificateFile: at('certificate.pem'),
      authorityFile,
      privateKeyFile: at('tls-key.pem'),
      renewalSeconds: 3600,
    });
    (await open(new AbortController().signal)).end();
  },
  "the operator's command": async (file) => {
    const gateway = ['--gateway', `https://localhost:${port}`, '--authority', file];
    const { exit, err } = await evlock([
      'enrolments',
      'list',
      '--json',
      '--token-file',
      at('operator.token'),
      ...gateway,
    ]);
    if (exit !== 0) throw JSON.parse(err);
  },
  doctor: async (file) => {
    const { kind, why } = await whoAnswers({ host: 'localhost', port }, file);
    if (kind !== 'ours') throw { code: why.startsWith('the authority') ? 'PROFILE_INVALID' : 'GATEWAY_UNTRUSTED' };
  },
};

describe.each(Object.entries(clients))('%s', (_name, client) => {
  it('believes nobody by a file that is no authority', async () => {
    for (const [what, text] of Object.entries(await wrongFiles())) {
      writeFileSync(at('authority-wrong.pem'), text);
      await expect(client(at('authority-wrong.pem')), what).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
    }
  });

  it('does not believe a public authority beside the one that is named', async () => {
    await expect(client(fixture.authorityFile)).rejects.toMatchObject({ code: 'GATEWAY_UNTRUSTED' });
  });

  it('is not made careless by the environment', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await expect(client(fixture.authorityFile)).rejects.toMatchObject({ code: 'GATEWAY_UNTRUSTED' });
  });
});

describe('the file of an authority', () => {
  it('may hold several, and a byte-order mark before them', async () => {
    writeFileSync(at('both.pem'), `\uFEFF# ours\n${fixture.authority}${stranger.authority}`);
    expect(await readAuthority(at('both.pem'))).toBe(fixture.authority + stranger.authority);
  });

  it('is refused with what is wrong with it', async () => {
    const problems = Object.entries(await wrongFiles()).map(([what, text]) => {
      try {
        return `${what}: ${requireAuthority(text)}`;
      } catch (error) {
        return `${what}: ${(error as { details: { problem: string } }).details.problem}`;
      }
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        "empty: contains no certificate",
        "a line end: contains no certificate",
        "cut in the middle: a certificate is truncated",
        "whole and then cut: a certificate is truncated",
        "damaged inside: a certificate is damaged",
        "a private key: contains no certificate",
        "the certificate of a device: a certificate is no authority's",
        "another text: contains no certificate",
      ]
    `);
    await expect(readAuthority(at('none.pem'))).rejects.toMatchObject({
      code: 'PROFILE_INVALID',
      details: { file: at('none.pem'), problem: 'ENOENT' },
    });
  });
});

describe('the address of a database', () => {
  it.each(['', 'not a certificate'])('with a `sslrootcert` that holds "%s" is refused', async (text) => {
    writeFileSync(at('database.pem'), text);
    const url = `postgresql://evlock:secret@127.0.0.1:1/evlock?sslrootcert=${at('database.pem')}`;
    const failure = await openDatabase({ url }, { log: createLog({ level: 'silent' }) }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'PROFILE_INVALID', details: { field: 'sslrootcert' } });
    expect(JSON.stringify(failure)).not.toContain('secret@');
  });
});
