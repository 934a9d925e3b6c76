/** Many callers on one port of a machine: one request at a time, under ids of our own, each with a timeout. */
import { randomInt } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { EvlockError } from '@evlock/protocol';
import {
  COMMANDS,
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  FrameSplitter,
} from '@evlock/secure-world';
import { refuse } from '../emulator/emulator.ts';

/** The first command after a restart of the application loads and checks it. */
const ANSWER_WITHIN = 10_000;
/** After this a port's first request is resent: it can be lost among the previous client's leftovers. */
const ASK_AGAIN_AFTER = 1000;
const ID_MAX = 0xffff;

export interface PortOptions {
  /** Maximum milliseconds to an answer, and to the first of all. Default 10 000. */
  readonly within?: number | undefined;
}

export class PortClient {
  readonly #socket: Socket;
  readonly #within: number;
  readonly #waiting = new Map<number, (body: Uint8Array) => void>();
  #tail: Promise<unknown> = Promise.resolve();
  #nextId = randomInt(1, ID_MAX + 1);

  private constructor(socket: Socket, within: number) {
    this.#socket = socket;
    this.#within = within;
    const splitter = new FrameSplitter('response');
    socket.on('data', (chunk: Buffer) => {
      try {
        // A late answer that nobody waits for any more.
        for (const body of splitter.push(chunk)) this.#waiting.get(decodeResponse(body).id)?.(body);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
  }

  /**
   * A port does not distinguish its clients: leftovers for the previous one come first, under other ids, and are skipped
   * before anything is requested. Throws `SECURE_WORLD_UNREACHABLE`.
   */
  static async connect(path: string, { within = ANSWER_WITHIN }: PortOptions = {}): Promise<PortClient> {
    const socket = connect(path);
    const client = await new Promise<PortClient>((resolve, reject) => {
      socket.once('connect', () => resolve(new PortClient(socket, within)));
      socket.once('error', (cause) => reject(new EvlockError('SECURE_WORLD_UNREACHABLE', { path }, { cause })));
    });
    const asked: Promise<Uint8Array | undefined>[] = [];
    for (let left = within; left > 0 && !socket.destroyed; left -= ASK_AGAIN_AFTER) {
      asked.push(client.#ask(COMMANDS.INFO, new Uint8Array(0), left));
      // An answer to any of them will do.
      if (await Promise.race([...asked, pass(ASK_AGAIN_AFTER)])) return client;
    }
    client.close();
    throw new EvlockError('SECURE_WORLD_UNREACHABLE', { path, problem: 'no answer from the machine in time' });
  }

  /** A request's frame without its length; the whole response with the caller's id. `INTERNAL` if none arrives. */
  handle(body: Uint8Array): Promise<Uint8Array> {
    const turn = this.#tail.then(() => this.#exchange(body));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #exchange(body: Uint8Array): Promise<Uint8Array> {
    const { command, id: callersId, payload } = decodeRequest(body);
    const response = await this.#ask(command, payload);
    if (!response) {
      const problem = this.#socket.destroyed ? 'the machine has exited' : 'no answer from the machine in time';
      return refuse(command, callersId, new EvlockError('INTERNAL', { problem }));
    }
    return encodeResponse({ ...decodeResponse(response), id: callersId });
  }

  #ask(command: number, payload: Uint8Array, within = this.#within): Promise<Uint8Array | undefined> {
    const id = this.#nextId;
    this.#nextId = id === ID_MAX ? 1 : id + 1;
    const answer = this.#answer(id, within);
    this.#socket.write(encodeRequest({ command, id, payload }));
    return answer;
  }

  #answer(id: number, within: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      const done = (body: Uint8Array | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        this.#socket.off('close', gone);
        resolve(body);
      };
      const gone = (): void => done(undefined);
      const timer = setTimeout(gone, within);
      this.#socket.once('close', gone);
      if (this.#socket.destroyed) return gone();
      this.#waiting.set(id, done);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
