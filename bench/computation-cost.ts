/** Records our calls' cost in Kaia's computation units, to `bench/results/computation-cost.json`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPUTATION_COST_LIMIT } from '@evlock/chain';
import { costsOfCalls } from '@evlock/testing/chain/costly-calls';
import { LocalMarket } from '@evlock/testing/chain/local-market';

const localMarket = await LocalMarket.start({ traces: true });
try {
  const costs = await costsOfCalls(localMarket);
  for (const [name, { computationCost, gas }] of Object.entries(costs)) {
    const share = ((100 * computationCost) / COMPUTATION_COST_LIMIT).toFixed(2);
    console.log(`${name.padEnd(22)} ${String(computationCost).padStart(12)}  ${share.padStart(6)} %  ${gas} gas`);
  }
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const result = {
    command: 'npm run bench:computation-cost',
    source: 'Kaia v2.2.1',
    limit: COMPUTATION_COST_LIMIT,
    calls: costs,
  };
  await writeFile(join(folder, 'computation-cost.json'), `${JSON.stringify(result, undefined, 2)}\n`);
} finally {
  await localMarket.stop();
}
