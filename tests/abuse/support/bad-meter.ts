/** Mallory as an enrolled meter: a bare WebSocket with her meter's certificate. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { GatewayAddress, Household } from '@evlock/community';
import { DEVICE_LINK_VERSION, type MeterStatus, toJson } from '@evlock/protocol';
import { type ClientOptions, WebSocket } from 'ws';
import { MALLORYS_ADDRESS } from './stranger.ts';

const IDLE: Omit<MeterStatus, 'import' | 'export'> & { import: string; export: string } = {
  state: 'idle',
  relayClosed: false,
  tradeId: null,
  import: '0',
  export: '0',
  power: 0,
  voltage: 48_000,
  fault: null,
};

export const statusFrame = (id: number): string => toJson({ id, method: 'status', body: IDLE });

interface DeviceTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export class BadMeter {
  readonly #household: Household;
  readonly #gateway: GatewayAddress;
  readonly #tls: DeviceTls;

  private constructor(household: Household, gateway: GatewayAddress, tls: DeviceTls) {
    this.#household = household;
    this.#gateway = gateway;
    this.#tls = tls;
  }

  /** Stops this household's honest meter and takes its certificate. */
  static async of(household: Household, gateway: GatewayAddress): Promise<BadMeter> {
    await household.meter.stop();
    const { folder, keys } = household.layout;
    const files = [gateway.authorityFile, join(folder, 'certificate.pem'), join(keys, 'tls-key.pem')];
    const [ca = '', cert = '', key = ''] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return new BadMeter(household, gateway, { ca, cert, key });
  }

  /** A connection after its hello, or the gateway's refusal of it. */
  async connect(): Promise<WebSocket | string> {
    const options: ClientOptions & ConnectionOptions = {
      ...this.#tls,
      servername: 'localhost',
      localAddress: MALLORYS_ADDRESS,
      perMessageDeflate: true,
    };
    const socket = new WebSocket(`wss://127.0.0.1:${this.#gateway.devicePort}`, options);
    socket.on('error', () => undefined);
    const refused = new Promise<string>((resolve) => {
      socket.once('unexpected-response', (_request, response) => {
        resolve(`refused ${response.statusCode}`);
        socket.terminate();
      });
      socket.once('close', () => resolve('closed'));
    });
    const opened = await Promise.race([once(socket, 'open').catch(() => refused), refused]);
    if (typeof opened === 'string') return opened;
    const { meterKey, account } = this.#household;
    const { deviceId } = await this.#deviceId();
    const body = { version: DEVICE_LINK_VERSION, deviceId, meterKey, account, status: IDLE };
    socket.send(toJson({ id: 0, method: 'hello', body }));
    const greeted = await Promise.race([once(socket, 'message'), refused]);
    return typeof greeted === 'string' ? greeted : socket;
  }

  #view: { readonly deviceId: string } | undefined;
  async #deviceId(): Promise<{ readonly deviceId: string }> {
    this.#view ??= await this.#household.owner.account();
    return this.#view;
  }
}

/** The reason with which the gateway closes a connection. */
export async function closeReason(socket: WebSocket): Promise<string> {
  const [, reason] = (await once(socket, 'close')) as [number, Buffer];
  return reason.toString() || 'closed';
}
