/** A settlement signed and sent that never reached the chain: after the claim period the trade is closed anyway. */
import { calls, increaseTime } from '@evlock/chain';
import { CLAIM_SECONDS, type Energy, type Money, type TradeView } from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChainFixture } from '../support/chain-fixture.ts';

const pair = (name: string) => ({ buyer: householdNamed(`${name} Alice`), seller: householdNamed(`${name} Bob`) });
const [unclaimed, claimed] = [pair('unclaimed'), pair('claimed')];
const BALANCE = 1_000_000n as Money;

let postgres: TestPostgres;
let localMarket: LocalMarket;
let deaf: LyingEndpoint;
let gateway: ChainFixture;
beforeAll(async () => {
  [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
  const households = [unclaimed, claimed].flatMap(({ buyer, seller }) => [buyer, seller]);
  await localMarket.welcome(households, BALANCE);
  deaf = new LyingEndpoint(localMarket.chain.url);
  gateway = new ChainFixture(localMarket, await postgres.open(), households);
});
afterAll(async () => {
  await gateway.stop();
  await deaf.stop();
  await localMarket.stop();
  await postgres.stop();
});

const stateOf = async ({ id }: TradeView, { buyer }: { buyer: Household }) => (await gateway.view(buyer, id)).state;
const balance = async ({ account }: Household) => (await gateway.reader.account(account.address)).balance;
/** One transaction per trade, or one for both: whatever was due together. */
const settlements = async () => {
  const rows = await gateway.database.query<{ state: string; trades: number }>(
    `SELECT state, CASE label WHEN 'settleFinal' THEN 1 ELSE jsonb_array_length(items) END AS trades
     FROM outbox WHERE label IN ('settleFinal', 'settleFinalMany')`,
  );
  return rows.flatMap(({ state, trades }) => Array.from({ length: trades }, () => state));
};

async function finals(trade: TradeView, { buyer, seller }: typeof claimed): Promise<void> {
  const delivered = 1_490_000n as Energy;
  await gateway.receive(trade, buyer, 'buyer', { energy: delivered });
  await gateway.receive(trade, seller, 'seller', { energy: delivered, partnerEnergy: delivered });
}

describe('a settlement that was lost', () => {
  it('is followed after the claim period by a refund, or by the claimed amount', async () => {
    const endpoint = await deaf.start();
    await gateway.start({ endpoint });
    const first = await gateway.trade(unclaimed.buyer, unclaimed.seller);
    const second = await gateway.trade(claimed.buyer, claimed.seller);
    for (const [trade, who] of [[first, unclaimed] as const, [second, claimed] as const]) {
      await expect.poll(() => stateOf(trade, who)).toBe('open');
    }
    const interim = { sequence: 3, energy: 700_000n as Energy, final: false, cause: 'none' as const };
    const receipt = await localMarket.receipt(second, claimed.buyer, 'buyer', interim);
    await localMarket.submit(calls.claim(localMarket.deployment, second, receipt));

    // From here on nothing the submitter sends reaches the chain.
    deaf.before = (method) =>
      method === 'eth_sendRawTransaction' ? Promise.reject(new Error('lost')) : Promise.resolve();
    await finals(first, unclaimed);
    await finals(second, claimed);
    await expect.poll(settlements).toEqual(['sent', 'sent']);
    await gateway.stop();
    await increaseTime(localMarket.chain.url, 3_600 + CLAIM_SECONDS + 60);
    await gateway.start();

    await expect.poll(() => stateOf(first, unclaimed)).toBe('expired');
    await expect.poll(() => stateOf(second, claimed)).toBe('settled');
    expect(await gateway.view(claimed.buyer, second.id)).toMatchObject({ delivered: 700_000n, paid: 84_000n });
    const households = [unclaimed.buyer, unclaimed.seller, claimed.buyer, claimed.seller];
    expect(await Promise.all(households.map(balance))).toEqual([
      BALANCE,
      BALANCE,
      BALANCE - 84_000n,
      BALANCE + 84_000n,
    ]);
    // What was sent in vain ends on its own.
    const isOver = (state: string): boolean => state === 'done' || state === 'reverted';
    await expect.poll(async () => (await settlements()).every(isOver)).toBe(true);
  });
});
