/** The gateway's two listeners on a real database, with mock market and chain behind them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@evlock/postgres';
import {
  type Clock,
  deviceIdHash,
  type Energy,
  type Hex,
  type MarketInfo,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { DOMAIN, ORIGIN, RP_ID, type SoftwareDevice } from '@evlock/testing/gateway/software-device';
import { type Mock, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { DeviceCertificates } from '../../src/database/device-certificates.ts';
import { Devices } from '../../src/database/devices.ts';
import { OperatorRecord } from '../../src/database/operator-record.ts';
import { Operators } from '../../src/database/operators.ts';
import { DeviceLink } from '../../src/device-link/device-link.ts';
import { CertificateAuthority } from '../../src/enrolment/certificate-authority.ts';
import { Enrolment } from '../../src/enrolment/enrolment.ts';
import { ServerCertificate } from '../../src/enrolment/server-certificate.ts';
import { HttpApi } from '../../src/http/http-api.ts';
import { OperatorSessions } from '../../src/http/operator-sessions.ts';
import { Sessions } from '../../src/http/sessions.ts';
import type { DeviceLinkLimits } from '../../src/limits/device-link-limits.ts';
import type { HttpLimits } from '../../src/limits/http-limits.ts';
import { createLog } from '../../src/log.ts';
import { EventBus } from '../../src/market/event-bus.ts';
import type { Market } from '../../src/market/market.ts';

export const OPERATOR_TOKEN = 'operator-token-of-the-test';

export const marketInfo: MarketInfo = {
  format: 'evlock-deployment-1',
  network: 'local',
  chainId: DOMAIN.chainId,
  market: DOMAIN.market,
  registry: `0x${'cd'.repeat(20)}`,
  batches: `0x${'ce'.repeat(20)}`,
  token: `0x${'ef'.repeat(20)}`,
  block: 0,
  tokenSymbol: 'TEST',
  tokenDecimals: 6,
  minimumLot: 1000n as Energy,
  rpId: RP_ID,
  origins: [ORIGIN],
  attestationKeys: [],
  development: false,
};

/** A clock whose date can be moved, and whose elapsed time can be frozen. */
export interface MovableClock extends Clock {
  offset: number;
  held?: ReturnType<Clock['monotonic']>;
}
export const movableClock = (): MovableClock => {
  const clock: MovableClock = {
    ...systemClock,
    offset: 0,
    now: () => (systemClock.now() + clock.offset) as Timestamp,
    monotonic: () => clock.held ?? systemClock.monotonic(),
  };
  return clock;
};

/** A market that agrees to everything and counts. */
const mockMarket = () => ({
  orders: { place: vi.fn(), buy: vi.fn() },
  offers: { list: vi.fn(async () => ({ offers: [], next: null })), find: vi.fn() },
  cancels: {
    cancelOrder: vi.fn(async () => ({ transaction: `0x${'11'.repeat(32)}` as Hex })),
    revokeMandate: vi.fn(async () => ({ transaction: null })),
  },
  trades: { list: vi.fn(async () => []), find: vi.fn(), stop: vi.fn(async () => {}) },
  accounts: { view: vi.fn(), withdraw: vi.fn(async () => ({ transaction: `0x${'11'.repeat(32)}` as Hex })) },
  replacements: {
    view: vi.fn(),
    request: vi.fn(async () => ({ transaction: `0x${'11'.repeat(32)}` as Hex })),
    finish: vi.fn(async () => ({ transaction: `0x${'11'.repeat(32)}` as Hex })),
  },
  passkeys: { list: vi.fn(), bind: vi.fn(), remove: vi.fn() },
  faults: { list: vi.fn(async () => []), report: vi.fn(async () => {}) },
  community: { view: vi.fn() },
  meters: {
    openTrades: vi.fn(async () => []),
    latestSigned: vi.fn(async () => ({ reading: null, order: null, receipts: [] })),
    resend: vi.fn(async () => {}),
  },
  receipts: { receive: vi.fn(async () => {}) },
  readings: { receive: vi.fn(async () => {}) },
});
const mockOperations = () => ({
  meters: vi.fn(async () => []),
  operations: vi.fn(),
  disputes: vi.fn(async () => []),
  audits: vi.fn(async () => []),
  startAudit: vi.fn(),
});
export type MockMarket = ReturnType<typeof mockMarket>;
/** Each of its functions, by the name of its desk and its own. */
export const mocksOf = (market: MockMarket): [string, Mock][] =>
  Object.entries(market).flatMap(([desk, mocks]) =>
    Object.entries<Mock>(mocks).map(([name, mock]): [string, Mock] => [`${desk}.${name}`, mock]),
  );

export interface EdgeOptions {
  readonly policy?: { readonly development?: boolean; readonly attestationKeys?: Hex[] };
  readonly link?: Partial<DeviceLinkLimits>;
  readonly http?: Partial<HttpLimits>;
}

export type Edge = Awaited<ReturnType<typeof startEdge>>;

/** Database first, so that several edges in one test file can share it. */
export async function startDatabase(): Promise<{ database: Database; folder: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-edge-'));
  const log = createLog({ level: 'silent' });
  const postgres = await startEmbeddedPostgres(
    { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') },
    { clock: systemClock, log },
  );
  const database = await openDatabase({ url: postgres.url }, { log });
  return {
    database,
    folder,
    stop: async () => {
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startEdge(base: { database: Database; folder: string }, options: EdgeOptions = {}) {
  const { database } = base;
  const clock = movableClock();
  const log = createLog({ level: 'info', file: join(base.folder, 'gateway.log') });
  const devices = new Devices({ database });
  const authority = await CertificateAuthority.open(
    { keyFolder: join(base.folder, 'keys'), certificateFile: join(base.folder, 'authority.pem'), serverNames: [] },
    { clock },
  );
  const certificate = await ServerCertificate.create({ authority, clock, log });
  const enrolledOnChain = new Set<SoftwareDevice>();
  const chain = {
    meter: async (meterKey: Hex) => {
      const device = [...enrolledOnChain].find(({ principal }) => principal.meterKey === meterKey);
      if (!device) return undefined;
      const { account, deviceId } = device.principal;
      const standing = { active: true, status: 'active', suspended: false, sensorClass: 'normal-world' } as const;
      return { account, deviceIdHash: deviceIdHash(deviceId), ...standing };
    },
  };
  const { development = true, attestationKeys = [] } = options.policy ?? {};
  const certificates = new DeviceCertificates({ database });
  const enrolment = new Enrolment(
    { deployment: { ...marketInfo, attestationKeys }, development },
    { devices, certificates, authority, chain, clock, log },
  );
  const events = new EventBus();
  const market = mockMarket();
  const at = { host: '127.0.0.1', port: 0 };
  const link = new DeviceLink(
    { ...at, marketInfo, limits: options.link ?? {} },
    { certificate, enrolment, events, clock, log },
  );
  const sessions = new Sessions({ domain: DOMAIN, rpId: RP_ID, origins: [ORIGIN] }, { devices, clock });
  const health = async () => ({
    ok: true,
    version: 'test',
    database: true,
    chain: true,
    block: 1,
    meters: link.count,
    queued: 0,
    gas: 'enough' as const,
    connections: link.connections,
    streams: 0,
    problems: [],
  });
  const record = new OperatorRecord({ database });
  const operators = new OperatorSessions(marketInfo, { operators: new Operators({ database }), record, clock });
  const operations = mockOperations();
  const http = new HttpApi(
    { ...at, operatorToken: OPERATOR_TOKEN, limits: options.http ?? {} },
    {
      market: market as unknown as Market,
      enrolment,
      sessions,
      operators,
      record,
      operations,
      marketInfo,
      health,
      certificate,
      events,
      clock,
      log,
    },
  );
  await link.start(market as unknown as Market);
  await http.start();
  return {
    clock,
    devices,
    certificates,
    authority,
    certificate,
    enrolment,
    enrolledOnChain,
    events,
    market,
    link,
    sessions,
    operators,
    record,
    operations,
    http,
    log,
    stop: async () => {
      await http.stop();
      await link.stop();
    },
  };
}
