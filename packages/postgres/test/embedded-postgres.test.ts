import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded-postgres.ts';
import { postgresBinaries } from '../src/postgres-binaries.ts';
import { type Client, clientOf, silentLog } from './support/client.ts';

let folder: string;
let running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-postgres-'));
});
afterEach(async () => {
  for (const server of running) await server.stop();
  running = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<{ server: EmbeddedPostgres; database: Client }> {
  const server = await startEmbeddedPostgres(
    { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') },
    { clock: systemClock, log: silentLog },
  );
  running.push(server);
  return { server, database: clientOf(server.url) };
}

const isAlive = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';

async function gone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { interval: 20 }).toBe(false);
}

describe('the embedded PostgreSQL', () => {
  it("keeps its data across a stop, durably and out of others' reach", async () => {
    const first = await start();
    await first.database.query('CREATE TABLE kept (value bigint)');
    await first.database.query('INSERT INTO kept VALUES ($1)', [2n ** 62n]);
    const settings = await first.database.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories') ORDER BY name`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', '127.0.0.1', 'on', '']);
    await first.database.close();
    await first.server.stop();
    expect(await isAlive(first.server.pid)).toBe(false);

    const second = await start();
    expect(await second.database.query('SELECT value FROM kept')).toEqual([{ value: String(2n ** 62n) }]);
    await second.database.close();
    const password = join(folder, 'keys', 'database-password');
    expect((await stat(password)).mode & 0o777).toBe(0o600);
    const text = (await readFile(password, 'utf8')).trim();
    expect(await readFile(join(folder, 'data', 'postgres.log'), 'utf8')).not.toContain(text);
    expect(await readFile(`/proc/${second.server.pid}/cmdline`, 'utf8')).not.toContain(text);
    const cluster = await lstat(join(folder, 'data', 'postgres'));
    expect([cluster.isDirectory(), cluster.mode & 0o777]).toEqual([true, 0o700]);
  });

  it('moves with its folder, and is deleted with it', async () => {
    const first = await start();
    await first.database.query('CREATE TABLE kept (value bigint)');
    await first.database.close();
    await first.server.stop();
    await mkdir(join(folder, 'elsewhere'), { mode: 0o700 });
    for (const name of ['data', 'keys']) await rename(join(folder, name), join(folder, 'elsewhere', name));
    folder = join(folder, 'elsewhere');
    const second = await start();
    expect(await second.database.query('SELECT value FROM kept')).toEqual([]);
    // Nothing of it is stored elsewhere, whoever runs it.
    const works = await readlink(`/proc/${second.server.pid}/cwd`);
    expect(works).toBe(join(folder, 'data', 'postgres', 'data'));
    await second.database.close();
  });

  it('refuses a wrong password', async () => {
    const { server } = await start();
    const url = Object.assign(new URL(server.url), { password: 'guessed' }).href;
    const stranger = clientOf(url);
    expect(await stranger.ping()).toBe(false);
    await stranger.close();
  });

  it('does not start twice on one folder', async () => {
    const { database } = await start();
    await expect(start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    expect(await database.ping()).toBe(true);
    await database.close();
  });

  it('ends when the process that started it is killed, and starts again on its data', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'abandon-postgres.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    expect(await isAlive(Number(line))).toBe(true);
    child.kill('SIGKILL');
    await gone(Number(line));
    const { database } = await start();
    expect(await database.query('SELECT value FROM kept')).toEqual([{ value: '7' }]);
    await database.close();
  });

  it('takes over from a server whose gateway and guard are both gone', async () => {
    const first = await start();
    await first.database.close();
    // What a dead process's claim looks like; the server itself is still running.
    await writeFile(join(folder, 'data', 'owner.pid'), '999999999 1');
    const second = await start();
    expect(await isAlive(first.server.pid)).toBe(false);
    expect(await second.database.ping()).toBe(true);
    await second.database.close();
  });

  it('starts despite a pid file whose process id was reused', async () => {
    const first = await start();
    await first.database.close();
    process.kill(first.server.pid, 'SIGKILL');
    await first.server.ended;
    await first.server.stop();
    const pidFile = join(folder, 'data', 'postgres', 'data', 'postmaster.pid');
    const text = await readFile(pidFile, 'utf8');
    await writeFile(pidFile, text.replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(await second.database.ping()).toBe(true);
    await second.database.close();
  });
});

describe('a copy of the programs', () => {
  it('has every library link, whatever the package lacks, and is created once', async () => {
    const copies = join(folder, 'copies');
    const made = await Promise.all([postgresBinaries(copies, true), postgresBinaries(copies, true)]);
    expect(made[0]).toEqual(made[1]);
    expect(await readdir(copies)).toHaveLength(1);
    const native = join(copies, (await readdir(copies))[0]!, 'native');
    const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    for (const { target } of links) expect((await stat(join(native, '..', target))).size).toBeGreaterThan(0);
  });

  it('is not run from a folder others can write to', async () => {
    const copies = join(folder, 'copies');
    await postgresBinaries(copies, true);
    const [name] = await readdir(copies);
    await rm(join(copies, name!), { recursive: true });
    await mkdir(join(copies, name!));
    await chmod(join(copies, name!), 0o777);
    await expect(postgresBinaries(copies, true)).rejects.toMatchObject({ code: 'PLATFORM_UNSUPPORTED' });
  });
});
