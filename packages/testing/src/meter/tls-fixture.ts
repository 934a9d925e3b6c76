/** The gateway's own certificate authority, and servers under it on free ports of 127.0.0.1. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import {
  AUTHORITY_KEY_FILE,
  CertificateAuthority,
  ensureKey,
  NEXT_AUTHORITY_KEY_FILE,
  verifyCertificateRequest,
} from '@evlock/gateway/internal/certificates';
import { type Bytes32, systemClock } from '@evlock/protocol';
import { type WebSocket, WebSocketServer } from 'ws';

export const deviceId: Bytes32 = `0x${'d1'.repeat(32)}`;

export class TlsFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'evlock-tls-'));
  readonly authorityFile = join(this.folder, 'authority.pem');
  #authority!: CertificateAuthority;
  readonly #servers: Server[] = [];

  static async make(): Promise<TlsFixture> {
    const fixture = new TlsFixture();
    const options = {
      keyFolder: join(fixture.folder, 'keys'),
      certificateFile: fixture.authorityFile,
      serverNames: [],
    };
    fixture.#authority = await CertificateAuthority.open(options, { clock: systemClock });
    return fixture;
  }

  get authority(): string {
    return this.#authority.certificate;
  }

  /** Cross-certificates from the current authority to the next. */
  get links(): string {
    return this.#authority.links;
  }

  /** Creates a next key; both are named from now on. */
  async beginRotation(): Promise<void> {
    await ensureKey(join(this.folder, 'keys', NEXT_AUTHORITY_KEY_FILE));
    await this.#authority.refresh();
  }

  /** Removes the old key. */
  async finishRotation(): Promise<void> {
    const keys = join(this.folder, 'keys');
    renameSync(join(keys, NEXT_AUTHORITY_KEY_FILE), join(keys, AUTHORITY_KEY_FILE));
    await this.#authority.refresh();
  }

  /** What a listener presents now. */
  async serverCertificate(): Promise<X509Certificate> {
    return new X509Certificate((await this.#authority.issueServer()).certificate);
  }

  /** The gateway's handling of a certificate request. */
  async issue(request: string, id: Bytes32 = deviceId): Promise<string> {
    const { publicKey } = await verifyCertificateRequest(request, id);
    return (await this.#authority.renewDevice(id, publicKey)).certificate;
  }

  /** An HTTPS server; with client certificates when `mutual`. Returns its port. */
  async listen(
    handle: RequestListener,
    options: { mutual?: boolean; maxVersion?: 'TLSv1.2'; host?: string } = {},
  ): Promise<Server> {
    const { certificate, privateKey } = await this.#authority.issueServer();
    const { mutual = false, maxVersion, host = '127.0.0.1' } = options;
    const server = createServer(
      {
        cert: certificate,
        key: privateKey,
        ca: this.authority,
        requestCert: mutual,
        rejectUnauthorized: mutual,
        ...(maxVersion ? { maxVersion, minVersion: maxVersion } : {}),
      },
      handle,
    );
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    this.#servers.push(server);
    return server;
  }

  /** A device-link listener that passes each connection to `accept`. */
  async listenLink(accept: (socket: WebSocket, tls: TLSSocket) => void, maxVersion?: 'TLSv1.2'): Promise<number> {
    const server = await this.listen(
      (_request, response) => {
        response.writeHead(403, { 'content-type': 'application/json' });
        response.end();
      },
      { mutual: true, ...(maxVersion ? { maxVersion } : {}) },
    );
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket, request) => accept(socket, request.socket as TLSSocket));
    return portOf(server);
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    rmSync(this.folder, { recursive: true });
  }
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
