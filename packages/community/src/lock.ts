/** One community per folder: a lock file with the owner's process id, and the ids of its children for the next start. */
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@evlock/files';
import { EvlockError, milliseconds, systemClock } from '@evlock/protocol';

const ORPHAN_POLL = milliseconds(20);

/** When a living process started, in clock ticks since boot; undefined when there is none. With the id it names a process. */
async function startedAt(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Fields from the third on: the second, the command's name, may hold spaces and ends with the last parenthesis.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; where nobody takes its exit code it stays in the table for ever.
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

/** `pid:start`, which names one process even after its id is used again. */
const identity = async (pid: number): Promise<string> => `${pid}:${(await startedAt(pid)) ?? ''}`;

async function living(name: string): Promise<number | undefined> {
  const [pid, start] = name.split(':');
  const now = await startedAt(Number(pid));
  return now !== undefined && now === start ? Number(pid) : undefined;
}

export class FolderLock {
  readonly #lockFile: string;
  readonly #childrenFile: string;
  readonly #root: string;

  constructor(root: string, runFolder: string) {
    this.#root = root;
    this.#lockFile = join(runFolder, 'lock');
    this.#childrenFile = join(runFolder, 'children');
  }

  /** Throws `ALREADY_RUNNING`. Ends what an earlier run that was killed left behind. */
  async take(): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const file = await open(this.#lockFile, 'wx', 0o600);
        await file.writeFile(await identity(process.pid));
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
    const names = await Promise.all(pids.map(identity));
    await replaceFile(this.#childrenFile, `${names.join('\n')}\n`, 0o600);
  }

  async release(): Promise<void> {
    await rm(this.#childrenFile, { force: true });
    await rm(this.#lockFile, { force: true });
  }
}
