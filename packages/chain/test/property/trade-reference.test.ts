import { money } from '@evlock/protocol';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { QuickChain } from '@evlock/testing/chain/quick-chain';
import { PROPERTY_TIMEOUT, propertyRuns, record } from '@evlock/testing/reference/property-runs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sequences } from './sequences.ts';
import { BALANCE, households, Stage, type Tally } from './stage.ts';

const DAY = 86_400;
/** What even a short run must have covered. */
const always = [
  ...['openTrade', 'settleFinal', 'claim', 'settleClaimed', 'expire', 'cancelOrder', 'cancelNonces', 'withdraw'],
  ...['free', 'free NothingToFree', 'freeAndOpenMany', 'freeMany'],
  ...['openTrade MeterBusy', 'openTrade OrderExpired', 'claim ClaimPeriodOver', 'claim ReceiptStale'],
  ...['settleFinal ReceiptMismatch', 'settleFinal InvalidSignature', 'expire ClaimPeriodRunning'],
];
let localMarket: LocalMarket;
let chain: QuickChain;
let begin: number;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome(households, money(BALANCE));
  await localMarket.queue.stop();
  chain = await QuickChain.take(localMarket.chain.url);
  // Some hours before a UTC day ends, so that sequences hit the one-gain-a-day rule.
  begin = (Math.floor((await chain.time()) / DAY) + 2) * DAY - 5 * 3_600;
});
afterAll(() => localMarket.stop());

describe('the contracts', () => {
  it(
    'do what the reference does, whatever anyone sends, in any order',
    async () => {
      const tally: Tally = new Map();
      await fc.assert(
        fc.asyncProperty(sequences, async (sequence) => {
          const snapshot = await chain.remember();
          try {
            await new Stage(localMarket, chain, begin, tally).play(sequence);
          } finally {
            await chain.goBack(snapshot);
          }
        }),
        propertyRuns(40),
      );
      const calls = [...tally.values()].reduce((sum, one) => sum + one, 0);
      record({ name: 'contracts against the reference', runs: propertyRuns(40).numRuns, calls, answers: tally.size });
      // What never occurred proves nothing.
      expect([...tally.keys()]).toEqual(expect.arrayContaining(always));
    },
    PROPERTY_TIMEOUT,
  );
});
