/**
 * A watchtower that listens: signed trades and cancels of anybody over HTTPS, kept in a folder and watched over. It shows a
 * certificate of its own, by files or by an authority that it makes in its folder at the first start.
 */
import { join } from 'node:path';
import type { Log as ChainLog, ChainReader, SignedSource } from '@evlock/chain';
import { type Bytes32, type Clock, type Deployment, type ErrorCode, EvlockError, type Part } from '@evlock/protocol';
import { CertificateAuthority } from './enrolment/certificate-authority.ts';
import { ServerCertificate } from './enrolment/server-certificate.ts';
import { AUTHORITY_FILE } from './installation/authority-file.ts';
import type { IntakeLimits } from './limits/intake-limits.ts';
import { type CertificateFiles, GivenCertificate } from './listeners/given-certificate.ts';
import type { ListenAddress } from './listeners/listen.ts';
import type { ListenerCertificate } from './listeners/listener-certificate.ts';
import { createLog } from './log.ts';
import { Admission } from './signed-intake/admission.ts';
import { IntakeServer } from './signed-intake/intake-server.ts';
import { WatchedItems, type WatchedLimits } from './signed-intake/watched-items.ts';

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

/** Where a listener that started is reached. */
export interface WatchtowerListenerReady {
  readonly port: number;
  /** The authority that callers have to trust; null where the certificate is a given one. */
  readonly authorityFile: string | null;
}

export class WatchtowerListener implements Part<WatchtowerListenerReady> {
  /** Resolves with the reason when the listener cannot go on. */
  readonly failed: Promise<EvlockError>;
  /** What is watched over. */
  readonly source: SignedSource;
  readonly #options: WatchtowerListenerOptions;
  readonly #modules: WatchtowerListenerModules;
  readonly #items: WatchedItems;
  readonly #stopped = new AbortController();
  /** Undone from the last to the first. */
  readonly #undo: (() => void | Promise<void>)[] = [];
  #fail: (error: EvlockError) => void;
  #problem: ErrorCode | null = null;
  #stopping: Promise<void> | undefined;

  constructor(items: WatchedItems, options: WatchtowerListenerOptions, modules: WatchtowerListenerModules) {
    this.#items = items;
    this.source = items;
    this.#options = options;
    this.#modules = modules;
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  /** Opens the listener. Throws `PORT_IN_USE`, `PROFILE_INVALID`, `FILE_UNUSABLE`, `SECRET_EXPOSED`. */
  async start(): Promise<WatchtowerListenerReady> {
    try {
      return await this.#start();
    } catch (error) {
      await this.stop();
      // What began while stopping.
      await this.#undoAll();
      throw error;
    }
  }

  /** Ends the listener; requests in progress are answered. */
  stop(): Promise<void> {
    this.#stopped.abort();
    this.#stopping ??= this.#undoAll();
    return this.#stopping;
  }

  /** An item has ended on chain. */
  over(id: Bytes32): Promise<void> {
    return this.#items.over(id);
  }

  /** What prevents submissions to the chain, shown in its health; null once one succeeded. */
  report(problem: ErrorCode | null): void {
    this.#problem = problem;
  }

  async #start(): Promise<WatchtowerListenerReady> {
    const { at, deployment, limits } = this.#options;
    const certificate = await openCertificate(this.#options, this.#modules.clock);
    this.#undo.push(() => certificate.stop());
    const { chainId, market } = deployment;
    const server = new IntakeServer(
      { at, ...(limits?.intake && { limits: limits.intake }) },
      {
        ...this.#modules,
        certificate: certificate.listener,
        admission: new Admission(deployment, { ...this.#modules, items: this.#items }),
        health: () => ({
          ...{ ok: this.#problem === null, chainId, market },
          ...{ watched: this.#items.count, problem: this.#problem },
        }),
        failed: this.#fail,
      },
    );
    this.#requireRunning();
    const port = await server.start();
    this.#undo.push(() => server.stop());
    this.#requireRunning();
    return { port, authorityFile: certificate.authorityFile };
  }

  #requireRunning(): void {
    if (this.#stopped.signal.aborted) throw new EvlockError('CANCELLED', { part: 'watchtower' });
  }

  async #undoAll(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}

/** A listener that is not yet started. Throws `FILE_UNUSABLE` where its folder cannot be read. */
export async function createWatchtowerListener(
  options: WatchtowerListenerOptions,
  modules: WatchtowerListenerModules,
): Promise<WatchtowerListener> {
  const { folder, deployment, limits } = options;
  const watched = { folder: join(folder, 'signed'), deployment, ...(limits?.watched && { limits: limits.watched }) };
  return new WatchtowerListener(await WatchedItems.open(watched, modules), options, modules);
}

interface OpenCertificate {
  readonly listener: ListenerCertificate;
  readonly authorityFile: string | null;
  stop(): void;
}

async function openCertificate(
  { folder, certificate, serverNames }: WatchtowerListenerOptions,
  clock: Clock,
): Promise<OpenCertificate> {
  if (certificate) {
    const given = await GivenCertificate.open(certificate, clock);
    return { listener: given, authorityFile: null, stop: () => given.stop() };
  }
  const authorityFile = join(folder, AUTHORITY_FILE);
  const place = { keyFolder: join(folder, 'keys'), certificateFile: authorityFile, serverNames };
  const authority = await CertificateAuthority.open(place, { clock });
  const made = await ServerCertificate.create({ authority, clock, log: createLog({ level: 'silent' }) });
  made.start();
  return { listener: made, authorityFile, stop: () => made.stop() };
}
