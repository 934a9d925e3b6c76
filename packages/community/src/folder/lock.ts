/** One community per folder: a lock file with the owner's process id, and its children's ids for the next start. */
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessRunning, pidOf, processIdentity, replaceFile } from '@evlock/files';
import { EvlockError, milliseconds, systemClock } from '@evlock/protocol';

const ORPHAN_POLL = milliseconds(20);

/** The process id in an identity returned by `processIdentity`, while that process lives. */
const living = async (name: string): Promise<number | undefined> =>
  (await isProcessRunning(name)) ? pidOf(name) : undefined;

export class FolderLock {
  readonly #lockFile: string;
  readonly #childrenFile: string;
  readonly #root: string;

  constructor(root: string, runFolder: string) {
    this.#root = root;
    this.#lockFile = join(runFolder, 'lock');
    this.#childrenFile = join(runFolder, 'children');
  }

  /** Throws `ALREADY_RUNNING`. Ends what an earlier, killed run left behind. */
  async take(): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const file = await open(this.#lockFile, 'wx', 0o600);
        await file.writeFile((await processIdentity(process.pid)) ?? '');
        await file.close();
        return await this.#endOrphans();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const pid = await living(await readFile(this.#lockFile, 'utf8').catch(() => ''));
        if (pid !== undefined) throw new EvlockError('ALREADY_RUNNING', { folder: this.#root, pid });
        await rm(this.#lockFile, { force: true });
      }
    }
    throw new EvlockError('ALREADY_RUNNING', { folder: this.#root });
  }

  async #endOrphans(): Promise<void> {
    const text = await readFile(this.#childrenFile, 'utf8').catch(() => '');
    for (const name of text.split('\n').filter((line) => line !== '')) {
      const pid = await living(name);
      if (pid === undefined) continue;
      process.kill(pid, 'SIGKILL');
      while ((await living(name)) !== undefined) await systemClock.sleep(ORPHAN_POLL);
    }
  }

  async recordChildren(pids: readonly number[]): Promise<void> {
    const names = (await Promise.all(pids.map(processIdentity))).filter((name) => name !== undefined);
    await replaceFile(this.#childrenFile, `${names.join('\n')}\n`, 0o600);
  }

  async release(): Promise<void> {
    await rm(this.#childrenFile, { force: true });
    await rm(this.#lockFile, { force: true });
  }
}
