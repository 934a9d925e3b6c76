/**
 * Records how many blocks pass between an order and its settlement, to `bench/results/trade.json`: a community of two households,
 * every component a process, trading repeatedly.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaitEnd, beginTrade, Community, summarize } from '@evlock/community';
import { energy, price } from '@evlock/protocol';

const TRADES = 5;
/** Seconds of delivery; a trade ends earlier once its energy is delivered. */
const SECONDS = 20;

const folder = await mkdtemp(join(tmpdir(), 'evlock-bench-trade-'));
const community = new Community({
  folder,
  households: ['seller', 'buyer'],
  wires: [{ id: 'line', from: 'seller', to: 'buyer' }],
});
await community.start();
const trades = [];
try {
  for (let index = 0; index < TRADES; index++) {
    const spec = { seller: 'seller', buyer: 'buyer', energy: energy(1_000n), price: price(200_000n), seconds: SECONDS };
    const running = await beginTrade(community, spec);
    const view = await awaitEnd(community, 'buyer', running.view.id, () => undefined);
    const { state, blocks, seconds } = await summarize(community, spec, { ...running, view });
    const opened = view.opened && view.opened.block - running.orderedAt;
    trades.push({ state, fromOrderTo: { opened, settled: blocks }, seconds, startsAfter: view.start - view.ordered });
    process.stderr.write(`${JSON.stringify(trades.at(-1))}\n`);
  }
} finally {
  await community.stop();
  await rm(folder, { recursive: true, force: true });
}
const result = { command: 'npm run bench:trade', secondsOfABlock: 1, trades };
await writeFile(join(import.meta.dirname, 'results', 'trade.json'), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));
