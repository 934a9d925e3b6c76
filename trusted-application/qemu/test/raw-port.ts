/** A port of a machine without manners: any bytes out, frames in. */
import { connect, type Socket } from 'node:net';
import {
  decodeResponse,
  encodeRequest,
  FrameSplitter,
  type ResponseFrame,
} from '../../../packages/secure-world/src/index.ts';

export class RawPort {
  readonly #socket: Socket;
  readonly #frames: ResponseFrame[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    const splitter = new FrameSplitter('response');
    socket.on('data', (chunk: Buffer) => {
      for (const body of splitter.push(chunk)) this.#frames.push(decodeResponse(body));
      socket.emit('frames');
    });
    socket.on('error', () => socket.destroy());
  }

  static connect(path: string): Promise<RawPort> {
    const socket = connect(path);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new RawPort(socket))).once('error', reject);
    });
  }

  /** Resolves when the bytes have left. */
  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  /** Resolves when it has left. */
  request(id: number, command: number, payload: Uint8Array = new Uint8Array(0)): Promise<void> {
    return this.send(encodeRequest({ command, id, payload }));
  }

  /** The next answers, in the order in which they came. */
  answers(count: number): Promise<ResponseFrame[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#frames.length < count) return;
        this.#socket.off('frames', look);
        resolve(this.#frames.splice(0, count));
      };
      this.#socket.on('frames', look);
      look();
    });
  }

  /** What has come and was not asked for yet. */
  get unread(): readonly ResponseFrame[] {
    return this.#frames;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.destroy();
    });
  }
}
