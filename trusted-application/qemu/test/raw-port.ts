/** Raw access to a machine's port: any bytes out, frames in. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { COMMANDS, decodeResponse, encodeRequest, FrameSplitter, type ResponseFrame } from '@evlock/secure-world';

/** Requests of `connect` itself use ids from here; tests use lower ones. */
const FIRST_IDS = 0xff00;
const FIRST_ATTEMPTS = 60;
/** The bridge may drop a first request together with the previous client's leftovers. */
const FIRST_ANSWER_WITHIN = 1_000;

export class RawPort {
  readonly #socket: Socket;
  readonly #frames: ResponseFrame[] = [];
  #answered = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const splitter = new FrameSplitter('response');
    socket.on('data', (chunk: Buffer) => {
      for (const body of splitter.push(chunk)) {
        const frame = decodeResponse(body);
        if (frame.id >= FIRST_IDS) this.#answered = true;
        else this.#frames.push(frame);
      }
      socket.emit('frames');
    });
    socket.on('error', () => socket.destroy());
  }

  /** Once the bridge is listening: anything before its first answer that is not for this client goes to `unread`. */
  static async connect(path: string): Promise<RawPort> {
    const socket = connect(path);
    await once(socket, 'connect');
    const port = new RawPort(socket);
    for (let attempt = 0; attempt < FIRST_ATTEMPTS; attempt++) {
      await port.request(FIRST_IDS + attempt, COMMANDS.INFO);
      if (await port.#hasAnswered()) return port;
    }
    await port.close();
    throw new Error('no answer on the port');
  }

  async #hasAnswered(): Promise<boolean> {
    const late = AbortSignal.timeout(FIRST_ANSWER_WITHIN);
    while (!this.#answered && !late.aborted)
      await once(this.#socket, 'frames', { signal: late }).catch(() => undefined);
    return this.#answered;
  }

  /** Resolves when the bytes are sent. */
  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  /** Resolves when it has disconnected. */
  request(id: number, command: number, payload: Uint8Array = new Uint8Array(0)): Promise<void> {
    return this.send(encodeRequest({ command, id, payload }));
  }

  /** The next answers, in order of arrival. */
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

  /** What has arrived but was not requested yet. */
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
