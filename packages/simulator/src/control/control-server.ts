/** The control socket of the simulator process: mode 0600, one answer per request, in order. */
import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { listenPrivately } from '@evlock/files';
import { EvlockError, parseJson, toJson } from '@evlock/protocol';
import type { Simulation } from '../simulation.ts';
import { type ControlRequest, controlRequest, LINE_LIMIT } from './control.ts';

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export class ControlServer {
  readonly #path: string;
  readonly #simulation: Simulation;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(options: { path: string }, modules: { simulation: Simulation }) {
    this.#path = options.path;
    this.#simulation = modules.simulation;
  }

  /** Throws `ALREADY_RUNNING` when another process answers on the socket. */
  async open(): Promise<void> {
    if (await answers(this.#path)) throw new EvlockError('ALREADY_RUNNING', { socket: this.#path });
    await rm(this.#path, { force: true });
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await listenPrivately(server, this.#path, 0o600);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).on('line', (line) => socket.write(`${this.#answer(line)}\n`));
  }

  #answer(line: string): string {
    let id = 0;
    try {
      const request = parseJson(controlRequest, line, LINE_LIMIT);
      id = request.id;
      return toJson({ id, ok: true, result: this.#do(request) ?? null });
    } catch (error) {
      return toJson({ id: id || idOf(line), ok: false, error: EvlockError.from(error).toJSON() });
    }
  }

  #do(request: ControlRequest): unknown {
    const simulation = this.#simulation;
    switch (request.op) {
      case 'state':
        return simulation.state();
      case 'inject':
        return { fault: simulation.inject(request.target, request.fault) };
      case 'clear':
        return simulation.clear(request.fault);
      case 'set-load':
        return simulation.setLoad(request.household, request.milliwatt);
      case 'set-wire':
        return simulation.setWire(request.wire, request);
      case 'set-weather':
        return simulation.setWeather(request.coverPpm);
    }
  }
}

/** The id of a request that does not fit its schema, so that its sender gets an answer. */
function idOf(line: string): number {
  const match = /"id"\s*:\s*(\d{1,15})/.exec(line.slice(0, 10_000));
  return Number(match?.[1] ?? 0);
}
