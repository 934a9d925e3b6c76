/** What the console watches: meters, the parts of the gateway, disputes, audits. */
import type { ChainReader } from '@evlock/chain';
import {
  type AuditView,
  type Clock,
  type Dispute,
  type MeterHealth,
  type MeterStatus,
  type Operations,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { disputesOf, measureDatabase, metersOf, queueOf } from '../database/operator-views.ts';
import type { DeviceLink } from '../device-link/device-link.ts';
import type { Indexer } from '../indexer/indexer.ts';
import { VERSION } from '../installation/version.ts';
import type { Submitter } from '../submitter/submitter.ts';
import type { AuditDesk } from './audit-desk.ts';
import type { Health } from './health.ts';

export interface OperationsDeskModules {
  readonly database: Database;
  readonly chain: Pick<ChainReader, 'endpoints' | 'secondsWithoutBlock'>;
  readonly indexer: Pick<Indexer, 'block'>;
  readonly submitter: Pick<Submitter, 'account' | 'gas' | 'pending' | 'waiting'>;
  readonly deviceLink: Pick<DeviceLink, 'online' | 'status' | 'refusedConnections'>;
  /** When the certificates of the authority and the listeners end. */
  readonly certificates: { ends(): { readonly authority: Timestamp; readonly server: Timestamp } };
  readonly http: {
    refused(): { readonly connections: number; readonly requests: { code: string; count: number }[] };
  };
  readonly health: () => Promise<Health>;
  readonly audits: Pick<AuditDesk, 'list' | 'start'>;
  readonly clock: Clock;
}

/** Seconds for which a trade that did not go as agreed is listed. */
const DISPUTES_SECONDS = 30 * 86_400;
/** Transactions shown of the queue. */
const QUEUE_HEAD = 10;

export class OperationsDesk {
  readonly #modules: OperationsDeskModules;
  readonly #since: Timestamp;

  constructor(modules: OperationsDeskModules) {
    this.#modules = modules;
    this.#since = modules.clock.now();
  }

  async meters(): Promise<MeterHealth[]> {
    const { database, deviceLink } = this.#modules;
    const status = (key: MeterHealth['meterKey']): MeterStatus | null => deviceLink.status(key);
    const stored = await metersOf(database);
    return stored.map((meter) => ({
      ...meter,
      online: deviceLink.online(meter.meterKey),
      status: status(meter.meterKey),
    }));
  }

  disputes(): Promise<Dispute[]> {
    const { database, clock } = this.#modules;
    return disputesOf(database, timestamp(Math.max(0, clock.now() - DISPUTES_SECONDS)));
  }

  audits(): Promise<AuditView[]> {
    return this.#modules.audits.list();
  }

  startAudit(by: string): Promise<AuditView> {
    return this.#modules.audits.start(by);
  }

  async operations(): Promise<Operations> {
    const { chain, indexer, clock, health, http, deviceLink, certificates } = this.#modules;
    const { problems } = await health();
    const database = await this.#database();
    const submitter = await this.#submitter(database.ok);
    const endpoints = chain.endpoints().map(({ place, block, problem }) => ({ place, block, problem }));
    const finalized = Math.max(indexer.block(), ...endpoints.map(({ block }) => block ?? 0));
    const { authority, server } = certificates.ends();
    const { firstCertificateEnds, ...measured } = database;
    const refused = http.refused();
    return {
      time: clock.now(),
      version: VERSION,
      since: this.#since,
      problems,
      submitter,
      chain: {
        finalized,
        indexed: indexer.block(),
        secondsWithoutBlock: chain.secondsWithoutBlock(),
        endpoints,
      },
      database: measured,
      certificates: { authorityEnds: authority, serverEnds: server, firstDeviceEnds: firstCertificateEnds },
      abuse: {
        httpConnections: refused.connections,
        linkConnections: deviceLink.refusedConnections,
        requests: refused.requests,
      },
    };
  }

  async #database(): Promise<Operations['database'] & { readonly firstCertificateEnds: Timestamp | null }> {
    const { database, clock } = this.#modules;
    const begun = clock.monotonic();
    const measure = await measureDatabase(database).catch(() => undefined);
    const milliseconds = measure ? Math.round(clock.monotonic() - begun) : null;
    const firstCertificateEnds = measure?.firstCertificateEnds ?? null;
    return { ok: measure !== undefined, milliseconds, bytes: measure?.bytes ?? null, firstCertificateEnds };
  }

  async #submitter(databaseWorks: boolean): Promise<Operations['submitter']> {
    const { submitter, database } = this.#modules;
    const { address, balance, warnBelow, reserve } = submitter.account();
    return {
      account: address,
      balance: balance === null ? null : String(balance),
      warnBelow: String(warnBelow),
      reserve: String(reserve),
      state: submitter.gas,
      queued: submitter.pending(),
      waiting: submitter.waiting(),
      queue: databaseWorks ? await queueOf(database, address, QUEUE_HEAD) : [],
    };
  }
}
