/**
 * Records the cost of twenty trades due at once, submitted in batches by the gateway's submitter, next to the same number one by
 * one, to `bench/results/batches.json`. The meters have traded before, as for all but a household's first trade.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentAccount, EndpointSet, silentLog } from '@evlock/chain';
import { createSubmitter } from '@evlock/gateway/internal/submitter';
import { type SignedReceipt, systemClock, type TradeOrders } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { startTestPostgres } from '@evlock/testing/gateway/postgres';

const TRADES = 20;
const pairs = Array.from({ length: TRADES }, (_, index) => ({
  buyer: householdNamed(`buyer ${index}`),
  seller: householdNamed(`seller ${index}`),
}));

const [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
await localMarket.welcome(pairs.flatMap(({ buyer, seller }) => [buyer, seller]));
const { deployment } = localMarket;
const endpoints = new EndpointSet(
  { endpoints: [localMarket.chain.url], chainId: deployment.chainId },
  { clock: systemClock },
);
const database = await postgres.open();
const submitter = createSubmitter(
  { deployment, endpoints, privateKey: developmentAccount(1).privateKey },
  { database, clock: systemClock, log: silentLog },
);
await submitter.start();

interface Due {
  readonly orders: TradeOrders;
  readonly finals: readonly [SignedReceipt, SignedReceipt];
}

/** One trade per pair. */
const round = (nonce: number): Promise<Due[]> =>
  Promise.all(
    pairs.map(async ({ buyer, seller }) => {
      const orders = await localMarket.orders({ buyer, seller, nonce });
      const finals = [
        await localMarket.receipt(orders, buyer, 'buyer'),
        await localMarket.receipt(orders, seller, 'seller'),
      ] as const;
      return { orders, finals };
    }),
  );

const open = ({ orders }: Due, past?: Due) =>
  submitter.open(
    localMarket.tradeId(orders),
    orders,
    new Map(past && [[localMarket.tradeId(past.orders), past.orders]]),
  );
const settle = ({ orders, finals }: Due) => submitter.settleFinal(orders, ...finals);
const free = ({ orders }: Due) => submitter.free(localMarket.tradeId(orders), orders);

/** Gas of the submitter's transactions in a round, by function. */
async function spent(work: () => Promise<unknown>): Promise<Record<string, number>> {
  await database.query('TRUNCATE outbox, gas_charges');
  await work();
  const rows = await database.query<{ label: string; gas: bigint }>(
    `SELECT label, sum((result->>'gas')::bigint)::bigint AS gas FROM outbox GROUP BY label ORDER BY label`,
  );
  return Object.fromEntries(rows.map(({ label, gas }) => [label, Math.round(Number(gas) / TRADES)]));
}

const inTurn = async (due: readonly Due[], work: (one: Due) => Promise<unknown>): Promise<void> => {
  for (const one of due) await work(one);
};
const atOnce = (due: readonly Due[], work: (one: Due) => Promise<unknown>): Promise<unknown> =>
  Promise.all(due.map((one) => work(one)));

// The very first trade initializes the meters' storage words.
const first = await round(1);
for (const work of [open, settle, free]) await atOnce(first, (one) => work(one));

const alone = await round(2);
const singles = await spent(async () => {
  for (const work of [open, settle, free]) await inTurn(alone, (one) => work(one));
});
const together = await round(3);
const batches = await spent(async () => {
  for (const work of [open, settle, free]) await atOnce(together, (one) => work(one));
});
const ended = await round(4);
for (const work of [open, settle]) await atOnce(ended, (one) => work(one));
const next = await round(5);
const freeing = await spent(() => Promise.all(next.map((one, index) => open(one, ended[index]))));

const sum = (gas: Record<string, number>): number => Object.values(gas).reduce((total, one) => total + one, 0);
const result = {
  command: 'npm run bench:batches',
  trades: TRADES,
  gasPerTrade: {
    singles: { ...singles, sum: sum(singles) },
    batches: { ...batches, sum: sum(batches) },
    freedByTheNextOpening: freeing,
  },
};
await writeFile(join(import.meta.dirname, 'results', 'batches.json'), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));
await submitter.stop();
await localMarket.stop();
await postgres.stop();
