/** The certificate of the gateway's listeners: made at start, renewed long before it ends, never on disk. */
import { constants } from 'node:crypto';
import { type Clock, EvlockError, milliseconds, type Timestamp } from '@evlock/protocol';
import type {
  AuthorityNews,
  ListenerCertificate,
  SecureContext,
  SecureServer,
} from '../listeners/listener-certificate.ts';
import type { Log } from '../log.ts';
import type { CertificateAuthority, KeyPair } from './certificate-authority.ts';

/** Milliseconds within which a rotation of the authority is noticed. */
const CHECK_EVERY = milliseconds(15_000);

export interface ServerCertificateModules {
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly log: Log;
}

export class ServerCertificate implements ListenerCertificate, AuthorityNews {
  readonly #modules: ServerCertificateModules;
  readonly #servers = new Set<SecureServer>();
  readonly #authorityListeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #current: KeyPair;
  #signedBy: string;
  #begins: number;

  private constructor(current: KeyPair, modules: ServerCertificateModules) {
    this.#current = current;
    this.#modules = modules;
    this.#signedBy = modules.authority.current;
    this.#begins = modules.clock.now();
  }

  static async create(modules: ServerCertificateModules): Promise<ServerCertificate> {
    return new ServerCertificate(await modules.authority.issueServer(), modules);
  }

  /** The context for both listeners: TLS 1.3 only, this certificate, this authority. */
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

  /** When this certificate and the authority's end. */
  ends(): { readonly authority: Timestamp; readonly server: Timestamp } {
    return { authority: this.#modules.authority.expires, server: this.#current.expires };
  }

  /** Gives this server every later certificate. */
  keepFresh(server: SecureServer): void {
    this.#servers.add(server);
  }

  onAuthorityChanged(listener: () => void): void {
    this.#authorityListeners.add(listener);
  }

  /** Renews in the last third of the validity, or when the authority has another key. Called again and again by `start`. */
  async renew(): Promise<void> {
    const { authority, clock, log } = this.#modules;
    const changed = await authority.refresh();
    const third = (this.#current.expires - this.#begins) / 3;
    const due = this.#signedBy !== authority.current || this.#current.expires - clock.now() < third;
    if (due) {
      this.#current = await authority.issueServer();
      this.#signedBy = authority.current;
      this.#begins = clock.now();
    }
    if (!changed && !due) return;
    for (const server of this.#servers) server.setSecureContext(this.context);
    if (changed) for (const listener of this.#authorityListeners) listener();
    log.info({ expires: this.#current.expires, authority: this.#signedBy }, 'listener certificates changed');
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
