/** The gateway: its rooms wired together, started in order and stopped in the opposite one. */
import { join } from 'node:path';
import { ChainReader, EndpointSet, readDeployment } from '@evlock/chain';
import { readKeyFile, readSecretFile, requirePrivateFolder } from '@evlock/files';
import { startEmbeddedPostgres } from '@evlock/postgres';
import {
  type Clock,
  type DeploymentFile,
  deploymentFingerprint,
  domainOf,
  EvlockError,
  type Hex,
  type MarketInfo,
  type Part,
  systemClock,
} from '@evlock/protocol';
import { type Database, openDatabase } from './database/database.ts';
import { DatabaseLock } from './database/database-lock.ts';
import { DeviceCertificates } from './database/device-certificates.ts';
import { Devices } from './database/devices.ts';
import { AuditRuns, OperatorRecord } from './database/operator-record.ts';
import { Operators } from './database/operators.ts';
import { DeviceLink } from './device-link/device-link.ts';
import { CertificateAuthority } from './enrolment/certificate-authority.ts';
import { Enrolment } from './enrolment/enrolment.ts';
import { ServerCertificate } from './enrolment/server-certificate.ts';
import { HttpApi } from './http/http-api.ts';
import { OperatorSessions } from './http/operator-sessions.ts';
import { Sessions } from './http/sessions.ts';
import { Indexer } from './indexer/indexer.ts';
import { AUTHORITY_FILE } from './installation/authority-file.ts';
import { createLog, type Log } from './log.ts';
import { EventBus } from './market/event-bus.ts';
import { createMarket } from './market/market.ts';
import { AuditDesk, auditOf } from './operations/audit-desk.ts';
import { createHealth } from './operations/health.ts';
import { OperationsDesk } from './operations/operations-desk.ts';
import type { GatewayProfile } from './profile.ts';
import { StandingTrader } from './standing/standing-trader.ts';
import { createSubmitter, type Submitter, type SubmitterOptions } from './submitter/submitter.ts';
import { Watchtower } from './watchtower/watchtower.ts';

export interface GatewayModules {
  readonly clock?: Clock;
  /** Default: by the profile. */
  readonly log?: Log;
  /** The environment's `DATABASE_URL`; overrides the profile's database. */
  readonly databaseUrl?: string | undefined;
}

const MIN_OPERATOR_TOKEN = 16;
/** Seconds. */
const DAY = 86_400;

interface Secrets {
  readonly submitterKey: Hex;
  readonly operatorToken: string;
}

async function readSecrets(profile: GatewayProfile): Promise<Secrets> {
  await requirePrivateFolder(profile.keyFolder);
  const submitterKey = await readKeyFile(profile.submitterKeyFile, 'submitterKeyFile');
  const operatorToken = await readSecretFile(profile.operatorTokenFile);
  if (operatorToken.length < MIN_OPERATOR_TOKEN) {
    throw new EvlockError('PROFILE_INVALID', { field: 'operatorTokenFile', problem: 'shorter than 16 characters' });
  }
  return { submitterKey, operatorToken };
}

interface Stoppable {
  stop(): Promise<void> | void;
}

/** Where a gateway that started is reached. */
export interface GatewayReady {
  /** Port of the owners' and the operator's HTTPS API. */
  readonly httpPort: number;
  /** Port of the meters' device link. */
  readonly devicePort: number;
}

export class Gateway implements Part<GatewayReady> {
  /** Resolves with the reason when a component that the gateway needs ended unexpectedly. */
  readonly failed: Promise<EvlockError>;
  readonly #profile: GatewayProfile;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #databaseUrl: string | undefined;
  /** Components to stop, newest last. */
  readonly #started: Stoppable[] = [];
  #fail: (error: EvlockError) => void = () => {};
  #stopping: Promise<void> | undefined;

  constructor(profile: GatewayProfile, modules: GatewayModules) {
    this.#profile = profile;
    this.#clock = modules.clock ?? systemClock;
    this.#log = modules.log ?? createLog(profile.log);
    this.#databaseUrl = modules.databaseUrl ?? process.env.DATABASE_URL;
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
  }

  /**
   * Opens everything. Throws `PROFILE_INVALID`, `SECRET_EXPOSED`, `DEPLOYMENT_MISSING`, `NOT_DEPLOYED`, `PORT_IN_USE`, `ALREADY_RUNNING`,
   * `DATABASE_UNREACHABLE`, `DATABASE_IN_USE`, `DATABASE_NEWER`, `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`; nothing is left running then.
   */
  async start(): Promise<GatewayReady> {
    try {
      return await this.#start();
    } catch (error) {
      await this.stop();
      // What began while stopping.
      await this.#stop();
      throw error;
    }
  }

  /** Stops in order: inputs first, storage last. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #start(): Promise<GatewayReady> {
    const secrets = await readSecrets(this.#profile);
    const deployment = await readDeployment(this.#profile.chain.deploymentFile);
    const { authority, certificate } = await this.#openCertificates();
    const { database, databaseUrl } = await this.#openDatabase();
    const { endpoints: urls, batchSize } = this.#profile.chain;
    const { chainId } = deployment;
    const endpoints = new EndpointSet({ endpoints: urls, chainId, ...(batchSize && { batchSize }) }, this.#parts);
    const chain = new ChainReader({ endpoints, deployment }, this.#parts);
    const marketInfo = await this.#marketInfo(deployment, chain);
    const submitter = await this.#startSubmitter({ deployment, endpoints, privateKey: secrets.submitterKey }, database);
    const events = new EventBus();
    const devices = new Devices({ database });
    const { development } = this.#profile;
    const certificates = new DeviceCertificates({ database });
    const enrolment = new Enrolment(
      { deployment, development },
      { devices, certificates, authority, chain, ...this.#parts },
    );
    const { limits } = this.#profile;
    const link = { ...this.#profile.deviceLink, marketInfo, limits: limits.deviceLink };
    const deviceLink = new DeviceLink(link, { certificate, enrolment, events, ...this.#parts });
    const market = createMarket(marketInfo, {
      ...{ database, chain, submitter, meters: deviceLink, events },
      ...this.#parts,
    });
    this.#keep({ stop: () => market.courier.close() });
    const indexer = new Indexer({ deployment }, { database, chain, listener: market.chainNews, ...this.#parts });
    const watched = { database, chain, submitter, opening: market.opening, ...this.#parts };
    const watchtower = new Watchtower(this.#profile.watchtower, watched);
    await this.#begin(indexer, () => indexer.start());
    await this.#begin(watchtower, () => watchtower.start());
    await this.#begin(deviceLink, () => deviceLink.start(market));
    const standing = new StandingTrader({ database, meters: deviceLink, market, ...this.#parts });
    await this.#begin(standing, () => standing.start());
    const sessions = new Sessions({ domain: domainOf(deployment), ...deployment }, { devices, clock: this.#clock });
    const health = createHealth({
      ...{ database, chain, indexer, submitter, deviceLink, clock: this.#clock },
      http: { load: () => http.load },
    });
    const record = new OperatorRecord({ database });
    const operators = new OperatorSessions(deployment, {
      operators: new Operators({ database }),
      record,
      clock: this.#clock,
    });
    const audits = new AuditDesk({
      runs: new AuditRuns({ database }),
      audit: auditOf({ databaseUrl, deployment, endpoints: urls }, this.#parts),
      ...this.#parts,
    });
    const operations = new OperationsDesk({
      ...{ database, chain, indexer, submitter, deviceLink, health, audits, clock: this.#clock },
      certificates: certificate,
      http: { refused: () => http.refused },
    });
    const http = new HttpApi(
      { ...this.#profile.http, operatorToken: secrets.operatorToken, limits: limits.http },
      {
        ...{ market, enrolment, sessions, operators, record, operations, marketInfo, health, certificate, events },
        ...this.#parts,
      },
    );
    await this.#begin(http, () => http.start());
    const ready = { httpPort: http.port, devicePort: deviceLink.port };
    this.#log.info({ ...ready, deployment: deploymentFingerprint(deployment) }, 'gateway ready');
    return ready;
  }

  get #parts(): { readonly clock: Clock; readonly log: Log } {
    return { clock: this.#clock, log: this.#log };
  }

  /** Starts a component, and registers it to be stopped. */
  async #begin(part: Stoppable, start: () => Promise<void> | void): Promise<void> {
    this.#keep(part);
    await start();
  }

  #keep(part: Stoppable): void {
    this.#started.push(part);
    if (this.#stopping) throw new EvlockError('CANCELLED', { part: 'gateway' });
  }

  async #openCertificates(): Promise<{ authority: CertificateAuthority; certificate: ServerCertificate }> {
    const { keyFolder, dataFolder, serverNames, certificates } = this.#profile;
    const validity = { server: certificates.serverDays * DAY, device: certificates.deviceDays * DAY };
    const authority = await CertificateAuthority.open(
      { keyFolder, certificateFile: join(dataFolder, AUTHORITY_FILE), serverNames, validity },
      this.#parts,
    );
    const certificate = await ServerCertificate.create({ authority, ...this.#parts });
    await this.#begin(certificate, () => certificate.start());
    return { authority, certificate };
  }

  async #openDatabase(): Promise<{ database: Database; databaseUrl: string }> {
    const url = await this.#databaseAddress();
    // Before anything is changed there: the other one may be of an older version.
    const lock = await DatabaseLock.take({ url }, this.#parts);
    this.#keep({ stop: () => lock.release() });
    void lock.lost.then((error) => this.#fail(error));
    const database = await openDatabase({ url }, this.#parts);
    this.#keep({ stop: () => database.close() });
    return { database, databaseUrl: url };
  }

  async #databaseAddress(): Promise<string> {
    if (this.#databaseUrl !== undefined) return this.#databaseUrl;
    const { database, dataFolder, keyFolder } = this.#profile;
    if ('url' in database) return database.url;
    const postgres = await startEmbeddedPostgres({ folder: dataFolder, keyFolder }, this.#parts);
    this.#keep(postgres);
    void postgres.ended.then(() => {
      if (!this.#stopping) this.#fail(new EvlockError('DATABASE_UNREACHABLE', { problem: 'PostgreSQL ended' }));
    });
    return postgres.url;
  }

  async #startSubmitter(
    options: Pick<SubmitterOptions, 'deployment' | 'endpoints' | 'privateKey'>,
    database: Database,
  ): Promise<Submitter> {
    const { gas: limits } = this.#profile.limits;
    const submitter = createSubmitter({ ...options, limits }, { database, ...this.#parts });
    await this.#begin(submitter, () => submitter.start());
    return submitter;
  }

  async #marketInfo(deployment: DeploymentFile, chain: ChainReader): Promise<MarketInfo> {
    const { minimumLot, tokenSymbol, tokenDecimals } = await chain.marketTerms();
    const terms = { minimumLot, tokenSymbol, tokenDecimals };
    for (const field of ['minimumLot', 'tokenSymbol', 'tokenDecimals'] as const) {
      const [file, onChain] = [String(deployment[field]), String(terms[field])];
      if (file !== onChain) throw new EvlockError('CHAIN_WRONG_NETWORK', { field, file, chain: onChain });
    }
    return { ...deployment, development: this.#profile.development };
  }

  async #stop(): Promise<void> {
    for (const part of this.#started.splice(0).reverse()) {
      await (async () => part.stop())().catch((error: unknown) =>
        this.#log.error({ error }, 'a component did not stop cleanly'),
      );
    }
  }
}

/**
 * A gateway that is not yet started.
 *
 * @example
 * const gateway = createGateway(await readGatewayProfile('gateway.json'));
 * const { httpPort } = await gateway.start();
 */
export function createGateway(profile: GatewayProfile, modules: GatewayModules = {}): Gateway {
  return new Gateway(profile, modules);
}
