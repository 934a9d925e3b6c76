import type { TradeOnChain } from '@evlock/chain';
import { silentLog } from '@evlock/chain';
import {
  CLAIM_SECONDS,
  type Energy,
  EvlockError,
  isNews,
  type Milliseconds,
  systemClock,
  type TradeView,
} from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrade } from '../../src/database/trades.ts';
import { Watchtower } from '../../src/watchtower/watchtower.ts';
import { at, MarketFixture, principalOf } from '../support/market-fixture.ts';
import { receiveReceipt } from '../support/received.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
let watchtower: Watchtower;
let trade: TradeView;
let onChain: TradeOnChain;
let monotonic: number;
/** Of the newest block of the endpoint that answers. */
let endpointTime: number;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
  trade = await fixture.trade();
  fixture.submitter.calls.length = 0;
  onChain = { state: 'open' };
  monotonic = 0;
  endpointTime = Number.POSITIVE_INFINITY;
  watchtower = new Watchtower(
    { graceSeconds: 100 },
    {
      database: fixture.database,
      chain: {
        trade: async (_trade, { since = 0 } = {}) => {
          if (endpointTime < since) throw new EvlockError('CHAIN_BEHIND');
          return onChain;
        },
        async *blocks() {},
      },
      submitter: fixture.submitter,
      opening: fixture.market.opening,
      clock: { ...systemClock, monotonic: () => monotonic as Milliseconds },
      log: silentLog,
    },
  );
});

const END = 3_660;
const setOpen = () => fixture.database.query(`UPDATE trades SET state = 'open'`);
const final = { final: true, cause: 'completed' as const, sequence: 9 };

async function receive(role: 'buyer' | 'seller', fields: Parameters<typeof fixture.receipt>[2] = {}): Promise<void> {
  const household = role === 'buyer' ? fixture.ana : fixture.ben;
  await receiveReceipt(fixture.market, principalOf(household), await fixture.receipt(trade.id, role, fields));
}
async function look(seconds: number): Promise<string[]> {
  fixture.submitter.calls.length = 0;
  await watchtower.look(at(seconds));
  await watchtower.idle();
  return fixture.submitter.actions();
}

describe('a signed trade', () => {
  it('is resubmitted until its deadline, and then abandoned if not on chain', async () => {
    onChain = { state: 'none' };
    expect(await look(0)).toEqual(['open']);
    expect(await look(59)).toEqual(['open']);
    expect(await look(60)).toEqual([]);
    expect(await findTrade(fixture.database, trade.id)).toMatchObject({ state: 'failed', error: 'ORDER_EXPIRED' });
  });

  it('is not abandoned on the word of an endpoint that lags its deadline', async () => {
    onChain = { state: 'none' };
    endpointTime = at(59);
    expect(await look(60)).toEqual([]);
    expect(await findTrade(fixture.database, trade.id)).toMatchObject({ state: 'signed' });
    endpointTime = at(60);
    monotonic += 600_000;
    await look(61);
    expect(await findTrade(fixture.database, trade.id)).toMatchObject({ state: 'failed', error: 'ORDER_EXPIRED' });
  });

  it('that is on chain is left to the indexer', async () => {
    expect(await look(3_000)).toEqual([]);
    expect(await findTrade(fixture.database, trade.id)).toMatchObject({ state: 'signed' });
  });
});

describe('a trade on chain', () => {
  beforeEach(setOpen);

  it('that has ended is freed, once, if an offer of its meters waits for that time', async () => {
    await fixture.database.query(`UPDATE trades SET state = 'settled', opened_block = 1`);
    await fixture.database.query('UPDATE offers SET opened_trade = (SELECT id FROM trades)');
    expect(await look(100)).toEqual([]);
    await fixture.sell(fixture.ben, { start: at(120), end: at(END) });
    expect(await look(END - 599)).toEqual([]);
    expect(await look(100)).toEqual(['free']);
    await fixture.database.query('UPDATE trades SET freed = true');
    expect(await look(100)).toEqual([]);
    // Before it has ended, its meters are rightly busy.
    await fixture.database.query(`UPDATE trades SET freed = false, state = 'claimed', seller_claim = 1`);
    expect(await look(100)).toEqual([]);
    await fixture.database.query('UPDATE trades SET seller_claim_final = true');
    expect(await look(100)).toEqual(['free']);
  });

  it('is left alone while it runs and within the grace', async () => {
    await receive('buyer', final);
    expect(await look(END)).toEqual([]);
    expect(await look(END + 99)).toEqual([]);
  });

  it('with a final pair is settled at any time before the claim period ends', async () => {
    await receive('buyer', final);
    await receive('seller', { ...final, partnerEnergy: 1_000n as Energy });
    expect(await look(100)).toEqual(['settleFinal']);
    expect(await look(END + CLAIM_SECONDS - 1)).toContain('settleFinal');
  });

  it('is claimed for both sides, even if its final pair cannot be settled or one claim fails', async () => {
    await receive('buyer', final);
    await receive('seller', { ...final, partnerEnergy: 1_000n as Energy });
    fixture.submitter.refusal = new EvlockError('RECEIPT_MISMATCH');
    expect(await look(END + 100)).toEqual(['settleFinal', 'claim', 'claim']);
  });

  it('is claimed only for what the chain lacks', async () => {
    await receive('buyer', { energy: 500n as Energy });
    await receive('seller', final);
    onChain = { state: 'claimed', buyer: { energy: 500n as Energy, final: false } };
    expect(await look(END + 100)).toEqual(['claim']);
    onChain = { ...onChain, seller: { energy: 1_000n as Energy, final: true } };
    expect(await look(END + 100)).toEqual([]);
  });

  it('is closed after the claim period: settled if the buyer claimed, else expired', async () => {
    expect(await look(END + CLAIM_SECONDS)).toEqual(['expire']);
    onChain = { state: 'claimed', seller: { energy: 1n as Energy, final: true } };
    expect(await look(END + CLAIM_SECONDS)).toEqual(['expire']);
    onChain = { state: 'claimed', buyer: { energy: 1n as Energy, final: false } };
    expect(await look(END + CLAIM_SECONDS)).toEqual(['settleClaimed']);
    onChain = { state: 'settled' };
    expect(await look(END + CLAIM_SECONDS)).toEqual([]);
  });

  it('backs off after failures', async () => {
    fixture.submitter.refusal = new EvlockError('CHAIN_UNREACHABLE');
    const time = END + CLAIM_SECONDS;
    expect(await look(time)).toEqual(['expire']);
    monotonic = 4_999;
    expect(await look(time)).toEqual([]);
    monotonic = 5_000;
    expect(await look(time)).toEqual(['expire']);
    monotonic = 14_999;
    expect(await look(time)).toEqual([]);
    monotonic = 15_000;
    fixture.submitter.refusal = undefined;
    expect(await look(time)).toEqual(['expire']);
    expect(await look(time)).toEqual(['expire']);
  });
});

it('news is a larger energy, or the first final', async () => {
  const signed = await fixture.receipt(trade.id, 'buyer', { energy: 5n as Energy, final: true });
  const claim = (energy: bigint, isFinal: boolean) => ({ energy: energy as Energy, final: isFinal });
  const claims = [undefined, claim(4n, true), claim(5n, false), claim(6n, false), claim(5n, true), claim(6n, true)];
  expect(claims.map((item) => isNews(signed, item))).toEqual([true, true, true, true, false, false]);
});
