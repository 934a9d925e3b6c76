/** The output of a matrix run: a table, and the same as a file. */
import { writeFile } from 'node:fs/promises';
import type { CommunityResult } from './matrix.ts';
import type { RunResult } from './run.ts';

export interface CaseLine {
  readonly case: string;
  /** Trades in which the case's victims were killed. */
  readonly runs: number;
  /** Processes killed with SIGKILL. */
  readonly kills: number;
  /** Runs that never reached their kill, or whose trade was unfinished soon after its interval. */
  readonly failures: number;
  /** The seller's meter's stage when the first victim died, and how often. */
  readonly killedAt: Readonly<Record<string, number>>;
}

/** One line per case, in the order of their first runs. */
export function linesOf(runs: readonly RunResult[]): CaseLine[] {
  return [...Map.groupBy(runs, ({ plan }) => plan.name)].map(([name, same]) => {
    const hits = Map.groupBy(
      same.filter(({ kills }) => kills > 0),
      ({ hit, tradeId }) => (tradeId === null ? 'no trade' : hit),
    );
    return {
      case: name,
      runs: same.filter(({ kills }) => kills > 0).length,
      kills: same.reduce((count, { kills }) => count + kills, 0),
      failures: same.filter((run) => !succeeded(run)).length,
      killedAt: Object.fromEntries([...hits].map(([hit, { length }]) => [hit, length])),
    };
  });
}

export const succeeded = ({ kills, problem }: RunResult): boolean => kills > 0 && problem === null;

export function printTable(communities: readonly CommunityResult[]): void {
  const write = (text: string): boolean => process.stdout.write(`${text}\n`);
  for (const { community, seconds, runs, verdict, seen, relayChecks } of communities) {
    write(`\ncommunity of the ${community}: ${seconds} s`);
    write('| case | runs | kills | failures | killed when the seller was |\n|---|---:|---:|---:|---|');
    for (const line of linesOf(runs)) {
      const hits = Object.entries(line.killedAt).map(([hit, count]) => `${hit} ${count}`);
      write(`| ${line.case} | ${line.runs} | ${line.kills} | ${line.failures} | ${hits.join(', ')} |`);
    }
    write(`compared: ${JSON.stringify(verdict.compared)}, relays looked at: ${relayChecks}`);
    for (const { plan, hit, problem, tradeId, kills } of runs.filter((run) => !succeeded(run))) {
      write(`${plan.name} in ${plan.moment} (${hit}, ${kills} kills): ${problem} ${tradeId}`);
    }
    for (const problem of [...verdict.problems, ...seen]) write(problem);
  }
}

interface Made {
  readonly command: string;
  readonly seed: number;
  /** Requested, per case. */
  readonly killsOfEachCase: number;
  readonly seconds: number;
  readonly cores: number;
  /** Over the last five minutes. */
  readonly load: number;
  readonly communities: readonly CommunityResult[];
}

/** With the command that regenerates it, so that the committed figures can be checked. */
export async function writeReport(file: string, { communities, ...made }: Made): Promise<void> {
  const told = communities.map(({ community, seconds, runs, verdict, seen, relayChecks }) => ({
    community,
    seconds,
    cases: linesOf(runs),
    compared: { ...verdict.compared, relayChecks },
    problems: [...verdict.problems, ...seen],
  }));
  await writeFile(file, `${JSON.stringify({ ...made, communities: told }, null, 2)}\n`);
}
