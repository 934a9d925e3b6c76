/** A new meter with its local page: a real secure-world emulator on sockets, a mock chain, and a browser's requests by hand. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { type LocalRouteName, localRoutes, timestamp, toJson, ZERO_BYTES32 } from '@evlock/protocol';
import { Emulator, MemoryStorage, nominalCalibration, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { LocalPage, type LocalPageModules } from '../../src/local-page/local-page.ts';
import type { Log } from '../../src/log.ts';
import { type MeterProfile, meterProfileSchema } from '../../src/profile.ts';
import { deployment as addresses } from '../support/village.ts';

export const deployment = deploymentFile(addresses);
export const LIMITS = {
  powerLimit: 1_440_000,
  mandateEnergyMax: '1000000',
  mandateMoneyMax: '1000000000',
  submitterFeeMax: '0',
};

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

interface Asked {
  /** One of the two of localhost. */
  readonly address?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export class LocalStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'evlock-local-page-'));
  readonly clock = new ManualClock();
  /** Every line that was logged, as JSON. */
  readonly logged: string[] = [];
  readonly passkey = SoftwarePasskey.generate();
  readonly chain = {
    enrolled: undefined as { suspended: boolean } | undefined,
    finalized: async () => ({ number: 7, hash: ZERO_BYTES32, time: timestamp(1_800_000_000) }),
    meter: async () => this.chain.enrolled as never,
    meterOfAccount: async () => undefined,
    registryNonce: async () => 0n,
  };
  page!: LocalPage;
  url!: string;
  #close: () => Promise<void> = async () => undefined;
  #token = '';

  get profile(): MeterProfile {
    const at = (name: string): string => join(this.folder, name);
    return meterProfileSchema.parse({
      dataFolder: at('data'),
      deviceLink: {
        url: 'wss://localhost:1',
        serverName: 'localhost',
        certificateFile: at('certificate.pem'),
        authorityFile: at('authority.pem'),
        privateKeyFile: at('tls-key.pem'),
      },
      gateway: { url: 'https://localhost:1', authorityFile: at('authority.pem') },
      secureWorld: { path: at('meter.sock') },
      chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: at('deployment.json') },
      localPage: {
        provisioningSocket: { path: at('console.sock') },
        settingsFile: at('settings.json'),
        enrolmentCodeFile: at('enrolment.code'),
        pagesFolder: at('pages'),
      },
      log: { level: 'silent' },
    });
  }

  async start(modules: LocalPageModules = {}): Promise<void> {
    await writeDeployment(join(this.folder, 'deployment.json'), deployment);
    const settings = { calibration: nominalCalibration(), limits: LIMITS };
    writeFileSync(join(this.folder, 'settings.json'), toJson(settings));
    mkdirSync(join(this.folder, 'data'));
    mkdirSync(join(this.folder, 'pages/meter'), { recursive: true });
    mkdirSync(join(this.folder, 'pages/assets'));
    writeFileSync(join(this.folder, 'pages/meter/index.html'), '<!doctype html><title>Meter</title>');
    writeFileSync(join(this.folder, 'pages/assets/page-1a.js'), 'export {};');
    const emulator = new Emulator(
      { serial: 'EVL-7' },
      { clock: this.clock, random: seededBytes(7), storage: new MemoryStorage() },
    );
    const paths = { path: join(this.folder, 'meter.sock'), consolePath: join(this.folder, 'console.sock') };
    const server = await serveEmulator(paths, emulator);
    this.page = new LocalPage(
      { profile: this.profile },
      { clock: this.clock, log: this.#log, random: seededBytes(1), chain: this.chain, ...modules },
    );
    const { localPage } = await this.page.start();
    this.url = localPage.url;
    this.#close = async () => {
      await this.page.stop();
      await server.close();
      rmSync(this.folder, { recursive: true });
    };
  }

  stop(): Promise<void> {
    return this.#close();
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** A request exactly as given: a browser would not let a page set these headers. */
  ask({ address = '127.0.0.1', method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answered> {
    const options = { host: address, port: Number(new URL(this.url).port), method, path };
    return new Promise((resolve, reject) => {
      const asked = request({ ...options, headers: { host: this.host, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => {
          const isJson = response.headers['content-type']?.startsWith('application/json');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson ? JSON.parse(text) : {},
          });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** As the page itself asks. */
  call(name: LocalRouteName, body?: object, headers: Record<string, string> = {}): Promise<Answered> {
    const { method, path } = localRoutes[name];
    const own = { origin: new URL(this.url).origin, 'sec-fetch-site': 'same-origin' };
    const json = method === 'POST' ? { 'content-type': 'application/json' } : {};
    const token = this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` };
    return this.ask({
      method,
      path,
      headers: { ...own, ...json, ...token, ...headers },
      ...(body && { body: toJson(body) }),
    });
  }

  async enter(): Promise<void> {
    const { body } = await this.call('session', { code: this.page.code });
    this.#token = String(body.token);
  }

  /** The file of this start: where the page is, and its code. */
  get pageFile(): { url: string; code: string } {
    return JSON.parse(readFileSync(join(this.folder, 'data/local-page.json'), 'utf8'));
  }

  get #log(): Log {
    const line = (...parts: unknown[]): void =>
      void this.logged.push(JSON.stringify(parts, (_key, value) => (value instanceof Error ? String(value) : value)));
    return { trace: line, debug: line, info: line, warn: line, error: line, fatal: line } as unknown as Log;
  }

  pass(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }
}
