/** Every call in a trade's life and a batch of twenty, made once on a tracing chain, with the cost of each. */

import { type Call, calls, computationCost, increaseTime } from '@evlock/chain';
import { Cancel, domainOf, energy, money, type TradeOrders, timestamp, Withdrawal } from '@evlock/protocol';
import { householdNamed, type LocalMarket, signDigest } from './local-market.ts';

export const BATCH = 20;

export interface CallCost {
  readonly computationCost: number;
  readonly gas: number;
}

/** Seconds from a trade's start to the end of its claim period. */
const PAST_CLAIMS = 3_600 + 24 * 3_600;

/** Label → cost. */
export async function costsOfCalls(localMarket: LocalMarket): Promise<Record<string, CallCost>> {
  const { deployment } = localMarket;
  const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
  const pairs = Array.from({ length: BATCH }, (_, index) => ({
    buyer: householdNamed(`buyer ${index}`),
    seller: householdNamed(`seller ${index}`),
  }));
  await localMarket.welcome([buyer, seller, ...pairs.flatMap((pair) => [pair.buyer, pair.seller])]);

  const costs: Record<string, CallCost> = {};
  const measure = async (name: string, call: Call): Promise<void> => {
    const { transaction, gas } = await localMarket.submit(call);
    costs[name] = { computationCost: await computationCost(localMarket.chain.url, transaction), gas };
  };
  const finals = async (orders: TradeOrders, pair: (typeof pairs)[number]) => ({
    orders,
    buyer: await localMarket.receipt(orders, pair.buyer, 'buyer'),
    seller: await localMarket.receipt(orders, pair.seller, 'seller'),
  });

  const first = await localMarket.orders({ buyer, seller, nonce: 1 });
  await measure('openTrade', calls.openTrade(deployment, first));
  const pair = await finals(first, { buyer, seller });
  await measure('settleFinal', calls.settleFinal(deployment, first, pair.buyer, pair.seller));

  await measure('free', calls.free(deployment, first));
  const second = await localMarket.orders({ buyer, seller, nonce: 2, start: 3_700, end: 7_300 });
  await measure('cancelOrder', await cancelCall(localMarket, second));
  await measure('withdraw', await withdrawCall(localMarket));

  const claimed = await localMarket.orders({ buyer, seller, nonce: 3 });
  const unclaimed = await localMarket.orders({ buyer, seller, nonce: 4, start: 3_700, end: 7_300 });
  await localMarket.submitAll([calls.openTrade(deployment, claimed), calls.openTrade(deployment, unclaimed)]);
  const buyerFinal = await localMarket.receipt(claimed, buyer, 'buyer', { energy: energy(1_500_000n) });
  await measure('claim', calls.claim(deployment, claimed, buyerFinal));

  const many = await Promise.all(pairs.map((each) => localMarket.orders({ ...each, nonce: 1 })));
  await measure(`openMany of ${BATCH}`, calls.openMany(deployment, many));
  const receipts = await Promise.all(many.map((orders, index) => finals(orders, pairs[index]!)));
  await measure(`settleFinalMany of ${BATCH}`, calls.settleFinalMany(deployment, receipts));
  const next = await Promise.all(pairs.map((each) => localMarket.orders({ ...each, nonce: 2 })));
  await measure(`freeAndOpenMany of ${BATCH}`, calls.freeAndOpenMany(deployment, many, next));

  await increaseTime(localMarket.chain.url, PAST_CLAIMS + 3_700);
  await measure('settleClaimed', calls.settleClaimed(deployment, claimed));
  await measure('expire', calls.expire(deployment, unclaimed));
  return costs;
}

async function cancelCall(localMarket: LocalMarket, { offer }: TradeOrders): Promise<Call> {
  const { account, meterKey } = offer.order;
  const command: Cancel = {
    account,
    meterKey,
    orderHash: localMarket.tradeId({ bid: offer, offer }),
    minNonce: 0,
    submitterFee: money(0n),
    deadline: timestamp((await localMarket.now()) + 600),
  };
  const digest = Cancel.digest(domainOf(localMarket.deployment), command);
  return calls.cancel(
    localMarket.deployment,
    command,
    await signDigest(digest, householdNamed('seller').meter),
    offer.order,
  );
}

async function withdrawCall(localMarket: LocalMarket): Promise<Call> {
  const { account } = householdNamed('seller');
  const withdrawal: Withdrawal = {
    account: account.address,
    token: localMarket.deployment.token,
    to: localMarket.operator.address,
    amount: money(1_000n),
    submitterFee: money(10n),
    nonce: (await localMarket.reader.account(account.address)).withdrawalNonce,
    deadline: timestamp((await localMarket.now()) + 600),
  };
  const digest = Withdrawal.digest(domainOf(localMarket.deployment), withdrawal);
  return calls.withdraw(localMarket.deployment, withdrawal, await signDigest(digest, account));
}
