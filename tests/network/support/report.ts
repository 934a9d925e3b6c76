/** The output of a network lane run. */
import { writeFile } from 'node:fs/promises';

export interface CaseLine {
  readonly name: string;
  readonly runs: number;
  /** Faults injected or lies told, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

export interface Report {
  readonly command: string;
  readonly seed: number;
  /** From the start of the community to its end. */
  readonly seconds: number;
  readonly cores: number;
  /** Processes that wanted a core over the last five minutes: a shared machine takes longer. */
  readonly load: number;
  readonly cases: readonly CaseLine[];
  readonly compared: Readonly<Record<string, unknown>>;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
const listed = (counts: Readonly<Record<string, unknown>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${kind} ${typeof count === 'object' ? JSON.stringify(count) : count}`)
    .join(', ');

export function printReport({ cases, compared, seconds, seed }: Report): void {
  const write = (text: string): boolean => process.stdout.write(`${text}\n`);
  write('\n| case | trades | faults | failures | injected |\n|---|---:|---:|---:|---|');
  for (const { name, runs, faults, problems } of cases) {
    write(`| ${name} | ${runs} | ${sum(faults)} | ${problems.length} | ${listed(faults)} |`);
  }
  write(`compared: ${listed(compared)}; ${seconds} s, seed ${seed}`);
  for (const { name, problems } of cases) for (const problem of problems) write(`${name}: ${problem}`);
}

/** Written if `EVLOCK_NETWORK_REPORT` names a file. */
export async function writeReport(report: Report): Promise<void> {
  const file = process.env.EVLOCK_NETWORK_REPORT;
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
}
