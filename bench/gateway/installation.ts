/**
 * The system under test: one gateway in its own process, with its own chain and PostgreSQL, and meters enrolled through its API
 * and paired in trades. The trades are inserted into its database as opened: the chain plays no part in receiving receipts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { deploy, developmentAccount, networks, silentLog, startLocalChain, writeDeployment } from '@evlock/chain';
import type { gatewayProfileSchema } from '@evlock/gateway';
import { CertificateAuthority } from '@evlock/gateway/internal/certificates';
import { type Database, insertOffer, insertTrade, openDatabase } from '@evlock/gateway/internal/database';
import { HttpsClient } from '@evlock/https';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@evlock/postgres';
import {
  type Deployment,
  domainOf,
  energy,
  type Hex,
  Order,
  type Power,
  ppm,
  price,
  type Role,
  routes,
  type SignedOrder,
  signDigest,
  systemClock,
  timestamp,
  toJson,
  ZERO_BYTES32,
} from '@evlock/protocol';
import {
  enrolmentRequest,
  privateKeyPem,
  type SoftwareDevice,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import type { z } from 'zod';
import type { FleetMeter, FleetOptions } from './meter-fleet.ts';

const OPERATOR_TOKEN = 'operator-token-of-the-bench';
/** The whole fleet shares one address: the per-address limits are raised, the per-device limits are not. */
const MANY = 1_000_000;
const LIMITS = {
  http: { requestsPerMinute: MANY, publicRequestsPerMinute: MANY, callerRate: { perSecond: MANY, burst: MANY } },
  deviceLink: {
    connectionsPerAddress: 4096,
    unauthenticated: 4096,
    unauthenticatedPerAddress: 4096,
    connectionRate: { burst: 8192 },
  },
};
/** Concurrent enrolments. */
const AT_ONCE = 8;

export class Installation {
  readonly folder: string;
  readonly postgres: EmbeddedPostgres;
  readonly deployment: Deployment;
  readonly #stopChain: () => Promise<void>;
  #gateway: ChildProcess | undefined;
  #ports = { httpPort: 0, devicePort: 0 };

  private constructor(
    folder: string,
    parts: {
      readonly postgres: EmbeddedPostgres;
      readonly deployment: Deployment;
      readonly stopChain: () => Promise<void>;
    },
  ) {
    this.folder = folder;
    this.postgres = parts.postgres;
    this.deployment = parts.deployment;
    this.#stopChain = parts.stopChain;
  }

  static async start(options: { readonly nodeOptions?: readonly string[] } = {}): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-bench-'));
    const chain = await startLocalChain({ folder: join(folder, 'chain') });
    const { address, privateKey } = developmentAccount(0);
    const deployment = await deploy({
      url: chain.url,
      privateKey,
      network: networks.local,
      minimumLot: energy(1000n),
      minimumReputationLot: energy(1000n),
      roles: { admin: address, enroller: address, suspender: address, pauser: address },
    });
    const postgres = await startEmbeddedPostgres(
      { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') },
      { clock: systemClock, log: silentLog },
    );
    const installation = new Installation(folder, { postgres, deployment, stopChain: () => chain.stop() });
    await installation.#startGateway(chain.url, options.nodeOptions ?? []);
    return installation;
  }

  get gatewayPid(): number {
    return this.#gateway?.pid ?? 0;
  }

  /** PostgreSQL's parent process. */
  async postgresPid(): Promise<number> {
    const text = await readFile(join(this.folder, 'data', 'postgres', 'data', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  }

  async authority(): Promise<string> {
    return await readFile(join(this.folder, 'data', 'authority.pem'), 'utf8');
  }

  /** A certificate like the gateway's, for another server the fleet connects to. */
  async serverIdentity(): Promise<{ readonly cert: string; readonly key: string; readonly ca: string }> {
    const certificateFile = join(this.folder, 'data', 'authority.pem');
    const authority = await CertificateAuthority.open(
      { keyFolder: join(this.folder, 'keys'), certificateFile, serverNames: [] },
      { clock: systemClock },
    );
    const { certificate, privateKey } = await authority.issueServer();
    return { cert: certificate, key: privateKey, ca: authority.certificate };
  }

  /** Enrols this many meters, and opens a trade for each pair. */
  async fleet(count: number): Promise<FleetOptions> {
    const authority = await this.authority();
    const client = new HttpsClient({ url: `https://localhost:${this.#ports.httpPort}`, authority });
    const domain = domainOf(this.deployment);
    const devices = await Promise.all(
      Array.from({ length: count }, (_, index) => softwareDevice(`fleet ${index}`, domain)),
    );
    const enrolled: Enrolled[] = [];
    for (let from = 0; from < devices.length; from += AT_ONCE) {
      const some = devices.slice(from, from + AT_ONCE);
      enrolled.push(
        ...(await Promise.all(some.map(async (device) => ({ device, certificate: await enrol(client, device) })))),
      );
    }
    const database = await openDatabase({ url: this.postgres.url }, { log: silentLog });
    await database.query(`UPDATE device SET state = 'enrolled'`);
    const meters: FleetMeter[] = [];
    for (let index = 0; index < enrolled.length; index += 2) {
      const [seller, buyer] = enrolled.slice(index, index + 2);
      if (seller === undefined || buyer === undefined) break;
      const tradeId = await openTrade(database, seller.device, buyer.device);
      meters.push(await meterOf(seller, tradeId, 'seller'), await meterOf(buyer, tradeId, 'buyer'));
    }
    await database.close();
    client.close();
    return { port: this.#ports.devicePort, authority, domain, meters };
  }

  /** Bytes PostgreSQL stores per receipt, indexes included. */
  async bytesOfReceipt(): Promise<number> {
    const database = await openDatabase({ url: this.postgres.url }, { log: silentLog });
    const [row] = await database.query<{ bytes: bigint; count: bigint }>(
      `SELECT pg_total_relation_size('receipts') AS bytes, count(*) AS count FROM receipts`,
    );
    await database.close();
    return Math.round(Number(row?.bytes) / Number(row?.count));
  }

  /** Stops the gateway, keeping the database. */
  async stopGateway(): Promise<void> {
    const gateway = this.#gateway;
    this.#gateway = undefined;
    if (gateway === undefined) return;
    const ended = once(gateway, 'exit');
    gateway.kill('SIGTERM');
    await ended;
  }

  async stop(): Promise<void> {
    await this.stopGateway();
    await this.postgres.stop();
    await this.#stopChain();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #startGateway(chainUrl: string, nodeOptions: readonly string[]): Promise<void> {
    const keys = join(this.folder, 'keys');
    await mkdir(keys, { recursive: true, mode: 0o700 });
    await writeFile(join(keys, 'submitter.key'), developmentAccount(1).privateKey, { mode: 0o600 });
    await writeFile(join(keys, 'operator.token'), OPERATOR_TOKEN, { mode: 0o600 });
    await writeDeployment(join(this.folder, 'deployment.json'), deploymentFile(this.deployment));
    const profile: z.input<typeof gatewayProfileSchema> = {
      ...{ dataFolder: join(this.folder, 'data'), keyFolder: keys, http: { port: 0 }, deviceLink: { port: 0 } },
      database: { embedded: true },
      chain: { endpoints: [chainUrl], deploymentFile: join(this.folder, 'deployment.json') },
      submitterKeyFile: join(keys, 'submitter.key'),
      operatorTokenFile: join(keys, 'operator.token'),
      development: true,
      limits: LIMITS,
      log: { level: 'info', file: join(this.folder, 'gateway.log') },
    };
    const file = join(this.folder, 'profile.json');
    await writeFile(file, JSON.stringify(profile));
    const main = fileURLToPath(import.meta.resolve('@evlock/gateway/main'));
    const env = { ...process.env, DATABASE_URL: this.postgres.url };
    const gateway = spawn(process.execPath, [...nodeOptions, main, '--profile', file], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#gateway = gateway;
    const [line] = await Promise.race([
      once(createInterface({ input: gateway.stdout }), 'line'),
      once(gateway, 'exit').then(([code]) => Promise.reject(new Error(`the gateway ended with ${code}`))),
    ]);
    const { httpPort, devicePort } = JSON.parse(line as string);
    this.#ports = { httpPort, devicePort };
  }
}

interface Enrolled {
  readonly device: SoftwareDevice;
  /** PEM. */
  readonly certificate: string;
}

const meterOf = async ({ device, certificate }: Enrolled, tradeId: Hex, role: Role): Promise<FleetMeter> => ({
  ...device.principal,
  privateKey: device.keys.meter,
  certificate,
  tlsKey: await privateKeyPem(device.tls),
  tradeId,
  role,
});

/** The device's certificate, for a code the operator creates. */
async function enrol(client: HttpsClient, device: SoftwareDevice): Promise<string> {
  const { deviceId } = device.principal;
  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const all = { 'content-type': 'application/json', ...headers };
    const { status, text } = await client.exchange({ method: 'POST', path, headers: all, body: toJson(body) });
    if (status !== 200) throw new Error(`not enrolled: ${text}`);
    return JSON.parse(text);
  };
  const authorization = `Bearer ${OPERATOR_TOKEN}`;
  const { code } = await post(routes.createEnrolmentCode.path, { deviceId }, { authorization });
  const { certificate } = await post(routes.enrol.path, await enrolmentRequest(device, code));
  return certificate;
}

/** Duration of the bench's trades in seconds: longer than any run. */
const LASTS = 7200;

async function openTrade(database: Database, seller: SoftwareDevice, buyer: SoftwareDevice): Promise<Hex> {
  const now = systemClock.now();
  const [start, end] = [timestamp(now), timestamp(now + LASTS)];
  const terms = {
    ...{ energy: energy(1_000_000n), minEnergy: energy(1000n), power: 2_000_000 as Power, price: price(120_000n) },
    ...{ start, end, openBefore: start, lossBandPpm: ppm(20_000), minReputation: 0, nonce: 1 },
    minSensorClass: 'normal-world',
  } as const;
  const signed = (order: Order, { keys, domain }: SoftwareDevice): SignedOrder => ({
    order,
    signature: signDigest(Order.digest(domain, order), Buffer.from(keys.meter.slice(2), 'hex')),
  });
  const { account, meterKey } = seller.principal;
  const offer = signed({ side: 'offer', account, meterKey, counterOrder: ZERO_BYTES32, ...terms }, seller);
  const offerHash = Order.digest(seller.domain, offer.order);
  const bid = signed({ ...offer.order, ...buyer.principal, side: 'bid', counterOrder: offerHash } as Order, buyer);
  const id = Order.digest(buyer.domain, bid.order);
  await insertOffer(database, offerHash, offer, now);
  const trade = { id, offerHash, buyer: bid.order, seller: offer.order, ...terms };
  await insertTrade(database, trade, { bid, offer }, now);
  await database.query(`UPDATE trades SET state = 'open' WHERE state = 'signed'`);
  return id;
}
