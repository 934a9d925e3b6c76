/**
 * The device link under whoever holds the gateway's certificate authority and the meters' TLS keys: an honest gateway loses
 * liveness, and nothing more. Every message is read in the middle.
 */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import type { Layout } from '@evlock/community';
import { CertificateAuthority, ServerCertificate } from '@evlock/gateway/internal/certificates';
import { createLog } from '@evlock/gateway/internal/log';
import { systemClock } from '@evlock/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import type { Faults } from './faults.ts';
import { type Frame, type MessageFault, MessageLine } from './message-line.ts';

interface Device {
  readonly name: string;
  readonly certificate: string;
  readonly key: string;
}

interface Session {
  readonly near: WebSocket;
  readonly far: WebSocket;
  readonly toMeter: MessageLine;
}

export class HackedLink {
  /** By household: since when the partner's receipts are withheld from its meter. */
  readonly mutedSince = new Map<string, number>();
  /** Households whose meters cannot connect at all. */
  readonly #cutOff = new Set<string>();
  readonly #layout: Layout;
  readonly #households: readonly string[];
  readonly #faults: Faults<MessageFault>;
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  #server: Server | undefined;
  #authority = '';
  #port = 0;

  constructor(parts: { layout: Layout; households: readonly string[]; faults: Faults<MessageFault> }) {
    this.#layout = parts.layout;
    this.#households = parts.households;
    this.#faults = parts.faults;
  }

  /** Listens in front of the gateway's device port; returns the port to use instead. */
  async listen(port: number): Promise<number> {
    this.#port = port;
    const parts = { clock: systemClock, log: createLog({ level: 'silent' }) };
    const options = { keyFolder: this.#layout.keys, certificateFile: join(this.#layout.gateway, 'authority.pem') };
    const authority = await CertificateAuthority.open({ ...options, serverNames: [] }, parts);
    this.#authority = authority.certificate;
    const { context } = await ServerCertificate.create({ authority, ...parts });
    this.#server = createServer({ ...context, requestCert: true, rejectUnauthorized: true });
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy());
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => undefined);
      this.#device(socket as TLSSocket)
        .then((device) => this.#connect(device))
        .then(({ name, far }) => {
          this.#webSockets.handleUpgrade(request, socket, head, (near) => this.#join(name, near, far));
        })
        .catch(() => socket.destroy());
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Withholds the partner's receipts from this household's meter from now on. */
  mute(household: string): void {
    this.mutedSince.set(household, systemClock.monotonic());
  }

  unmute(household: string): void {
    this.mutedSince.delete(household);
  }

  /** Ends the meter's connection, and prevents another. */
  cutOff(household: string): void {
    this.#cutOff.add(household);
    const session = this.#sessions.get(household);
    session?.near.terminate();
    session?.far.terminate();
  }

  rejoin(household: string): void {
    this.#cutOff.delete(household);
  }

  /** Sends a meter what its gateway never said. Throws when the meter is not connected. */
  forge(household: string, method: string, body: unknown): void {
    const session = this.#sessions.get(household);
    if (!session) throw new Error(`${household} is not connected`);
    session.toMeter.forge(method, body);
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    for (const { near, far } of this.#sessions.values()) {
      near.terminate();
      far.terminate();
    }
  }

  /** The presented certificate's owner, and its key from the household's own folder. */
  async #device(socket: TLSSocket): Promise<Device> {
    const shown = socket.getPeerX509Certificate();
    for (const name of this.#households) {
      if (this.#cutOff.has(name)) continue;
      const { folder, keys } = this.#layout.household(name);
      const certificate = await readFile(join(folder, 'certificate.pem'), 'utf8').catch(() => undefined);
      if (!certificate || !shown || !new X509Certificate(certificate).raw.equals(shown.raw)) continue;
      return { name, certificate, key: await readFile(join(keys, 'tls-key.pem'), 'utf8') };
    }
    throw new Error('no household has this certificate');
  }

  async #connect({ name, certificate, key }: Device): Promise<{ name: string; far: WebSocket }> {
    const options = { cert: certificate, key, ca: this.#authority, servername: 'localhost', perMessageDeflate: false };
    const far = new WebSocket(`wss://localhost:${this.#port}`, options);
    far.on('error', () => undefined);
    await once(far, 'open');
    return { name, far };
  }

  #join(name: string, near: WebSocket, far: WebSocket): void {
    const cut = (): void => {
      near.terminate();
      far.terminate();
    };
    const faults = this.#faults;
    const withheld = (method: string): boolean => method === 'partnerReceipt' && this.mutedSince.has(name);
    const toGateway = new MessageLine({ faults, cut, send: (text) => far.send(text), withheld: () => false });
    const toMeter = new MessageLine({ faults, cut, send: (text) => near.send(text), withheld });
    this.#sessions.set(name, { near, far, toMeter });
    const carry = (from: WebSocket, to: WebSocket, asking: MessageLine, answered: MessageLine): void => {
      from.on('message', (data) => {
        const frame = JSON.parse(data.toString()) as Frame;
        if (frame.method !== undefined) return asking.request(frame);
        const answer = answered.answer(frame);
        if (answer && to.readyState === WebSocket.OPEN) to.send(JSON.stringify(answer));
      });
      from.on('error', () => undefined);
      from.on('close', (code, reason) => {
        // Codes of the protocol alone may not be sent.
        const said = code === 1000 || (code > 1001 && code < 1004) || code > 1006 ? code : 1001;
        to.close(said, reason);
        setTimeout(() => to.terminate(), 500).unref();
      });
    };
    carry(near, far, toGateway, toMeter);
    carry(far, near, toMeter, toGateway);
  }
}
