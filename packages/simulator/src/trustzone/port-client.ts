/** Many callers on one port of a machine: one request after the other, under ids of our own, each with a time limit. */
import { connect, type Socket } from 'node:net';
import { EvlockError } from '@evlock/protocol';
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, FrameSplitter } from '@evlock/secure-world';
import { refuse } from '../emulator/emulator.ts';

/** The first command after a restart of the application loads and checks it. */
const ANSWER_WITHIN = 10_000;

export class PortClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (body: Uint8Array) => void>();
  #tail: Promise<unknown> = Promise.resolve();
  #nextId = 1;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const splitter = new FrameSplitter('response');
    socket.on('data', (chunk: Buffer) => {
      try {
        // An answer that nobody waits for any more came too late.
        for (const body of splitter.push(chunk)) this.#waiting.get(decodeResponse(body).id)?.(body);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
  }

  static connect(path: string): Promise<PortClient> {
    const socket = connect(path);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new PortClient(socket)));
      socket.once('error', (cause) => reject(new EvlockError('SECURE_WORLD_UNREACHABLE', { path }, { cause })));
    });
  }

  /** A request's frame without its length; the whole response with the caller's id. `INTERNAL` where none comes. */
  handle(body: Uint8Array): Promise<Uint8Array> {
    const turn = this.#tail.then(() => this.#exchange(body));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #exchange(body: Uint8Array): Promise<Uint8Array> {
    const { command, id: callersId, payload } = decodeRequest(body);
    const id = this.#nextId;
    this.#nextId = id === 0xffff ? 1 : id + 1;
    const answer = this.#answer(id);
    this.#socket.write(encodeRequest({ command, id, payload }));
    const response = await answer;
    if (!response) {
      const problem = this.#socket.destroyed ? 'the machine is gone' : 'no answer from the machine in time';
      return refuse(command, callersId, new EvlockError('INTERNAL', { problem }));
    }
    return encodeResponse({ ...decodeResponse(response), id: callersId });
  }

  #answer(id: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      const done = (body: Uint8Array | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        this.#socket.off('close', gone);
        resolve(body);
      };
      const gone = (): void => done(undefined);
      const timer = setTimeout(gone, ANSWER_WITHIN);
      this.#socket.once('close', gone);
      if (this.#socket.destroyed) return gone();
      this.#waiting.set(id, done);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
