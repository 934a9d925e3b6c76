/** A listener's certificate from files that are renewed by another program. */
import { constants } from 'node:crypto';
import { readSecretFile, readTextFile } from '@evlock/files';
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { ListenerCertificate, SecureContext, SecureServer } from './listener-certificate.ts';

/** PEM files of a certificate, its chain included, and of its key, 0600. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Milliseconds between two checks for renewed files. */
const LOOK_MS = milliseconds(60_000);

export class GivenCertificate implements ListenerCertificate {
  readonly #files: CertificateFiles;
  readonly #servers = new Set<SecureServer>();
  readonly #stopped = new AbortController();
  #context: SecureContext;

  private constructor(files: CertificateFiles, context: SecureContext) {
    this.#files = files;
    this.#context = context;
  }

  static async open(files: CertificateFiles, clock: Clock): Promise<GivenCertificate> {
    const given = new GivenCertificate(files, await contextOf(files));
    void given.#look(clock);
    return given;
  }

  get context(): SecureContext {
    return this.#context;
  }

  keepFresh(server: SecureServer): void {
    this.#servers.add(server);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #look(clock: Clock): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await clock.sleep(LOOK_MS, signal).catch(() => undefined);
      // One of the two may be written already and the other not: the next check finds both.
      const next = await contextOf(this.#files).catch(() => undefined);
      if (signal.aborted || !next || next.cert === this.#context.cert) continue;
      this.#context = next;
      for (const server of this.#servers) server.setSecureContext(next);
    }
  }
}

async function contextOf({ certificateFile, keyFile }: CertificateFiles): Promise<SecureContext> {
  const [cert, key] = [await readTextFile(certificateFile), await readSecretFile(keyFile)];
  if (!cert.includes('-----BEGIN CERTIFICATE-----')) {
    throw new EvlockError('PROFILE_INVALID', { file: certificateFile, problem: 'no certificate in PEM' });
  }
  return { key, cert, ca: '', minVersion: 'TLSv1.3', secureOptions: constants.SSL_OP_NO_TICKET };
}
