import { statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { deploymentFingerprint, EvlockError, localRoutes, toJson } from '@evlock/protocol';
import { passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployment, LIMITS, LocalStage } from './stage.ts';

const SETTINGS = { limits: LIMITS, withdrawalAddresses: [`0x${'c1'.repeat(20)}`] };

describe('a meter’s local page', () => {
  let stage: LocalStage;
  let enrolled: { code: string; passkey: unknown }[];
  beforeEach(async () => {
    enrolled = [];
    stage = new LocalStage();
    await stage.start({
      enrol: async ({ profile, code, passkey }) => {
        enrolled.push({ code, passkey });
        if (code !== 'GOOD') throw new EvlockError('ENROLMENT_CODE_INVALID');
        writeFileSync(profile.deviceLink.certificateFile, 'certificate');
        return { deviceId: `0x${'d1'.repeat(32)}`, meterKey: `0x${'0b'.repeat(20)}`, account: `0x${'0a'.repeat(20)}` };
      },
    });
  });
  afterEach(() => stage.stop());

  const bindBody = () => {
    const { x, y } = stage.passkey.publicKey;
    return { publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) };
  };

  describe('lets in', () => {
    it('whoever types the code of the console, in any form', async () => {
      const { code } = stage.pageFile;
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(statSync(join(stage.folder, 'data/local-page.json')).mode & 0o777).toBe(0o600);
      const typed = code.replace('-', ' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
      expect((await stage.call('session', { code: typed })).status).toBe(200);
    });

    it('nobody without a token, and nobody with a wrong one', async () => {
      for (const authorization of ['', 'Bearer', `Bearer ${'a'.repeat(43)}`]) {
        for (const name of ['state', 'passkeys'] as const)
          expect(await stage.call(name, undefined, { authorization })).toMatchObject({ status: 401 });
        expect(await stage.call('provision', SETTINGS, { authorization })).toMatchObject({ status: 401 });
      }
    });

    it('five guesses, then five a minute, whoever makes them', async () => {
      for (let guess = 0; guess < 5; guess++) {
        const answer = await stage.call('session', { code: `AAAA-000${guess}` });
        expect(answer.body).toMatchObject({ code: 'LOCAL_CODE_WRONG' });
      }
      const refused = await stage.call('session', { code: stage.page.code });
      expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      await stage.pass(12);
      expect((await stage.call('session', { code: stage.page.code })).status).toBe(200);
    });

    it('a token until it has not been used for half an hour', async () => {
      await stage.enter();
      await stage.pass(29 * 60);
      expect((await stage.call('state')).status).toBe(200);
      await stage.pass(29 * 60);
      expect((await stage.call('state')).status).toBe(200);
      await stage.pass(31 * 60);
      expect((await stage.call('state')).status).toBe(401);
    });
  });

  describe('refuses', () => {
    beforeEach(() => stage.enter());
    const refused = { status: 403, body: { code: 'ORIGIN_REFUSED' } };

    it.each(['evil.example', 'evil.example:80', 'localhost', 'localhost:1', '127.0.0.1', '[::1]:80'])(
      'a name that was rebound to it: Host %j',
      async (host) => {
        expect(await stage.ask({ headers: { host } })).toMatchObject(refused);
        expect(await stage.call('state', undefined, { host })).toMatchObject(refused);
        expect(await stage.call('session', { code: stage.page.code }, { host })).toMatchObject(refused);
      },
    );

    it('two Host headers, the first of them right', async () => {
      const port = Number(new URL(stage.url).port);
      const text = await new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1');
        let got = '';
        socket.on('data', (piece) => {
          got += String(piece);
        });
        socket.on('error', reject).on('close', () => resolve(got));
        socket.write(`GET / HTTP/1.1\r\nHost: ${stage.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
      });
      expect(text).toMatch(/^HTTP\/1\.1 40[03] /);
      expect(text).not.toContain('<title>Meter');
    });

    it.each(['http://evil.example', 'null', 'http://localhost:1', 'https://localhost', 'file://'])(
      'another page, with a token too: Origin %j',
      async (origin) => {
        expect(await stage.call('state', undefined, { origin })).toMatchObject(refused);
        expect(await stage.call('provision', SETTINGS, { origin })).toMatchObject(refused);
      },
    );

    it.each(['cross-site', 'same-site', 'none'])('a request that the browser calls %s', async (site) => {
      expect(await stage.call('state', undefined, { 'sec-fetch-site': site })).toMatchObject(refused);
    });

    it('a POST without an Origin', async () => {
      const { path } = localRoutes.session;
      const headers = { 'content-type': 'application/json' };
      const asked = { method: 'POST', path, headers, body: toJson({ code: stage.page.code }) };
      expect(await stage.ask(asked)).toMatchObject(refused);
    });

    it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', ''])(
      'the body of a form: %j',
      async (type) => {
        const answer = await stage.call('provision', SETTINGS, { 'content-type': type });
        expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
      },
    );

    it('a preflight, a WebSocket, another method, another path', async () => {
      const preflight = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
      const answer = await stage.ask({ method: 'OPTIONS', path: localRoutes.bind.path, headers: preflight });
      expect(answer.status).toBe(404);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
      await expect(stage.ask({ path: '/local/state', headers: upgrade })).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect((await stage.ask({ method: 'PUT', path: '/local/state' })).status).toBe(404);
      for (const path of ['/local', '/assets/../meter/index.html', '/assets/%2e%2e/x.js', '/meter/index.html'])
        expect((await stage.ask({ path })).status).toBe(404);
    });

    it('too long a body, and one that is not as described', async () => {
      const long = await stage.call('enrol', { code: 'x'.repeat(20_000), passkey: {} });
      expect(long).toMatchObject({ status: 413, body: { code: 'INPUT_TOO_LARGE' } });
      expect((await stage.call('provision', { ...SETTINGS, more: 1 })).status).toBe(400);
    });
  });

  it('serves its page with a policy that lets nothing else in', async () => {
    const page = await stage.ask({});
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    const script = await stage.ask({ path: '/assets/page-1a.js' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin' });
  });

  it('takes a new meter to its owner: provisions, binds, asks for admission', async () => {
    await stage.enter();
    expect((await stage.call('state')).body).toMatchObject({
      state: 'unprovisioned',
      meterKey: null,
      passkeys: 0,
      deployment: { fingerprint: deploymentFingerprint(deployment), origins: deployment.origins },
      proposed: { limits: LIMITS, withdrawalAddresses: [] },
      enrolment: { step: 'none', codeHere: false },
      daemon: { state: 'waiting' },
    });

    const { words, account, meterKey } = (await stage.call('provision', SETTINGS)).body as Record<string, string>;
    expect(words?.split(' ')).toHaveLength(24);
    expect((await stage.call('provision', SETTINGS)).body).toMatchObject({ code: 'ALREADY_PROVISIONED' });

    const wrong = await stage.call('bind', { ...bindBody(), confirmation: `0x${'00'.repeat(8)}` });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect((await stage.call('bind', bindBody())).body).toEqual({ meterKey, account });
    expect((await stage.call('passkeys')).body).toEqual({
      passkeys: [{ publicKeyX: stage.passkey.publicKey.x, publicKeyY: stage.passkey.publicKey.y }],
    });

    const passkey = { publicKeyX: stage.passkey.publicKey.x, publicKeyY: stage.passkey.publicKey.y };
    expect((await stage.call('enrol', { code: 'BAD', passkey })).body).toMatchObject({
      code: 'ENROLMENT_CODE_INVALID',
    });
    writeFileSync(join(stage.folder, 'enrolment.code'), 'GOOD\n', { mode: 0o600 });
    expect((await stage.call('state')).body).toMatchObject({ passkeys: 1, enrolment: { codeHere: true } });
    expect((await stage.call('enrol', { passkey })).body).toEqual({});
    expect(enrolled).toEqual([
      { code: 'BAD', passkey },
      { code: 'GOOD', passkey },
    ]);
    const step = async () => (await stage.call('state')).body;
    expect((await step()).enrolment).toMatchObject({ step: 'requested', chainAsked: true });
    stage.chain.enrolled = { suspended: false };
    expect((await step()).enrolment).toMatchObject({ step: 'enrolled', chainAsked: true });
  });

  it('shows the recovery phrase once, and writes it nowhere', async () => {
    await stage.enter();
    const { words } = (await stage.call('provision', SETTINGS)).body as Record<string, string>;
    const [first = '', second = ''] = words?.split(' ') ?? [];
    for (const name of ['state', 'passkeys'] as const) {
      expect((await stage.call(name)).text).not.toContain(`${first} ${second}`);
    }
    expect(stage.logged.length).toBeGreaterThan(0);
    for (const line of stage.logged) {
      expect(line).not.toContain(`${first} ${second}`);
      expect(line).not.toContain(stage.page.code);
    }
    const wrong = await stage.call('restore', { ...SETTINGS, words: `${words} and more` });
    expect(wrong.text).not.toContain(`${first} ${second}`);
  });

  it('restores an account from its phrase, with numbers and line breaks as a person types it', async () => {
    await stage.enter();
    const { words, account } = (await stage.call('provision', SETTINGS)).body as Record<string, string>;
    const typed = words
      ?.split(' ')
      .map((word, index) => `${index + 1}. ${word.toUpperCase()}`)
      .join('\n');
    const other = new LocalStage();
    await other.start();
    try {
      await other.enter();
      expect((await other.call('restore', { ...SETTINGS, words: typed })).body).toMatchObject({ account });
    } finally {
      await other.stop();
    }
  });

  it('removes a lost passkey, the last one with the recovery phrase alone', async () => {
    await stage.enter();
    const { words } = (await stage.call('provision', SETTINGS)).body as Record<string, string>;
    await stage.call('bind', bindBody());
    const { confirmation: _, ...key } = bindBody();
    expect((await stage.call('removePasskey', key)).status).toBeGreaterThanOrEqual(400);
    expect((await stage.call('removePasskey', { ...key, words })).body).toEqual({});
    expect((await stage.call('state')).body).toMatchObject({ passkeys: 0 });
  });

  it('pays out to no contract of the market', async () => {
    await stage.enter();
    const answer = await stage.call('provision', { ...SETTINGS, withdrawalAddresses: [deployment.market] });
    expect(answer.status).toBe(400);
    const client = await SecureWorldClient.connect({ path: join(stage.folder, 'console.sock') });
    expect((await client.info()).state).toBe('unprovisioned');
    await client.close();
  });

  it('keeps its port, and makes a new code, at the next start', async () => {
    const { url, code } = stage.pageFile;
    await stage.page.stop();
    const { LocalPage } = await import('../../src/local-page/local-page.ts');
    const next = new LocalPage({ profile: stage.profile }, { clock: stage.clock, chain: stage.chain });
    try {
      expect((await next.start()).localPage.url).toBe(url);
      expect(next.code).not.toBe(code);
    } finally {
      await next.stop();
    }
  });

  it('is on both addresses of localhost, where another could take its place', async () => {
    expect((await stage.ask({ address: '::1' })).text).toContain('<title>Meter</title>');
    expect((await stage.ask({ address: '::1', headers: { host: 'evil.example' } })).status).toBe(403);
  });

  it('leaves a port of which another process holds one address', async () => {
    const { url } = stage.pageFile;
    await stage.page.stop();
    const other = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => other.listen({ port: Number(new URL(url).port), host: '::1' }, resolve));
    const { LocalPage } = await import('../../src/local-page/local-page.ts');
    const next = new LocalPage({ profile: stage.profile }, { clock: stage.clock, chain: stage.chain });
    try {
      expect((await next.start()).localPage.url).not.toBe(url);
      expect(await Promise.race([next.failed, Promise.resolve('serves')])).toBe('serves');
    } finally {
      await next.stop();
      other.close();
    }
  });
});
