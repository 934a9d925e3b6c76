/**
 * Where a community keeps its files. Every secret is under `keys/` (0700) and nowhere else:
 *
 *     keys/                      operator, enroller, submitter and wallet keys, certificate authority, database password
 *     keys/households/NAME/      passkey, secure-world storage key, TLS key, recovery phrase, session token
 *     chain/                     the local chain's state and the deployment
 *     gateway/                   profile and database
 *     households/NAME/           meter profile, store, certificate, encrypted secure storage
 *     devices/NAME/              what stands in for /sys and /dev
 *     logs/                      one file per process
 *     run/                       sockets and process ids
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeRemainsIn } from '@evlock/files';
import { requireOwnFolder } from './own-folder.ts';

/** A Unix socket's path holds 107 bytes; a deep folder's sockets go into the temporary folder instead. */
function runFolder(root: string): string {
  const inside = join(root, 'run');
  if (inside.length < 60) return inside;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  // By number: a container's user may have no name.
  return join(tmpdir(), `evlock-${process.getuid?.()}-${name}`);
}

export class Layout {
  readonly root: string;
  readonly keys: string;
  readonly chain: string;
  readonly gateway: string;
  readonly logs: string;
  readonly run: string;

  constructor(root: string) {
    this.root = resolve(root);
    this.keys = join(this.root, 'keys');
    this.chain = join(this.root, 'chain');
    this.gateway = join(this.root, 'gateway');
    this.logs = join(this.root, 'logs');
    this.run = runFolder(this.root);
  }

  key(name: string): string {
    return join(this.keys, name);
  }

  log(name: string): string {
    return join(this.logs, `${name}.log`);
  }

  get deploymentFile(): string {
    return join(this.chain, 'deployment.json');
  }

  household(name: string): HouseholdLayout {
    return new HouseholdLayout(this, name);
  }

  /** Creates the folders, `keys` readable by the owner alone. Throws `FILE_UNUSABLE` for a foreign folder. */
  async create(): Promise<void> {
    await requireOwnFolder(this.root);
    for (const folder of [this.chain, this.gateway, this.logs]) await mkdir(folder, { recursive: true });
    for (const folder of [this.keys, this.run]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
    }
  }

  /** Removes partially written files of a killed community. Only for the holder of the folder's lock. */
  removeRemains(households: readonly string[]): void {
    const folders = households.map((name) => this.household(name).folder);
    for (const folder of [this.root, this.keys, this.gateway, this.run, ...folders]) removeRemainsIn(folder);
  }
}

export class HouseholdLayout {
  readonly name: string;
  readonly keys: string;
  readonly folder: string;
  readonly devices: string;
  readonly run: string;

  constructor(layout: Layout, name: string) {
    this.name = name;
    this.keys = join(layout.keys, 'households', name);
    this.folder = join(layout.root, 'households', name);
    this.devices = join(layout.root, 'devices', name);
    this.run = join(layout.run, name);
  }

  async create(): Promise<void> {
    for (const folder of [this.folder, this.devices]) await mkdir(folder, { recursive: true });
    for (const folder of [this.keys, this.run]) await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}
