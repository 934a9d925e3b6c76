/** Which PostgreSQL server and which gateway use a folder: a process id alone may since have been reused. */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessRunning, pidOf, processIdentity, replaceFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/** Whether `pid` is a PostgreSQL server on this data folder: its working directory is that folder, wherever it was moved. */
export async function isServerOf(pid: number, data: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!/(^|\/)postgres$/.test(line.split('\0')[0] ?? '')) return false;
  const [works, wanted] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]).catch(() => []);
  return works !== undefined && works.ino === wanted?.ino && works.dev === wanted.dev;
}

/** Locks a folder for this process; the returned function releases it. Throws `ALREADY_RUNNING`. */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'owner.pid');
  const holder = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (await isProcessRunning(holder)) throw new EvlockError('ALREADY_RUNNING', { folder, pid: pidOf(holder) });
  const own = (await processIdentity(process.pid)) ?? `${process.pid}`;
  await replaceFile(file, own, 0o600);
  return () => rm(file, { force: true });
}
