/** What a run of the matrix leaves to read. */
import type { RunResult } from './run.ts';

/** One line per case, and one per run that did not end in time. */
export function printTable(
  results: readonly RunResult[],
  compared: Readonly<Record<string, number | undefined>>,
): void {
  const lines = new Map<string, { runs: number; failures: number; hits: Set<string> }>();
  for (const { plan, hit, tradeId, problem } of results) {
    const line = lines.get(plan.name) ?? { runs: 0, failures: 0, hits: new Set<string>() };
    line.runs++;
    line.hits.add(tradeId === null ? 'no trade' : hit);
    if (problem !== null) line.failures++;
    lines.set(plan.name, line);
  }
  const write = (text: string): boolean => process.stdout.write(`${text}\n`);
  write('\n| case | runs | failures | killed when the seller was |\n|---|---:|---:|---|');
  for (const [name, { runs, failures, hits }] of lines) {
    write(`| ${name} | ${runs} | ${failures} | ${[...hits].join(', ')} |`);
  }
  const counts = Object.entries(compared).map(([what, count]) => `${count ?? 0} ${what}`);
  write(`compared: ${counts.join(', ')}`);
  for (const { plan, hit, problem, tradeId } of results) {
    if (problem !== null) write(`${plan.name} in ${plan.moment} (${hit}): ${problem} ${tradeId}`);
  }
}
