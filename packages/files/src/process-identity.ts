/** Identifies a process beyond its id, which the system may reuse. */
import { readFile } from 'node:fs/promises';

/**
 * The id of a running process together with its start time in clock ticks since boot (field 22 of proc_pid_stat(5)), as
 * `pid:ticks`. Undefined where no such process runs.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is a name in parentheses that may contain anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; if nothing reaps it, it stays in the table forever.
  return fields && fields[0] !== 'Z' ? `${pid}:${fields[19]}` : undefined;
}

/** The process id in an identity returned by `processIdentity`. */
export const pidOf = (identity: string): number => Number.parseInt(identity, 10);

/** Whether the process of this identity is still running; false for an empty or malformed text. */
export const isProcessRunning = async (identity: string): Promise<boolean> =>
  identity !== '' && (await processIdentity(pidOf(identity))) === identity;
