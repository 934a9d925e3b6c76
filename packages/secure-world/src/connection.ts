/** One stream to a secure world: requests one at a time, each with a timeout, reconnecting on next use. */
import { connect, type Socket } from 'node:net';
import { EvlockError, type Milliseconds } from '@evlock/protocol';
import { decodeResponse, encodeRequest, FrameSplitter, type ResponseFrame } from './frames.ts';
import { COMMANDS, STATUSES } from './generated/abi.ts';
import { errorOf } from './status.ts';

export type SecureWorldAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface ConnectionOptions {
  readonly address: SecureWorldAddress;
  readonly timeout?: Milliseconds;
}

export interface ConnectionModules {
  /** Opens the stream; a Unix or TCP socket by default. */
  readonly connectSocket?: (address: SecureWorldAddress) => Socket;
}

const DEFAULT_TIMEOUT = 5000;

interface Pending {
  readonly id: number;
  readonly resolve: (frame: ResponseFrame) => void;
  readonly reject: (error: EvlockError) => void;
}

const commandName = (command: number): string =>
  Object.entries(COMMANDS).find(([, number]) => number === command)?.[0] ?? String(command);

export class Connection {
  private readonly options: ConnectionOptions;
  private readonly connectSocket: (address: SecureWorldAddress) => Socket;
  private socket: Socket | undefined;
  private pending: Pending | undefined;
  /** The end of the queue: each request waits for the one before. */
  private tail: Promise<unknown> = Promise.resolve();
  private nextId = 1;
  private closed = false;

  constructor(options: ConnectionOptions, modules: ConnectionModules = {}) {
    this.options = options;
    this.connectSocket = modules.connectSocket ?? ((address) => connect(address));
  }

  /** Throws `SECURE_WORLD_UNREACHABLE`. */
  async open(): Promise<void> {
    await this.liveSocket();
  }

  /** The payload of an OK response; any other status is thrown as its error. */
  request(command: number, payload: Uint8Array): Promise<Uint8Array> {
    const turn = this.tail.then(() => this.exchange(command, payload));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.closed = true;
    const socket = this.socket;
    this.fail(new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'closed by the caller' }));
    if (socket && !socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  }

  private async exchange(command: number, payload: Uint8Array): Promise<Uint8Array> {
    const id = this.nextId;
    this.nextId = id === 0xffff ? 1 : id + 1;
    const bytes = encodeRequest({ command, id, payload });
    const socket = await this.liveSocket();
    const response = await this.answer(id, () => socket.write(bytes));
    // A stream that has lost its framing is answered with command and id 0; anything else unexpected is not an answer.
    if (response.id !== 0 && (response.id !== id || response.command !== command)) {
      const error = new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'answer to another request' });
      this.fail(error);
      throw error;
    }
    if (response.status === STATUSES.OK) return response.payload;
    const check = ((response.payload[0] ?? 0) << 8) | (response.payload[1] ?? 0);
    throw errorOf(response.status, check, commandName(command));
  }

  private answer(id: number, send: () => void): Promise<ResponseFrame> {
    const timeout = this.options.timeout ?? DEFAULT_TIMEOUT;
    return new Promise<ResponseFrame>((resolve, reject) => {
      const timer = setTimeout(
        () => this.fail(new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'no answer in time', timeout })),
        timeout,
      );
      const settle = (): void => {
        clearTimeout(timer);
        this.pending = undefined;
      };
      this.pending = {
        id,
        resolve: (frame) => {
          settle();
          resolve(frame);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      send();
    });
  }

  private async liveSocket(): Promise<Socket> {
    if (this.closed) throw new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'closed by the caller' });
    if (this.socket && !this.socket.destroyed) return this.socket;
    const socket = this.connectSocket(this.options.address);
    const splitter = new FrameSplitter('response');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', (cause: NodeJS.ErrnoException) =>
        reject(new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: cause.code ?? 'connection failed' }, { cause })),
      );
    });
    const lost = (): void => {
      if (this.socket === socket)
        this.fail(new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'connection lost' }));
    };
    socket.on('error', lost);
    socket.on('close', lost);
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const body of splitter.push(chunk)) this.pending?.resolve(decodeResponse(body));
      } catch (cause) {
        this.fail(new EvlockError('SECURE_WORLD_UNREACHABLE', { problem: 'not a secure world' }, { cause }));
      }
    });
    this.socket = socket;
    return socket;
  }

  /** Gives up the stream: the pending request may or may not have been carried out. */
  private fail(error: EvlockError): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.pending?.reject(error);
  }
}
