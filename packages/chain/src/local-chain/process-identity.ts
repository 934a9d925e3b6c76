/** Which process an id means: the same id is given to another one later. */
import { readFile } from 'node:fs/promises';

/** A living process, with when it started in clock ticks since boot (field 22 of proc_pid_stat(5)). Undefined for none. */
export async function identityOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is a name in parentheses that may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; where nobody takes its exit code it stays in the table for ever.
  return fields && fields[0] !== 'Z' ? `${pid}:${fields[19]}` : undefined;
}

export const isAlive = async (identity: string): Promise<boolean> =>
  (await identityOf(Number.parseInt(identity, 10))) === identity;
