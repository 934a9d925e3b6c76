/** The ordinary user who installs: the current user, or `nobody` when that is root. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined if there is no such user. */
function identityOf(name: string): Identity | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, name], { encoding: 'utf8' }).stdout || NaN),
  );
  return uid !== undefined && gid !== undefined && Number.isInteger(uid) && Number.isInteger(gid)
    ? { uid, gid }
    : undefined;
}

const isRoot = process.getuid?.() === 0;
const nobody = isRoot ? identityOf('nobody') : undefined;

/** Whether the following runs as a non-root user. */
export const isOrdinary = !isRoot || nobody !== undefined;

/** This machine's npm: its folder, which not everybody may be able to read. */
function npmFolder(): string {
  const named = process.env.npm_execpath;
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const found = [...(named === undefined ? [] : [named]), ...onPath].find((file) => existsSync(file));
  if (found === undefined) throw new Error('npm is not on the path');
  return dirname(dirname(realpathSync(found)));
}

const setting = (name: string): string => spawnSync('npm', ['config', 'get', name], { encoding: 'utf8' }).stdout.trim();

/** The user with a home of their own, Node 24 and npm; nothing of the repository is on the path. */
export class OrdinaryUser {
  /** Outside the repository, and removed only by the test. */
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'evlock-installed-'));
    chmodSync(this.folder, 0o755);
    const tools = join(this.folder, 'tools');
    cpSync(npmFolder(), join(tools, 'npm'), { recursive: true, dereference: true });
    cpSync(process.execPath, join(tools, 'bin', 'node'));
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|XDG_|VITEST|NODE_OPTIONS$|NODE_ENV$)/i.test(name),
    );
    this.#environment = {
      ...Object.fromEntries(inherited),
      HOME: this.makeFolder('home'),
      TMPDIR: this.makeFolder('temporary'),
      PATH: [join(tools, 'bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      npm_config_registry: setting('registry'),
      npm_config_cafile: setting('cafile').replace(/^null$/, ''),
    };
  }

  /** A folder of the user's own. */
  makeFolder(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    if (nobody) chownSync(folder, nobody.uid, nobody.gid);
    return folder;
  }

  /** Runs a program from the path, in a folder, to completion. */
  run(
    program: string,
    args: readonly string[],
    { cwd, path }: { readonly cwd: string; readonly path?: string },
  ): Promise<Ended> {
    const env = { ...this.#environment, ...(path !== undefined && { PATH: path }) };
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...nobody });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, ...texts }));
    });
  }

  npm(args: readonly string[], cwd: string): Promise<Ended> {
    return this.run('node', [join(this.folder, 'tools', 'npm', 'bin', 'npm-cli.js'), ...args], { cwd });
  }
}
