/** Transactions sent to several endpoints, some of which do not pass them on. */
import { type Hex, milliseconds, money, systemClock } from '@evlock/protocol';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, calls, developmentAccount, MemoryOutbox, TransactionQueue } from '../../src/index.ts';

let localMarket: LocalMarket;
beforeAll(async () => {
  localMarket = await LocalMarket.start();
});
afterAll(() => localMarket.stop());

/** A queue of its own account, so that the tests do not meet. */
function queueOf({ privateKey }: { readonly privateKey: Hex }, endpoints: readonly string[]) {
  const outbox = new MemoryOutbox();
  const queue = new TransactionQueue(
    { endpoints, privateKey, chainId: 31_337, pollInterval: 50, resendAfter: 300 },
    { outbox, clock: systemClock },
  );
  return { queue, outbox };
}

const approval = (amount: bigint): Call => calls.approve(localMarket.deployment, money(amount));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await systemClock.sleep(milliseconds(20));
}

describe('several endpoints', () => {
  const sends = ({ asked }: LyingEndpoint): number =>
    asked.filter((method) => method === 'eth_sendRawTransaction').length;
  const refuseTo =
    (method: string): LyingEndpoint['before'] =>
    async (asked) => {
      if (asked === method) throw new Error('not passed on');
    };

  it('each get the same transaction, which is mined once', async () => {
    const more = [new LyingEndpoint(localMarket.chain.url), new LyingEndpoint(localMarket.chain.url)];
    const moreEndpoints = await Promise.all(more.map((endpoint) => endpoint.start()));
    const { queue, outbox } = queueOf(developmentAccount(1), [localMarket.chain.url, ...moreEndpoints]);
    await queue.start();
    const { transaction } = await queue.submit('everywhere', approval(3n));
    await until(() => more.every((endpoint) => sends(endpoint) > 0));
    const entry = await outbox.find('everywhere');
    expect(entry).toMatchObject({ nonce: 0, result: { transaction } });
    expect(entry?.attempts.map((attempt) => attempt.transaction)).toEqual([transaction]);
    await queue.stop();
    for (const endpoint of more) await endpoint.stop();
  });

  it('do not all have to pass it on', async () => {
    const first = new LyingEndpoint(localMarket.chain.url);
    first.before = refuseTo('eth_sendRawTransaction');
    const { queue } = queueOf(developmentAccount(2), [
      await first.start(),
      'http://127.0.0.1:1',
      localMarket.chain.url,
    ]);
    await queue.start();
    expect(await queue.submit('by the last', approval(4n))).toMatchObject({
      transaction: expect.stringMatching(/^0x/),
    });
    await queue.stop();
    await first.stop();
  });

  it('refused by all are retried', async () => {
    const both = [new LyingEndpoint(localMarket.chain.url), new LyingEndpoint(localMarket.chain.url)];
    for (const endpoint of both) endpoint.before = refuseTo('eth_sendRawTransaction');
    const endpoints = await Promise.all(both.map((one) => one.start()));
    const { queue, outbox } = queueOf(developmentAccount(3), endpoints);
    await queue.start();
    const result = queue.submit('later', approval(5n));
    await until(() => both.every((one) => sends(one) > 1));
    for (const one of both) one.before = async () => undefined;
    await result;
    expect((await outbox.find('later'))?.attempts).toHaveLength(1);
    await queue.stop();
    for (const one of both) await one.stop();
  });
});
