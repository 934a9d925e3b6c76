/** The gateway's own PostgreSQL, from npm: on 127.0.0.1 only, with a password, and never left running. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { guardedCommand, readSecretFile, unusable, writeSecretFile } from '@evlock/files';
import { type Clock, type ErrorDetails, EvlockError, milliseconds } from '@evlock/protocol';
import pg from 'pg';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { claimFolder, isServerOf } from './postgres-processes.ts';
import { clusterFolder, copiesFolder, type PostgresUser, postgresUser } from './postgres-user.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the data, under `postgres`, and the log. It may be moved while nothing is running. */
  readonly folder: string;
  /** Holds the password, mode 0600. */
  readonly keyFolder: string;
  /** Default: a free one. */
  readonly port?: number;
}

export interface EmbeddedPostgresModules {
  readonly clock: Clock;
  readonly log: { warn(details: ErrorDetails, message: string): void };
}

export interface EmbeddedPostgres {
  /** A secret: it contains the password. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the server has ended, requested or not. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything is flushed. */
  stop(): Promise<void>;
}

const USER = 'evlock';
const START_ATTEMPTS = 5;
/** Before the second attempt; each further one waits this much longer. */
const RETRY_MILLISECONDS = 500;
/** Recovery after a crash may take long; a stop is quick. */
const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 10_000;

/** None of our variables, which might be secrets, reaches the server. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const settings = (port: number): string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    max_connections: 50,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    // Statements may contain secrets that parameters do not: keep both out of the log.
    log_min_error_statement: 'panic',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * Starts the server, on existing data if there is any. Stops a server that a killed gateway left on the same data first. Throws
 * `ALREADY_RUNNING` while another process uses the folder, `PLATFORM_UNSUPPORTED`, `DATABASE_UNREACHABLE`.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  modules: EmbeddedPostgresModules,
): Promise<EmbeddedPostgres> {
  const user = await postgresUser();
  const cluster = await clusterFolder(user, options.folder);
  const release = await claimFolder(options.folder);
  try {
    const binaries = await postgresBinaries(copiesFolder(user, options.folder), user.identity !== undefined);
    const password = await passwordIn(options.keyFolder);
    const data = join(cluster, 'data');
    if (await isMissing(join(data, 'PG_VERSION'))) await createCluster(binaries, user, cluster, password);
    await stopOrphan(data, modules);
    const server = await startServer({ binaries, user, data, password, ...options }, modules);
    return { ...server, stop: () => server.stop().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The URL of the server a running gateway started on this folder; a secret. Undefined if there is none. */
export async function embeddedPostgresUrl({
  folder,
  keyFolder,
}: Pick<EmbeddedPostgresOptions, 'folder' | 'keyFolder'>): Promise<string | undefined> {
  const data = join(folder, 'postgres', 'data');
  // Lines: process id, data folder, start time, port.
  const [pid, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (port === undefined || !(await isServerOf(Number(pid), data))) return undefined;
  return urlOf(await passwordIn(keyFolder), Number(port));
}

const urlOf = (password: string, port: number): string => `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;

async function passwordIn(keyFolder: string): Promise<string> {
  const file = join(keyFolder, 'database-password');
  if (await isMissing(file)) await writeSecretFile(file, randomBytes(24).toString('base64url'));
  return readSecretFile(file);
}

const isMissing = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    () => true,
  );

/**
 * The program's working folder is passed as a descriptor, not as a path: root's folders are closed to the user that runs it, but
 * an open descriptor needs no path.
 */
const OPEN_FOLDER = 4;
const OPEN_FOLDER_PATH = `/proc/self/fd/${OPEN_FOLDER}`;

/** Created aside and renamed, so that a crash leaves nothing partial. */
async function createCluster(
  binaries: PostgresBinaries,
  user: PostgresUser,
  cluster: string,
  password: string,
): Promise<void> {
  const aside = join(cluster, 'new');
  const passwordFile = join(aside, 'password');
  await rm(aside, { recursive: true, force: true });
  try {
    await mkdir(aside, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user.identity) {
      for (const path of [aside, passwordFile]) await chown(path, user.identity.uid, user.identity.gid);
    }
    await runInitdb(binaries, user, aside);
    await rename(join(aside, 'data'), join(cluster, 'data'));
  } catch (cause) {
    throw EvlockError.is(cause) ? cause : unusable(aside, cause);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function runInitdb({ initdb }: PostgresBinaries, user: PostgresUser, aside: string): Promise<void> {
  const folder = await open(aside, constants.O_RDONLY | constants.O_DIRECTORY);
  const options = [
    ...[`--pgdata=${OPEN_FOLDER_PATH}/data`, `--pwfile=${OPEN_FOLDER_PATH}/password`, `--username=${USER}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--wal-segsize=4'],
  ];
  const child = spawn(...guardedCommand('initdb', [initdb, ...options], 'INT'), {
    ...user.identity,
    ...{ cwd: '/', env: ENVIRONMENT, stdio: ['pipe', 'ignore', 'pipe', 'ignore', folder.fd], detached: true },
  });
  child.once('exit', () => child.stdin?.destroy());
  let problem = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    problem = (problem + text).slice(-500);
  });
  const [code, signal] = await once(child, 'close')
    .catch((cause: unknown) => {
      throw new EvlockError('PLATFORM_UNSUPPORTED', { program: 'initdb' }, { cause });
    })
    .finally(() => folder.close());
  if (code !== 0) throw new EvlockError('DATABASE_UNREACHABLE', { program: 'initdb', exit: code ?? signal, problem });
}

interface ServerOptions extends EmbeddedPostgresOptions {
  readonly binaries: PostgresBinaries;
  readonly user: PostgresUser;
  readonly data: string;
  readonly password: string;
}

/**
 * A free port may be taken between check and bind; then the next one is tried. A killed server's processes hold its memory until
 * they notice; they are waited for.
 */
async function startServer(options: ServerOptions, modules: EmbeddedPostgresModules): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServerOn(options.port ?? (await freePort()), options, modules);
    } catch (error) {
      if (attempt === START_ATTEMPTS || options.port !== undefined) throw error;
      modules.log.warn({ attempt }, 'PostgreSQL did not start; retrying');
      await modules.clock.sleep(milliseconds(attempt * RETRY_MILLISECONDS));
    }
  }
}

async function startServerOn(
  port: number,
  options: ServerOptions,
  modules: EmbeddedPostgresModules,
): Promise<EmbeddedPostgres> {
  const { user, data, binaries, password } = options;
  const logFile = join(options.folder, 'postgres.log');
  const log = await open(logFile, 'a', 0o600).catch((cause: unknown) => {
    throw unusable(logFile, cause);
  });
  const folder = await open(data, constants.O_RDONLY | constants.O_DIRECTORY);
  const command = [binaries.postgres, '-D', OPEN_FOLDER_PATH, ...settings(port)];
  const child = spawn(...guardedCommand('postgres', command, 'INT'), {
    ...user.identity,
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['pipe', log.fd, log.fd, 'ignore', folder.fd],
    // Out of the terminal's process group: Ctrl-C reaches the gateway, which stops the server when it is done with it.
    detached: true,
  });
  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  void ended.then(() => child.stdin?.destroy());
  for (const handle of [log, folder]) await handle.close();
  const url = urlOf(password, port);
  if (!(await isReady(url, child, modules.clock)) || child.pid === undefined) {
    await endServer(child, ended, modules.clock);
    throw new EvlockError('DATABASE_UNREACHABLE', { log: logFile, port, problem: await lastWords(logFile) });
  }
  return { url, pid: child.pid, ended, stop: () => endServer(child, ended, modules.clock) };
}

/** The server's last message about why it did not start. */
async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).split('\n');
  const words = lines.findLast((line) => /(FATAL|PANIC|ERROR): /.test(line)) ?? '';
  return words.replace(/^.*?(FATAL|PANIC|ERROR): +/, '').slice(0, 200);
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function isReady(url: string, child: ChildProcess, clock: Clock): Promise<boolean> {
  const until = clock.monotonic() + START_MILLISECONDS;
  while (isRunning(child) && clock.monotonic() < until) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (ready) return isRunning(child);
    await clock.sleep(milliseconds(20));
  }
  return false;
}

async function endServer(child: ChildProcess, ended: Promise<void>, clock: Clock): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isRunning(child)) return;
    child.kill(signal);
    const patience = new AbortController();
    await Promise.race([ended, clock.sleep(milliseconds(STOP_MILLISECONDS), patience.signal).catch(() => undefined)]);
    patience.abort();
  }
}

/** Stops the server whose gateway is gone, and removes a stale pid file. */
async function stopOrphan(data: string, { clock, log }: EmbeddedPostgresModules): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await isServerOf(pid, data))) break;
    log.warn({ pid, signal }, 'stopping the PostgreSQL left by an earlier gateway');
    process.kill(pid, signal);
    const until = clock.monotonic() + STOP_MILLISECONDS;
    while ((await isServerOf(pid, data)) && clock.monotonic() < until) await clock.sleep(milliseconds(20));
  }
  await rm(pidFile, { force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new EvlockError('INTERNAL', { problem: 'no port' });
  return address.port;
}
