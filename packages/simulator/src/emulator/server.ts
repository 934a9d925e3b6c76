/** Serves an emulator on sockets: one for the meter, and the provisioning socket. */
import { lstat, mkdir, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { listenPrivately } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import { FrameSplitter } from '@evlock/secure-world';
import { type Emulator, refuse } from './emulator.ts';

/** Answers frames: an emulator, or a machine with a secure world. */
export type FrameHandler = Pick<Emulator, 'handle'>;

export interface ServeOptions {
  /** Unix socket of the meter. */
  readonly path: string;
  /** The provisioning socket, a Unix socket of mode 0600: only here are keys made and the first passkey bound. */
  readonly consolePath: string;
}

export interface EmulatorServer {
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 16;

/** Answers frame after frame; a stream that has lost its framing gets one last response. */
function serveConnection(ready: Promise<FrameHandler>, socket: Socket, local: boolean): void {
  const splitter = new FrameSplitter('request');
  let tail = Promise.resolve();
  const answer = async (chunk: Buffer): Promise<void> => {
    try {
      for (const body of splitter.push(chunk)) {
        if (socket.destroyed) return;
        const emulator = await ready;
        const hasRoom = socket.write(await emulator.handle(body, { local }));
        if (!hasRoom) await drained(socket);
      }
    } catch (error) {
      socket.end(refuse(0, 0, EvlockError.from(error)));
      socket.removeAllListeners('data');
      socket.resume();
    }
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    // No further chunk until this one is answered: a fast sender waits, memory does not grow.
    socket.pause();
    tail = tail.then(() => answer(chunk)).finally(() => socket.resume());
  });
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });

const isServed = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });

/** Removes an unserved socket. Throws `INVALID_INPUT` for a path that is anything else. */
async function removeStale(path: string): Promise<void> {
  const present = await lstat(path).catch(() => undefined);
  if (!present) return;
  if (!present.isSocket()) throw new EvlockError('INVALID_INPUT', { path, problem: 'not a socket' });
  await unlink(path);
}

/** Throws `ALREADY_RUNNING` when somebody answers on the path; an unserved socket is replaced. */
async function listen(path: string, mode: number, onConnection: (socket: Socket) => void): Promise<Server> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (await isServed(path)) throw new EvlockError('ALREADY_RUNNING', { path });
  await removeStale(path);
  const server = createServer(onConnection);
  server.maxConnections = MAX_CONNECTIONS;
  await listenPrivately(server, path, mode);
  return server;
}

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Binds both sockets, then starts the emulator if given as a function, so that only the process holding them touches its
 * storage. Throws `ALREADY_RUNNING`, and what the function throws.
 */
export async function serveEmulator(
  { path, consolePath }: ServeOptions,
  emulator: FrameHandler | (() => FrameHandler),
): Promise<EmulatorServer> {
  const { promise: ready, resolve } = Promise.withResolvers<FrameHandler>();
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const serve = (local: boolean) => (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(ready, socket, local);
  };
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map(closeServer));
  };
  try {
    servers.push(await listen(path, 0o660, serve(false)));
    servers.push(await listen(consolePath, 0o600, serve(true)));
    resolve(typeof emulator === 'function' ? emulator() : emulator);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
