/** Resources used by processes, from Linux's `/proc`. */
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks per second, `getconf CLK_TCK` on every Linux. */
const TICKS = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** CPU seconds of the process and its reaped children. */
  readonly seconds: number;
}

async function processOf(pid: string): Promise<Process | undefined> {
  // One that has just exited is skipped.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The command's name may contain spaces and parentheses; the fields follow the last one.
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
  return { pid: Number(pid), parent: fields[1] ?? 0, seconds: ticks / TICKS };
}

/** CPU seconds of a process and all its descendants. */
export async function processorSeconds(root: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const processes = (await Promise.all(pids.map(processOf))).filter((one) => one !== undefined);
  const family = new Set([root]);
  let size: number;
  do {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  } while (family.size > size);
  return processes.filter(({ pid }) => family.has(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Resident memory of a process in MiB: current, and peak. */
export async function residentMemory(pid: number): Promise<{ readonly now: number; readonly highest: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024);
  return { now: field('VmRSS'), highest: field('VmHWM') };
}
