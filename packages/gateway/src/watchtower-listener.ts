/**
 * A watchtower that listens: signed trades and cancels of anybody over HTTPS, kept in a folder and watched over. It shows a
 * certificate of its own, by files or by an authority that it makes in its folder at the first start.
 */
import { constants } from 'node:crypto';
import { join } from 'node:path';
import type { Log as ChainLog, ChainReader, SignedSource } from '@evlock/chain';
import { readSecretFile, readTextFile } from '@evlock/files';
import { type Bytes32, type Clock, type Deployment, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';
import { CertificateAuthority } from './enrolment/certificate-authority.ts';
import { ServerCertificate } from './enrolment/server-certificate.ts';
import { AUTHORITY_FILE } from './installation/authority-file.ts';
import type { ListenAddress } from './listeners/listen.ts';
import type { ListenerCertificate, SecureContext, SecureServer } from './listeners/listener-certificate.ts';
import { createLog } from './log.ts';
import { Admission } from './signed-intake/admission.ts';
import { type IntakeLimits, IntakeServer } from './signed-intake/intake-server.ts';
import { WatchedItems, type WatchedLimits } from './signed-intake/watched-items.ts';

/** PEM files of a certificate, its chain included, and of its key, 0600. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface WatchtowerListenerOptions {
  readonly at: ListenAddress;
  /** Holds what is watched over, and the authority where no certificate is given. */
  readonly folder: string;
  readonly deployment: Deployment;
  /** Without it an authority is made. */
  readonly certificate?: CertificateFiles;
  /** Names and addresses of this machine, in the certificate that is made. */
  readonly serverNames: readonly string[];
  readonly limits?: { readonly intake?: IntakeLimits; readonly watched?: WatchedLimits };
}

export interface WatchtowerListenerModules {
  readonly reader: Pick<ChainReader, 'trade' | 'meter' | 'isNonceSpent'>;
  readonly clock: Clock;
  readonly log: ChainLog;
}

export interface WatchtowerListener {
  readonly port: number;
  /** What whoever brings signed data is to believe; undefined where the certificate is a given one. */
  readonly authorityFile: string | undefined;
  readonly source: SignedSource;
  /** An item has ended on chain. */
  over(id: Bytes32): Promise<void>;
  /** What kept something from being put on chain; null once something was. For its health. */
  report(problem: ErrorCode | null): void;
  stop(): Promise<void>;
}

/** Throws `PORT_IN_USE`, `PROFILE_INVALID`, `FILE_UNUSABLE`, `SECRET_EXPOSED`. */
export async function openWatchtowerListener(
  options: WatchtowerListenerOptions,
  modules: WatchtowerListenerModules,
): Promise<WatchtowerListener> {
  const { at, folder, deployment, limits } = options;
  const items = await WatchedItems.open(
    { folder: join(folder, 'signed'), deployment, ...(limits?.watched && { limits: limits.watched }) },
    modules,
  );
  const certificate = await openCertificate(options, modules.clock);
  let problem: ErrorCode | null = null;
  const { chainId, market } = deployment;
  const server = new IntakeServer(
    { at, ...(limits?.intake && { limits: limits.intake }) },
    {
      ...modules,
      certificate: certificate.listener,
      admission: new Admission(deployment, { ...modules, items }),
      health: () => ({ ok: problem === null, chainId, market, watched: items.count, problem }),
    },
  );
  const port = await server.start().catch((error: unknown) => {
    certificate.stop();
    throw error;
  });
  return {
    port,
    authorityFile: certificate.authorityFile,
    source: items,
    over: (id) => items.over(id),
    report: (code) => {
      problem = code;
    },
    stop: async () => {
      certificate.stop();
      await server.stop();
    },
  };
}

interface OpenCertificate {
  readonly listener: ListenerCertificate;
  readonly authorityFile: string | undefined;
  stop(): void;
}

async function openCertificate(
  { folder, certificate, serverNames }: WatchtowerListenerOptions,
  clock: Clock,
): Promise<OpenCertificate> {
  if (certificate) {
    const given = await GivenCertificate.open(certificate, clock);
    return { listener: given, authorityFile: undefined, stop: () => given.stop() };
  }
  const authorityFile = join(folder, AUTHORITY_FILE);
  const place = { keyFolder: join(folder, 'keys'), certificateFile: authorityFile, serverNames };
  const authority = await CertificateAuthority.open(place, { clock });
  const made = await ServerCertificate.create({ authority, clock, log: createLog({ level: 'silent' }) });
  made.start();
  return { listener: made, authorityFile, stop: () => made.stop() };
}

/** How soon new files are noticed, as whoever renews them writes them. */
const LOOK_MS = milliseconds(60_000);

class GivenCertificate implements ListenerCertificate {
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
      // One of the two may be written already and the other not: the next look finds both.
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
