/**
 * One of two endpoints lies about one field of its answers: every field read, with every lie derivable from true answers. A
 * caller that asks both learns the truth, or that it is unknown; never the lie.
 */
import {
  type Clock,
  EvlockError,
  energy,
  type Milliseconds,
  type Order,
  systemClock,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable } from '../../src/endpoints/proof.ts';
import { ChainReader, calls, UnanimousReader } from '../../src/index.ts';
import { AnswerBook, type FieldLie, type Question, shapeOf } from '../support/field-lies.ts';

const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
const [otherBuyer, otherSeller] = [householdNamed('other buyer'), householdNamed('other seller')];
const HONEST = 'http://honest.test';
const LIAR = 'http://liar.test';

/** Nothing to wait for but answers, and the chain's newest block is current. */
const hasty: Clock = {
  now: () => newest,
  monotonic: () => systemClock.monotonic(),
  sleep: (length, signal) => systemClock.sleep((length < 900 ? 0 : length) as Milliseconds, signal),
};

interface Call extends Question {
  readonly id: number;
}

/** Both endpoints, in front of a chain that does not move: each question reaches it once. */
class Endpoints {
  readonly book = new AnswerBook();
  lie: FieldLie | undefined;
  /** Answers that differ from the truth. */
  lies = 0;
  /** Shapes of the questions asked. */
  asked = new Set<string>();
  readonly #url: string;
  readonly #answers = new Map<string, Promise<object>>();

  constructor(url: string) {
    this.#url = url;
  }

  readonly fetch = async (url: unknown, init: { body?: unknown } = {}): Promise<Response> => {
    const body = JSON.parse(String(init.body)) as Call | Call[];
    const lies = String(url).startsWith(LIAR);
    const answers = await Promise.all([body].flat().map((call) => this.#answer(call, lies)));
    return Response.json(Array.isArray(body) ? answers : answers[0]);
  };

  async #answer({ id, ...question }: Call, lies: boolean): Promise<object> {
    this.asked.add(shapeOf(question));
    const answer = (await this.#truth(question)) as { result?: unknown };
    if (!lies || this.lie?.shape !== shapeOf(question) || answer.result === undefined) return { id, ...answer };
    const result = this.lie.tell(answer.result);
    if (comparable(result) !== comparable(answer.result)) this.lies++;
    return { id, ...answer, result };
  }

  #truth(question: Question): Promise<object> {
    const key = JSON.stringify(question);
    const known = this.#answers.get(key) ?? this.#ask(question);
    this.#answers.set(key, known);
    return known;
  }

  async #ask(question: Question): Promise<object> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: question.method, params: question.params });
    const { id, ...answer } = (await (await fetch(this.#url, { method: 'POST', headers, body })).json()) as Call;
    if ('result' in answer && this.lie === undefined) this.book.note(question, answer.result);
    return answer;
  }
}

let localMarket: LocalMarket;
let endpoints: Endpoints;
const trades: Record<
  'open' | 'claimed' | 'settled' | 'never',
  Awaited<ReturnType<LocalMarket['orders']>>
> = {} as never;
let transaction: `0x${string}`;
let block: number;
let newest: Timestamp;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  const { deployment } = localMarket;
  await localMarket.welcome([buyer, seller, otherBuyer, otherSeller]);
  trades.settled = await localMarket.orders({ buyer, seller, start: 60, end: 3_000 });
  await localMarket.submit(calls.openTrade(deployment, trades.settled));
  const finals = [
    await localMarket.receipt(trades.settled, buyer, 'buyer'),
    await localMarket.receipt(trades.settled, seller, 'seller'),
  ] as const;
  await localMarket.submit(calls.settleFinal(deployment, trades.settled, ...finals));
  trades.claimed = await localMarket.orders({ buyer: otherBuyer, seller: otherSeller, energy: 1_000_000n });
  await localMarket.submit(calls.openTrade(deployment, trades.claimed));
  const claim = { energy: energy(7n), final: false, cause: 'none' } as const;
  const receipt = await localMarket.receipt(trades.claimed, otherBuyer, 'buyer', claim);
  await localMarket.submit(calls.claim(deployment, trades.claimed, receipt));
  trades.open = await localMarket.orders({ buyer, seller, nonce: 2, start: 4_000, end: 7_000 });
  ({ transaction, block } = await localMarket.submit(calls.openTrade(deployment, trades.open)));
  trades.never = await localMarket.orders({ buyer, seller, nonce: 3, start: 8_000, end: 9_000 });
  await systemClock.sleep(600 as Milliseconds);
  await stopMining(localMarket.chain.url);
  newest = await localMarket.now();
  endpoints = new Endpoints(localMarket.chain.url);
});
afterAll(() => localMarket.stop());

async function stopMining(url: string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'evm_setIntervalMining', params: [0] });
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

const NOT_KNOWN = ['CHAIN_BEHIND', 'CHAIN_DISAGREES', 'CHAIN_UNREACHABLE', 'CHAIN_WRONG_NETWORK'];

/** The answer as text, or `not known`; `failed` with the code for anything else. */
async function outcome(question: () => Promise<unknown>): Promise<string | undefined> {
  try {
    const answer = await question();
    return answer === undefined ? 'not known' : comparable(answer);
  } catch (error) {
    const { code, cause } = EvlockError.from(error);
    return NOT_KNOWN.includes(code) ? 'not known' : `failed: ${code} ${cause}`;
  }
}

interface Readers {
  readonly chain: ChainReader;
  readonly unanimous: UnanimousReader;
}

/** The liar alternates between first and second place: neither is believed more. */
function readers(urls: readonly string[]): Readers {
  const options = { endpoints: urls, deployment: localMarket.deployment, pollInterval: 1, lagLimit: 5 };
  const modules = { clock: hasty, fetch: endpoints.fetch as typeof fetch };
  return { chain: new ChainReader(options, modules), unanimous: new UnanimousReader(options, modules) };
}

type Ask = (readers: Readers) => Promise<unknown>;

/** Twice: the first read of a difference may be at two blocks. */
const agreed =
  (trade: keyof typeof trades): Ask =>
  async ({ chain }) => {
    const place = localMarket.place(trades[trade]);
    const told = (await chain.agreedTrade(place)) ?? (await chain.agreedTrade(place));
    return told?.state;
  };

/** An absence is never reported as fact: it is merely unproven. */
const lapsed =
  (order: () => Pick<Order, 'meterKey' | 'nonce' | 'openBefore'>): Ask =>
  async ({ chain }) =>
    (await chain.hasLapsed(order())) || undefined;

const questions: Record<string, Ask> = {
  'an open trade, as a meter asks': agreed('open'),
  'a claimed trade, as a meter asks': agreed('claimed'),
  'a settled trade, as a meter asks': agreed('settled'),
  'a trade that never was, as a meter asks': agreed('never'),
  'the opening, as a meter asks': ({ chain }) => chain.tradeOpened(localMarket.tradeId(trades.open), { fromBlock: 0 }),
  'the newest block': ({ chain }) => chain.finalized(),
  'a block': ({ chain }) => chain.blockHash(block),
  events: ({ chain }) => chain.events(block - 1, block),
  'a transaction receipt': ({ chain }) => chain.transactionReceipt(transaction),
  'a trade, as a gateway asks': ({ chain }) => chain.trade(localMarket.place(trades.claimed)),
  'an account, as a gateway asks': ({ chain }) => chain.account(buyer.account.address),
  'a meter, as its owner asks': ({ chain }) => chain.meter(buyer.meter.address),
  "an account's meter, as its owner asks": ({ chain }) => chain.meterOfAccount(buyer.account.address),
  'whether an account is known': ({ chain }) => chain.isKnown(buyer.account.address),
  'a nonce of the registry, as a meter asks': ({ chain }) => chain.registryNonce(buyer.account.address),
  'a nonce of an order, as a meter asks': ({ chain }) => chain.isNonceSpent(buyer.meter.address, 2),
  'an order that lapsed': lapsed(() => ({ ...trades.never.bid.order, openBefore: timestamp(newest - 1) })),
  'an order that may yet be opened': lapsed(() => trades.never.bid.order),
  'the newest block of all': ({ unanimous }) => unanimous.finalized(),
  'an open trade': ({ unanimous }) => unanimous.trade(localMarket.place(trades.open)),
  'a claimed trade': ({ unanimous }) => unanimous.trade(localMarket.place(trades.claimed)),
  'a settled trade': ({ unanimous }) => unanimous.trade(localMarket.place(trades.settled)),
  'an account': ({ unanimous }) => unanimous.account(buyer.account.address),
  'a meter': ({ unanimous }) => unanimous.meter(buyer.meter.address),
  'a nonce of the registry': ({ unanimous }) => unanimous.registryNonce(buyer.account.address),
  'a nonce of an order': ({ unanimous }) => unanimous.isNonceSpent(buyer.meter.address, 2),
  'the terms of the market': ({ unanimous }) => unanimous.marketTerms(),
  'a balance of tokens': ({ unanimous }) => unanimous.tokenBalance(localMarket.operator.address),
  'events of all': ({ unanimous }) => unanimous.events(block - 1, block),
  'a transaction receipt of all': ({ unanimous }) => unanimous.transactionReceipt(transaction),
  calldata: ({ unanimous }) => unanimous.sentCall(transaction),
};

describe('one of two endpoints lies about one field of', () => {
  beforeAll(async () => {
    // All true answers first: one trade's answer can be given for another.
    for (const ask of Object.values(questions)) await ask(readers([HONEST, HONEST]));
  });

  it.each(Object.keys(questions))(
    '%s: the answer is the truth, or nothing',
    async (name) => {
      const ask = questions[name] as Ask;
      endpoints.lie = undefined;
      endpoints.asked = new Set();
      const truth = await outcome(() => ask(readers([HONEST, LIAR])));
      const lies = endpoints.book.lies(endpoints.asked);
      const wrong: string[] = [];
      const told = new Set<string>();
      for (const [index, lie] of lies.entries()) {
        endpoints.lie = lie;
        endpoints.lies = 0;
        const urls = index % 2 === 0 ? [HONEST, LIAR] : [LIAR, HONEST];
        const said = await outcome(() => ask(readers(urls)));
        if (endpoints.lies > 0) told.add(lie.shape);
        if (said !== truth && said !== 'not known') wrong.push(`${lie.name}, ${urls.indexOf(LIAR) + 1} of 2: ${said}`);
      }
      expect(truth).toBeDefined();
      expect([...told].toSorted()).toEqual([...new Set(lies.map(({ shape }) => shape))].toSorted());
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
