/**
 * Records how much a local chain writes while two households trade, to `bench/results/local-chain.json`: a trade a minute, as in
 * `npm start`, with a block each second. The seconds are chain time.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { calls, type LocalChain, mine, startLocalChain } from '@evlock/chain';
import { money, timestamp } from '@evlock/protocol';
import { deployOn, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { QuickChain } from '@evlock/testing/chain/quick-chain';

const TRADES = Number(process.argv[2] ?? 1_000);
/** Blocks per turn of the demo, at one a second. */
const BLOCKS = 63;
/** Writes per turn: after each of its two transactions, and after every twenty empty blocks. */
const SAVES = 2 + Math.floor(BLOCKS / 20);
/** Turns between size checks. */
const SAMPLE = 10;
/** As in `startLocalChain`: beyond this it prunes, and then beyond twice what is left. */
const STATE_LIMIT = 2 * 1024 * 1024;
/** anvil's own behaviour: the whole state every two seconds. */
const ANVIL_INTERVAL = 2;

const folder = await mkdtemp(join(tmpdir(), 'evlock-bench-chain-'));
const file = join(folder, 'state.json.gz');
const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];

/** Almost never writes on its own: the bench decides when. */
const start = (): Promise<LocalChain> => startLocalChain({ folder, checkInterval: 2 ** 31 - 1, blockSeconds: 3_600 });

interface Size {
  readonly packed: number;
  /** What anvil would write. */
  readonly whole: number;
}

async function save(chain: LocalChain): Promise<Size> {
  await chain.save();
  const packed = await readFile(file);
  return { packed: packed.length, whole: gunzipSync(packed).length };
}

async function makeTrade(localMarket: LocalMarket, quick: QuickChain, nonce: number, time: number): Promise<void> {
  const now = timestamp(time);
  const orders = await localMarket.orders({ buyer, seller, nonce, now, energy: 5_000n, start: 5, end: 55 });
  const finals = await Promise.all([
    localMarket.receipt(orders, buyer, 'buyer'),
    localMarket.receipt(orders, seller, 'seller'),
  ]);
  for (const [index, call] of [
    calls.openTrade(localMarket.deployment, orders),
    calls.settleFinal(localMarket.deployment, orders, ...finals),
  ].entries()) {
    const result = await quick.send(call, time + 1 + index, 0);
    if (result.kind === 'refused') throw new Error(`trade ${nonce}: ${result.reason}`);
  }
}

let chain = await startLocalChain({ folder, checkInterval: 2 ** 31 - 1, blockSeconds: 0.25 });
const localMarket = new LocalMarket(folder, chain, await deployOn(chain));
await localMarket.queue.start();
await localMarket.welcome([buyer, seller], money(1_000_000_000n));
await localMarket.queue.stop();
let quick = await QuickChain.take(chain.url);

let [written, byAnvil, restarts, limit] = [0, 0, 0, STATE_LIMIT];
const sizes: Size[] = [];
for (let trade = 1; trade <= TRADES; trade++) {
  await makeTrade(localMarket, quick, trade, (await quick.time()) + 1);
  await mine(chain.url, BLOCKS - 2);
  if (trade % SAMPLE !== 0) continue;
  const size = await save(chain);
  sizes.push(size);
  written += size.packed * SAVES * SAMPLE;
  byAnvil += size.whole * ((BLOCKS * SAMPLE) / ANVIL_INTERVAL);
  if (size.packed < limit) continue;
  await chain.stop();
  chain = await start();
  limit = Math.max(STATE_LIMIT, 2 * (await save(chain)).packed);
  quick = await QuickChain.take(chain.url);
  restarts++;
}
const seconds = TRADES * BLOCKS;
const last = sizes.at(-1);
await chain.stop();
const began = performance.now();
chain = await start();
const startSeconds = (performance.now() - began) / 1000;
const afterRestart = await save(chain);
await chain.stop();
await rm(folder, { recursive: true });

const result = {
  command: 'npm run bench:local-chain',
  trades: TRADES,
  seconds,
  bytes: {
    atEnd: last?.packed,
    most: Math.max(...sizes.map(({ packed }) => packed)),
    afterRestart: afterRestart.packed,
  },
  writtenPerSecond: Math.round(written / seconds),
  restarts,
  startSeconds: Number(startSeconds.toFixed(1)),
  whole: {
    bytes: { atEnd: last?.whole, most: Math.max(...sizes.map(({ whole }) => whole)) },
    writtenPerSecond: Math.round(byAnvil / seconds),
  },
};
await writeFile(join(import.meta.dirname, 'results', 'local-chain.json'), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));
process.exit(0);
