import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { CertificateAuthority } from '@evlock/gateway/internal/certificates';
import { type EvlockError, type Milliseconds, milliseconds, systemClock, type Timestamp } from '@evlock/protocol';
import { TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpsClient, type HttpsRequest, postJson } from '../src/index.ts';

const DAY = 86_400;
let fixture: TlsFixture;
beforeAll(async () => {
  fixture = await TlsFixture.make();
});
afterAll(() => fixture.close());

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
const get = (path: string, signal?: AbortSignal): HttpsRequest => ({ method: 'GET', path, headers: {}, signal });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: EvlockError) => error.code,
  );

/** A client of a server that answers with `handle`. */
async function clientOf(
  handle: RequestListener,
  options: { readonly timeout?: Milliseconds; readonly maxResponse?: number } = {},
): Promise<HttpsClient> {
  const server = await fixture.listen(handle);
  return new HttpsClient({ url: `https://localhost:${portOf(server)}`, authority: fixture.authority, ...options });
}

/** One exchange with whatever listens at a port. */
async function exchangeAt(port: number, host = 'localhost'): Promise<string> {
  const client = new HttpsClient({ url: `https://${host}:${port}`, authority: fixture.authority });
  const code = await codeOf(client.exchange(get('/')));
  client.close();
  return code;
}

describe('an exchange', () => {
  it('sends method, path with query, headers and body, and gives status and text', async () => {
    const client = await clientOf(async (request, response) => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
      const { method, url, headers } = request;
      response
        .writeHead(404)
        .end(JSON.stringify({ method, url, body, header: headers['x-header'], host: headers.host }));
    });
    const request: HttpsRequest = { method: 'POST', path: '/a?b=ü', headers: { 'x-header': 'x' }, body: '{"ä":1}' };
    const { status, text } = await client.exchange(request);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ method: 'POST', url: '/a?b=%C3%BC', body: '{"ä":1}', header: 'x' });
    client.close();
  });

  it('keeps connections for those that follow', async () => {
    const ports = new Set<unknown>();
    const client = await clientOf((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    for (const _time of [1, 2, 3, 4, 5]) await client.exchange(get('/'));
    expect(ports.size).toBeLessThan(3);
    client.close();
  });

  it('follows no redirect, and unpacks nothing', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example/', 'content-encoding': 'gzip' }).end('as it is');
    });
    expect(await client.exchange(get('/'))).toEqual({ status: 302, text: 'as it is' });
    client.close();
  });

  it('is refused beyond the size limit', async () => {
    const client = await clientOf((_request, response) => response.end('x'.repeat(101)), { maxResponse: 100 });
    expect(await codeOf(client.exchange(get('/')))).toBe('INPUT_TOO_LARGE');
    client.close();
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['answers without an end', (_request, response) => void response.writeHead(200).write('{')],
    [
      'answers a byte at a time',
      (_request, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('times out on a server that %s', async (_name, handle) => {
    const client = await clientOf(handle, { timeout: milliseconds(200) });
    expect(await codeOf(client.exchange(get('/')))).toBe('TIMED_OUT');
    client.close();
  });

  it.each([[undefined], [new Error('crash')]])(
    'is cancelled by its signal, whatever the reason is (%s)',
    async (reason) => {
      const client = await clientOf(() => undefined);
      const before = AbortSignal.abort(reason);
      expect(await codeOf(client.exchange(get('/', before)))).toBe('CANCELLED');
      const stop = new AbortController();
      const exchange = codeOf(client.exchange(get('/', stop.signal)));
      stop.abort(reason);
      expect(await exchange).toBe('CANCELLED');
      client.close();
    },
  );

  it('that the server breaks off is a gateway that is not reached', async () => {
    const client = await clientOf((request) => void request.socket.destroy());
    await expect(client.exchange(get('/'))).rejects.toMatchObject({
      code: 'GATEWAY_UNREACHABLE',
      details: { url: expect.stringMatching(/^https:\/\/localhost:\d+$/), problem: expect.any(String) },
    });
    client.close();
  });

  it('posts JSON on a connection of its own', async () => {
    let seen: IncomingMessage | undefined;
    const server = await fixture.listen(async (request, response) => {
      seen = request;
      response.end(Buffer.concat((await request.toArray()) as Buffer[]));
    });
    const options = { url: `https://localhost:${portOf(server)}`, authority: fixture.authority };
    expect(await postJson(options, '/x', { energy: 5n })).toEqual({ status: 200, text: '{"energy":"5"}' });
    expect(seen?.headers['content-type']).toBe('application/json');
    await expect.poll(() => seen?.socket.destroyed).toBe(true);
  });
});

describe('a stream', () => {
  const textOf = (chunk: unknown): string => Buffer.from((chunk as { value: Uint8Array }).value).toString();

  it('gives what comes as it comes, also beyond the size limit, and ends when it is closed', async () => {
    let ended = false;
    const client = await clientOf(
      (request, response) => {
        request.on('close', () => {
          ended = true;
        });
        response.writeHead(200).write('first');
        setTimeout(() => response.write('second'), 50);
      },
      { maxResponse: 1 },
    );
    const { status, chunks, close } = await client.stream(get('/'));
    expect(status).toBe(200);
    const iterator = chunks[Symbol.asyncIterator]();
    expect([textOf(await iterator.next()), textOf(await iterator.next())]).toEqual(['first', 'second']);
    close();
    await expect.poll(() => ended).toBe(true);
    client.close();
  });

  it('that falls silent has timed out', async () => {
    const client = await clientOf((_request, response) => void response.writeHead(200).write('first'), {
      timeout: milliseconds(200),
    });
    const { chunks } = await client.stream(get('/'));
    const iterator = chunks[Symbol.asyncIterator]();
    expect(textOf(await iterator.next())).toBe('first');
    const failure = await iterator.next().catch((error: unknown) => error);
    expect(client.typed(failure)).toMatchObject({ code: 'TIMED_OUT' });
    client.close();
  });

  it('ends at its signal, and with its client', async () => {
    const client = await clientOf((_request, response) => void response.writeHead(200).write('first'));
    const stop = new AbortController();
    for (const end of [() => stop.abort(), () => client.close()]) {
      const { chunks } = await client.stream(get('/', stop.signal)).catch(() => client.stream(get('/')));
      const iterator = chunks[Symbol.asyncIterator]();
      await iterator.next();
      const rest = iterator.next();
      end();
      await expect(rest).rejects.toThrow();
    }
  });
});

describe('whom it believes', () => {
  it('only the pinned authority', async () => {
    const other = await TlsFixture.make();
    expect(await exchangeAt(portOf(await other.listen((_request, response) => response.end())))).toBe(
      'GATEWAY_UNTRUSTED',
    );
    await other.close();
  });

  it('only a certificate for its name, or its address', async () => {
    const server = await fixture.listen((_request, response) => response.end());
    expect(await exchangeAt(portOf(server), '127.0.0.1')).toBe('done');
    const elsewhere = await fixture.listen((_request, response) => response.end(), { host: '127.0.0.2' });
    expect(await exchangeAt(portOf(elsewhere), '127.0.0.2')).toBe('GATEWAY_UNTRUSTED');
  });

  /** The same authority, at another time. */
  const authorityAt = (seconds: number) =>
    CertificateAuthority.open(
      { keyFolder: join(fixture.folder, 'keys'), certificateFile: fixture.authorityFile, serverNames: [] },
      { clock: { ...systemClock, now: () => (systemClock.now() + seconds) as Timestamp } },
    );

  it.each([
    ['begins in the future', 30 * DAY, 'CLOCK_WRONG'],
    ['has ended', -60 * DAY, 'CERTIFICATE_EXPIRED'],
  ])('says so when a certificate %s', async (_name, seconds, code) => {
    const server = await fixture.listen((_request, response) => response.end('{}'));
    const { certificate, privateKey } = await (await authorityAt(seconds)).issueServer();
    server.setSecureContext({ cert: certificate, key: privateKey });
    expect(await exchangeAt(portOf(server))).toBe(code);
  });

  it.each<[string, () => Promise<Pick<Server, 'address'> & { unref(): unknown }>]>([
    [
      'is too old for TLS 1.3',
      () => fixture.listen((_request, response) => response.end('{}'), { maxVersion: 'TLSv1.2' }),
    ],
    [
      'does not speak TLS',
      async () => {
        const server = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        return server;
      },
    ],
  ])('tells no untruth of a server that %s', async (_name, listen) => {
    const server = await listen();
    expect(await exchangeAt(portOf(server))).toBe('GATEWAY_UNREACHABLE');
    server.unref();
  });

  it('says when nobody answers', async () => {
    expect(await exchangeAt(1)).toBe('GATEWAY_UNREACHABLE');
  });

  it.each([
    ['http://localhost:1', undefined],
    ['localhost:1', undefined],
    ['https://localhost:1', ''],
    ['https://localhost:1', '-----BEGIN CERTIFICATE-----\nMIIB'],
  ])('refuses %s with authority %j at once', (url, authority = fixture.authority) => {
    expect(() => new HttpsClient({ url, authority })).toThrow(expect.objectContaining({ code: 'PROFILE_INVALID' }));
  });
});
