/** Which processes are alive, judged by /proc: a process id alone may have been given to another program since. */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/** Whether `pid` is a PostgreSQL server on this data folder: it works in it, wherever that has been moved to. */
export async function isServerOf(pid: number, data: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!/(^|\/)postgres$/.test(line.split('\0')[0] ?? '')) return false;
  const [works, wanted] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]).catch(() => []);
  return works !== undefined && works.ino === wanted?.ino && works.dev === wanted.dev;
}

/** A process id together with when it started, in clock ticks since boot (field 22 of proc_pid_stat(5)). */
async function identityOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is a name in parentheses that may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; where nobody takes its exit code it stays in the table for ever.
  return fields && fields[0] !== 'Z' ? `${pid} ${fields[19]}` : undefined;
}

/** Takes a folder for this process; the returned function gives it back. Throws `ALREADY_RUNNING`. */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'owner.pid');
  const holder = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (holder !== '' && (await identityOf(Number.parseInt(holder, 10))) === holder) {
    throw new EvlockError('ALREADY_RUNNING', { folder, pid: Number.parseInt(holder, 10) });
  }
  const own = (await identityOf(process.pid)) ?? `${process.pid}`;
  await replaceFile(file, own, 0o600);
  return () => rm(file, { force: true });
}
