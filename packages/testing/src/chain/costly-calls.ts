/** Every call of a trade's life and a batch of twenty, made once on a tracing chain, with what each costs. */

import { type Call, calls, computationCost, increaseTime } from '@evlock/chain';
import { Cancel, domainOf, energy, money, type TradeOrders, timestamp, Withdrawal } from '@evlock/protocol';
import { householdNamed, signDigest, type World } from './world.ts';

export const BATCH = 20;

export interface CallCost {
  readonly computationCost: number;
  readonly gas: number;
}

/** Seconds from a trade's start to the end of its claim period. */
const PAST_CLAIMS = 3_600 + 24 * 3_600;

/** Label → cost. */
export async function costsOfCalls(world: World): Promise<Record<string, CallCost>> {
  const { deployment } = world;
  const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
  const pairs = Array.from({ length: BATCH }, (_, index) => ({
    buyer: householdNamed(`buyer ${index}`),
    seller: householdNamed(`seller ${index}`),
  }));
  await world.welcome([buyer, seller, ...pairs.flatMap((pair) => [pair.buyer, pair.seller])]);

  const costs: Record<string, CallCost> = {};
  const measure = async (name: string, call: Call): Promise<void> => {
    const { transaction, gas } = await world.submit(call);
    costs[name] = { computationCost: await computationCost(world.chain.url, transaction), gas };
  };
  const finals = async (orders: TradeOrders, pair: (typeof pairs)[number]) => ({
    orders,
    buyer: await world.receipt(orders, pair.buyer, 'buyer'),
    seller: await world.receipt(orders, pair.seller, 'seller'),
  });

  const first = await world.orders({ buyer, seller, nonce: 1 });
  await measure('openTrade', calls.openTrade(deployment, first));
  const pair = await finals(first, { buyer, seller });
  await measure('settleFinal', calls.settleFinal(deployment, first, pair.buyer, pair.seller));

  await measure('free', calls.free(deployment, first));
  const second = await world.orders({ buyer, seller, nonce: 2, start: 3_700, end: 7_300 });
  await measure('cancelOrder', await cancelCall(world, second));
  await measure('withdraw', await withdrawCall(world));

  const claimed = await world.orders({ buyer, seller, nonce: 3 });
  const unclaimed = await world.orders({ buyer, seller, nonce: 4, start: 3_700, end: 7_300 });
  await world.submitAll([calls.openTrade(deployment, claimed), calls.openTrade(deployment, unclaimed)]);
  const buyerFinal = await world.receipt(claimed, buyer, 'buyer', { energy: energy(1_500_000n) });
  await measure('claim', calls.claim(deployment, claimed, buyerFinal));

  const many = await Promise.all(pairs.map((each) => world.orders({ ...each, nonce: 1 })));
  await measure(`openMany of ${BATCH}`, calls.openMany(deployment, many));
  const receipts = await Promise.all(many.map((orders, index) => finals(orders, pairs[index]!)));
  await measure(`settleFinalMany of ${BATCH}`, calls.settleFinalMany(deployment, receipts));
  const next = await Promise.all(pairs.map((each) => world.orders({ ...each, nonce: 2 })));
  await measure(`freeAndOpenMany of ${BATCH}`, calls.freeAndOpenMany(deployment, many, next));

  await increaseTime(world.chain.url, PAST_CLAIMS + 3_700);
  await measure('settleClaimed', calls.settleClaimed(deployment, claimed));
  await measure('expire', calls.expire(deployment, unclaimed));
  return costs;
}

async function cancelCall(world: World, { offer }: TradeOrders): Promise<Call> {
  const { account, meterKey } = offer.order;
  const command: Cancel = {
    account,
    meterKey,
    orderHash: world.tradeId({ bid: offer, offer }),
    minNonce: 0,
    submitterFee: money(0n),
    deadline: timestamp((await world.now()) + 600),
  };
  const digest = Cancel.digest(domainOf(world.deployment), command);
  return calls.cancel(world.deployment, command, await signDigest(digest, householdNamed('seller').meter), offer.order);
}

async function withdrawCall(world: World): Promise<Call> {
  const { account } = householdNamed('seller');
  const withdrawal: Withdrawal = {
    account: account.address,
    token: world.deployment.token,
    to: world.operator.address,
    amount: money(1_000n),
    submitterFee: money(10n),
    nonce: (await world.reader.account(account.address)).withdrawalNonce,
    deadline: timestamp((await world.now()) + 600),
  };
  const digest = Withdrawal.digest(domainOf(world.deployment), withdrawal);
  return calls.withdraw(world.deployment, withdrawal, await signDigest(digest, account));
}
