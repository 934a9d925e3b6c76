/** The certificate of the gateway's listeners: made at start, renewed long before it ends, never on disk. */
import { constants } from 'node:crypto';
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { ListenerCertificate, SecureContext, SecureServer } from '../listener-certificate.ts';
import type { Log } from '../log.ts';
import type { CertificateAuthority, KeyPair } from './certificate-authority.ts';

/** Renewed when less than this is left, in seconds. */
const RENEW_BEFORE = 10 * 86_400;
const CHECK_EVERY = milliseconds(3_600_000);

export interface ServerCertificateModules {
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly log: Log;
}

export class ServerCertificate implements ListenerCertificate {
  readonly #modules: ServerCertificateModules;
  readonly #servers = new Set<SecureServer>();
  readonly #stopped = new AbortController();
  #current: KeyPair;

  private constructor(current: KeyPair, modules: ServerCertificateModules) {
    this.#current = current;
    this.#modules = modules;
  }

  static async create(modules: ServerCertificateModules): Promise<ServerCertificate> {
    return new ServerCertificate(await modules.authority.issueServer(), modules);
  }

  /** What both listeners begin with: TLS 1.3 only, this certificate, this authority. */
  get context(): SecureContext {
    const { authority } = this.#modules;
    return {
      key: this.#current.privateKey,
      cert: this.#current.certificate,
      ca: authority.certificate,
      minVersion: 'TLSv1.3',
      // A resumed session would skip the client's certificate.
      secureOptions: constants.SSL_OP_NO_TICKET,
    };
  }

  /** Gives this server every later certificate. */
  keepFresh(server: SecureServer): void {
    this.#servers.add(server);
  }

  /** Renews when it is time. Called every hour by `start`. */
  async renew(): Promise<void> {
    if (this.#current.expires - this.#modules.clock.now() > RENEW_BEFORE) return;
    this.#current = await this.#modules.authority.issueServer();
    for (const server of this.#servers) server.setSecureContext(this.context);
    this.#modules.log.info({ expires: this.#current.expires }, 'server certificate renewed');
  }

  start(): void {
    void this.#loop();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#modules.clock.sleep(CHECK_EVERY, signal).catch(() => undefined);
      if (signal.aborted) return;
      await this.renew().catch((error: unknown) =>
        this.#modules.log.error({ error: EvlockError.from(error) }, 'server certificate not renewed'),
      );
    }
  }
}
