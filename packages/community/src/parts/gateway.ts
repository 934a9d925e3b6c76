/** A community's gateway: its process and profile, how the others find it, and its operator. */
import { join } from 'node:path';
import { replaceFile } from '@evlock/files';
import { Operator } from '@evlock/owner';
import { openApi } from '@evlock/owner/node';
import { EvlockError, toJson } from '@evlock/protocol';
import { ensureToken } from '../folder/keys.ts';
import type { Layout } from '../folder/layout.ts';
import { entries, type GatewayAddress } from './entries.ts';
import { ManagedProcess } from './process.ts';
import { started } from './started.ts';

export interface CommunityGatewayOptions {
  readonly layout: Layout;
  /** RPC endpoints; read once the chain has started, and whenever the profile is written. */
  readonly endpoints: () => Promise<readonly string[]>;
  /** Inserts a proxy in front of the gateway: given its port, returns the port to use instead. */
  readonly tap?: ((port: number, link: 'http' | 'device') => Promise<number>) | undefined;
  /** Profile overrides. */
  readonly profile?: Readonly<Record<string, unknown>> | undefined;
}

export class CommunityGateway {
  readonly process: ManagedProcess;
  readonly #options: CommunityGatewayOptions;
  #address: GatewayAddress | undefined;
  /** The ports the gateway itself listens on. */
  #ports: { readonly http: number; readonly device: number } | undefined;
  #operator: Operator | undefined;

  constructor(options: CommunityGatewayOptions) {
    this.#options = options;
    const { layout } = options;
    this.process = new ManagedProcess({
      name: 'gateway',
      entry: entries.gateway,
      args: ['--profile', this.#profileFile],
      logFile: layout.log('gateway'),
      endWithin: 20_000,
    });
  }

  get address(): GatewayAddress {
    return started(this.#address);
  }

  /** Undefined until it was up for the first time. */
  get isUp(): boolean | undefined {
    return this.#address && this.process.running;
  }

  get operator(): Operator {
    return started(this.#operator);
  }

  get #profileFile(): string {
    return join(this.#options.layout.gateway, 'profile.json');
  }

  /** Creates the operator's token and the process's profile. */
  async prepare(): Promise<void> {
    await ensureToken(this.#tokenFile);
    await this.#writeProfile();
  }

  /** Starts the process. The first start picks free ports; later ones reuse them, so that running meters find it. */
  async launch(): Promise<void> {
    const { httpPort, devicePort } = await this.process.start();
    if (typeof httpPort !== 'number' || typeof devicePort !== 'number') throw new EvlockError('INTERNAL');
    if (this.#ports) return;
    this.#ports = { http: httpPort, device: devicePort };
    await this.#writeProfile();
    const { layout, tap = async (port) => port } = this.#options;
    this.#address = {
      url: `https://localhost:${await tap(httpPort, 'http')}`,
      devicePort: await tap(devicePort, 'device'),
      authorityFile: join(layout.gateway, 'authority.pem'),
    };
  }

  /** The operator's connection, using the token from `prepare`. */
  async openOperator(): Promise<void> {
    const token = await ensureToken(this.#tokenFile);
    this.#operator = new Operator({ token }, { api: await openApi(this.address) });
  }

  get #tokenFile(): string {
    return this.#options.layout.key('operator.token');
  }

  async #writeProfile(): Promise<void> {
    const { layout, endpoints } = this.#options;
    const profile = {
      dataFolder: layout.gateway,
      keyFolder: layout.keys,
      http: { port: this.#ports?.http ?? 0 },
      deviceLink: { port: this.#ports?.device ?? 0 },
      database: { embedded: true },
      chain: { endpoints: [...new Set(await endpoints())], deploymentFile: layout.deploymentFile },
      submitterKeyFile: layout.key('submitter.key'),
      operatorTokenFile: this.#tokenFile,
      development: true,
      ...this.#options.profile,
    };
    await replaceFile(this.#profileFile, toJson(profile, 2), 0o600);
  }
}
