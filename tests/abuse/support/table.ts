/** The output of a lane run: a table, and a file if EVLOCK_ABUSE_REPORT names one. */
import { writeFile } from 'node:fs/promises';
import { toJson } from '@evlock/protocol';
import type { Cost } from './gateway-watch.ts';

export interface Line {
  readonly name: string;
  readonly attempts: number;
  readonly refused: number;
  readonly byAnswer: Readonly<Record<string, number>>;
  /** Honest pairs' trades begun and settled during it. */
  readonly honestTrades: number;
  readonly cost: Cost;
}

export interface Report {
  readonly command: string;
  /** MiB by which the gateway's resident memory may grow, and its level before the first case. */
  readonly memoryBound: number;
  readonly memoryAtStart: number;
  readonly cases: readonly Line[];
}

const HEAD =
  '| case | attempts | refused | honest trades | MiB before / peak / after | connections | streams | queued |';

export function printTable({ cases }: Report): void {
  const rows = cases.map(({ name, attempts, refused, honestTrades, cost }) => {
    const { before, peak, after, connections, streams, queued } = cost;
    const memory = `${before} / ${peak} / ${after}`;
    return `| ${[name, attempts, refused, honestTrades, memory, connections, streams, queued].join(' | ')} |`;
  });
  const answers = cases.map(({ name, byAnswer }) => `${name}: ${JSON.stringify(byAnswer)}`);
  process.stdout.write(`\n${[HEAD, `|---|${'---:|'.repeat(7)}`, ...rows, '', ...answers].join('\n')}\n`);
}

export async function writeReport(report: Report): Promise<void> {
  const file = process.env.EVLOCK_ABUSE_REPORT;
  if (file !== undefined) await writeFile(file, `${toJson(report, 2)}\n`);
}
