/** A harness's client for the simulator process. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { EvlockError, parse, parseJson, toJson } from '@evlock/protocol';
import type { Fault } from '../electrical/fault.ts';
import {
  type ControlAnswer,
  type ControlRequest,
  type ControlState,
  controlAnswer,
  controlState,
  injected,
  LINE_LIMIT,
} from './control.ts';

type Question = ControlRequest extends infer R ? (R extends ControlRequest ? Omit<R, 'id'> : never) : never;

export class SimulatorControl {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: ControlAnswer | undefined) => void>();
  #nextId = 1;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.#closed = true;
      for (const answer of this.#waiting.values()) answer(undefined);
      this.#waiting.clear();
    });
    createInterface({ input: socket }).on('line', (line) => this.#take(line));
  }

  /** Throws `PROCESS_FAILED` when no simulator answers on the socket. */
  static async connect(path: string): Promise<SimulatorControl> {
    const socket = createConnection(path);
    try {
      await once(socket, 'connect');
    } catch (cause) {
      throw new EvlockError('PROCESS_FAILED', { process: 'simulator', socket: path }, { cause });
    }
    return new SimulatorControl(socket);
  }

  async state(): Promise<ControlState> {
    return parse(controlState, await this.#ask({ op: 'state' }));
  }

  /** Makes a household's part, or a wire, fail; returns the fault's id for `clear`. */
  async inject(target: string, fault: Fault): Promise<number> {
    return parse(injected, await this.#ask({ op: 'inject', target, fault })).fault;
  }

  async clear(fault: number): Promise<void> {
    await this.#ask({ op: 'clear', fault });
  }

  /** mW; `null` restores the seeded load. */
  async setLoad(household: string, milliwatt: number | null): Promise<void> {
    await this.#ask({ op: 'set-load', household, milliwatt });
  }

  /** mW at nominal voltage, negative sends the other way. */
  async setWire(wire: string, change: { milliwatt?: number; connected?: boolean }): Promise<void> {
    await this.#ask({ op: 'set-wire', wire, ...change });
  }

  /** ppm of the sky covered by clouds; `null` restores the seeded weather. */
  async setWeather(coverPpm: number | null): Promise<void> {
    await this.#ask({ op: 'set-weather', coverPpm });
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask(question: Question): Promise<unknown> {
    const id = this.#nextId++;
    const answer = await new Promise<ControlAnswer | undefined>((resolve) => {
      if (this.#closed) return resolve(undefined);
      this.#waiting.set(id, resolve);
      this.#socket.write(`${toJson({ id, ...question })}\n`);
    });
    if (answer === undefined) throw new EvlockError('PROCESS_FAILED', { process: 'simulator' });
    if (!answer.ok) throw EvlockError.fromBody(answer.error);
    return answer.result;
  }

  #take(line: string): void {
    try {
      const answer = parseJson(controlAnswer, line, LINE_LIMIT);
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    } catch {
      // Not an answer: this is not a simulator.
      this.#socket.destroy();
    }
  }
}
