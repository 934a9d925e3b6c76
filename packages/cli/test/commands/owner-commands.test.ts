import { join } from 'node:path';
import { writeOwnerProfile } from '@evlock/owner/node';
import { EvlockError, offerViewSchema, toJson, tradeViewSchema } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { evlock, NOW } from '@evlock/testing/cli/test-context';
import {
  account,
  accountView,
  bought,
  meterKey,
  offerOf,
  offerView,
  partner,
  placed,
  tradeId,
  tradeOn,
  tradeView,
} from '@evlock/testing/owner/samples';
import { deployment, hex, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let gateway: TestGateway;
let profile: string;
const as = (...argv: string[]): string[] => [...argv, '--profile', profile];

beforeAll(async () => {
  gateway = await TestGateway.start();
  profile = join(gateway.folder, 'profile.json');
  await SoftwarePasskey.create(join(gateway.folder, 'passkey.pem'));
  await writeOwnerProfile(profile, {
    gateway: { url: gateway.url, authorityFile: 'authority.pem' },
    passkeyFile: 'passkey.pem',
    meterKey,
    account,
    deployment,
  });
});
beforeEach(() => {
  gateway.received.length = 0;
  gateway.handlers = {
    challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
    signIn: () => ({ token: 'token', expires: NOW + 3600 }),
    account: () => accountView,
    offers: () => ({ offers: [offerView], next: null }),
    offer: ({ params: { hash } }) => {
      if (hash !== offerView.hash) throw new EvlockError('ORDER_NOT_FOUND');
      return offerView;
    },
    placeOffer: ({ body }) => placed(body.terms),
    buy: ({ body }) => bought(body.terms),
    trades: () => ({ trades: [tradeView(), tradeView({ state: 'expired', paid: '0' })] }),
    trade: () => tradeView(),
    stop: () => ({}),
    cancelOrder: () => ({ transaction: hex('8') }),
    withdraw: () => ({ transaction: hex('8') }),
  };
});
afterAll(() => gateway.stop());

describe('evlock offers place', () => {
  const argv = ['offers', 'place', '--energy', '2kWh', '--power', '8kW', '--price', '0.12', '--for', '15m'];

  it('shows what was signed', async () => {
    const { exit, out } = await evlock(as(...argv));
    expect(exit).toBe(0);
    expect(out).toContain('sell 2 kWh at 0.12 TEST/kWh');
    expect(out).toMatch(/proven +signatures; not compared/);
    expect(gateway.last('placeOffer').body.terms).toMatchObject({ energy: 2_000_000n, start: NOW, end: NOW + 900 });
  });

  it('gives the view of the API as JSON', async () => {
    const { out } = await evlock(as(...argv, '--json'));
    const { verdict, ...view } = JSON.parse(out);
    expect(offerViewSchema.parse(view).offer.order).toMatchObject({ energy: 2_000_000n, meterKey, account });
    expect(verdict).toMatchObject({ failed: [] });
  });

  it('tells what the gateway refused, and what to do', async () => {
    gateway.handlers.placeOffer = () => {
      throw new EvlockError('SELF_TEST_REQUIRED');
    };
    const { exit, out, err } = await evlock(as(...argv));
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/^SELF_TEST_REQUIRED: .*\n {2}fix: Let the meter run its self-test/);
  });
});

describe('evlock offers buy', () => {
  const buy = ['offers', 'buy', offerView.hash, '--energy', '1500mWh', '--max-price', '0.12'];

  it('takes an offer by its hash', async () => {
    const { exit, out } = await evlock(as(...buy));
    expect(exit).toBe(0);
    expect(out).toMatch(/state +signed/);
    expect(gateway.last('buy').body.terms).toMatchObject({ counterOrder: offerView.hash, energy: 1500n });
  });

  it('--follow ends with the trade as it ended', async () => {
    gateway.handlers.trade = () => {
      const { side, counterOrder, ...terms } = gateway.last('buy').body.terms;
      return tradeOn(offerView, terms);
    };
    const argv = as(...buy, '--follow');
    const json = await evlock([...argv, '--json']);
    expect({ exit: json.exit, err: json.err }).toEqual({ exit: 0, err: '' });
    const { verdict, ...trade } = JSON.parse(json.out);
    expect(tradeViewSchema.parse(trade).state).toBe('settled');
    expect(verdict.failed).toEqual([]);
    const text = await evlock(argv);
    expect(text.err).toContain("settled: buyer's meter 1.5 Wh");
    expect(text.out).toMatch(/state +settled/);
  });

  it('--follow fails with the reason of a trade that never opened', async () => {
    gateway.handlers.trade = () => tradeView({ state: 'failed', error: 'INSUFFICIENT_BALANCE' });
    const { exit, out, err } = await evlock(as(...buy, '--follow'));
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('INSUFFICIENT_BALANCE: ');
  });

  it('shows what the meter signed at a terminal, and asks', async () => {
    const [, , , ...rest] = buy.slice(0, 5);
    const argv = as('offers', 'buy', offerView.hash, ...rest);
    const agreed = await evlock(argv, { terminal: true, answers: ['yes'] });
    expect(agreed.exit).toBe(0);
    expect(agreed.err).toMatch(/price +0\.12 TEST\/kWh/);
    expect(agreed.err).toMatch(/for +1\.5 Wh: at most 0\.00018 TEST/);
    gateway.received.length = 0;
    const declined = await evlock(argv, { terminal: true, answers: ['no'] });
    expect(declined.err).toContain('CANCELLED');
    expect(gateway.received.some(({ name }) => name === 'buy')).toBe(false);
  });

  it('asks for a limit where nobody sees the price', async () => {
    const argv = as('offers', 'buy', offerView.hash, '--energy', '1500mWh', '--json');
    for (const terminal of [false, true]) {
      const { exit, err } = await evlock(argv, { terminal });
      expect(exit).toBe(2);
      expect(JSON.parse(err).details.argument).toBe('--max-price');
    }
    expect(gateway.received.some(({ name }) => name === 'buy')).toBe(false);
  });

  it('takes nothing above the limit, and no other offer than was asked for', async () => {
    const dear = await evlock(as(...buy.slice(0, -1), '0.11', '--json'));
    expect(JSON.parse(dear.err).code).toBe('PRICE_ABOVE_LIMIT');
    gateway.handlers.offer = () => offerOf(partner, { price: '1' });
    const other = await evlock(as(...buy, '--json'));
    expect(JSON.parse(other.err)).toMatchObject({ code: 'NOT_PROVEN', details: { what: 'offer', check: 'hash' } });
    expect(gateway.received.some(({ name }) => name === 'buy')).toBe(false);
  });
});

describe('evlock offers list, trades, trade', () => {
  it('line up in columns', async () => {
    const { out } = await evlock(as('trades', 'list', '--limit', '7', '--state', 'settled'));
    const lines = out.split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.search(/TRADE|0x[0-9a-f]{64}/))).size).toBe(1);
    expect(gateway.last('trades').query).toEqual({ limit: '7', state: 'settled' });
    expect((await evlock(as('offers', 'list'))).out).toMatch(/0\.12 TEST\/kWh .* signed$/m);
  });

  it('list offers cheapest first, as text and as JSON', async () => {
    const at = (price: string) => offerOf(partner, { price });
    gateway.handlers.offers = () => ({ offers: [at('300000'), at('100000'), at('200000')], next: null });
    const json = JSON.parse((await evlock(as('offers', 'list', '--json'))).out);
    const prices = json.offers.map((view: { offer: { order: { price: string } } }) => view.offer.order.price);
    expect(prices).toEqual(['100000', '200000', '300000']);
    expect((await evlock(as('offers', 'list'))).out).toMatch(/0\.1 [\s\S]*0\.2 [\s\S]*0\.3 /);
  });

  it('say when there are more offers than were asked for', async () => {
    gateway.handlers.offers = ({ query }) => ({ offers: [offerView], next: query.after ? null : 'place' });
    const { out } = await evlock(as('offers', 'list', '--limit', '1'));
    expect(out).toContain('More offers: evlock offers list --all');
    const all = await evlock(as('offers', 'list', '--all', '--json'));
    expect(JSON.parse(all.out)).toMatchObject({ offers: { length: 2 }, more: false });
  });

  it('mark what does not hold, and show it as nothing else', async () => {
    const order = { ...offerView.offer.order, price: 1n };
    gateway.handlers.offers = () => ({ offers: [{ ...offerView, offer: { ...offerView.offer, order } }], next: null });
    expect((await evlock(as('offers', 'list'))).out).toMatch(/NO: hash, signature$/m);
    gateway.handlers.trade = () => tradeView({ paid: '1', refunded: '179' });
    const { out } = await evlock(as('trades', 'show', tradeId));
    expect(out).toMatch(/proven +NO: money\. Do not trust it/);
    expect(JSON.parse((await evlock(as('trades', 'show', tradeId, '--json'))).out).verdict.failed).toEqual(['money']);
    gateway.handlers.account = () => ({ ...accountView, account: partner.account.address });
    expect((await evlock(as('account', 'balance'))).out).toMatch(/checked on chain +DIFFERENT: account/);
  });

  it('show all of one trade', async () => {
    const { out } = await evlock(as('trades', 'show', tradeId));
    for (const part of ['1.5 Wh', '60000 gas', '0.00018 TEST', 'receipt 12', 'block 20', '20 s', '+1']) {
      expect(out).toContain(part);
    }
  });

  it('--follow prints one line of JSON for each change', async () => {
    const { exit, out } = await evlock(as('trades', 'show', tradeId, '--follow', '--json'));
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => JSON.parse(line).state)).toEqual(['settled']);
    await expect.poll(() => gateway.listeners).toBe(0);
  });

  it('--follow of all ends with Ctrl-C, without failure', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const running = evlock(as('trades', 'list', '--follow', '--json'), {
      signal: stop.signal,
      seen: (text) => seen.push(text),
    });
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.tell(`event: trade\ndata: ${toJson(tradeView())}\n\n`);
    await expect.poll(() => seen.length).toBe(1);
    stop.abort();
    expect((await running).exit).toBe(0);
  });
});

describe('evlock account balance, stop, cancel, withdraw', () => {
  it('say whose word it is', async () => {
    const { out } = await evlock(as('account', 'balance'));
    expect(out).toMatch(/free +9.76 TEST/);
    expect(out).toMatch(/checked on chain +no/);
    expect(out).toMatch(/meter, as the gateway tells +online/);
    expect(out).toMatch(/minimum lot +1 Wh/);
    const json = JSON.parse((await evlock(as('account', 'balance', '--json'))).out);
    expect(json).toMatchObject({ account: { balance: '9760000' }, chain: null, minimumLot: '1000' });
  });

  it('do what they say', async () => {
    expect((await evlock(as('trades', 'stop', tradeId))).exit).toBe(0);
    expect(gateway.last('stop').params.id).toBe(tradeId);
    expect((await evlock(as('offers', 'cancel', hex('5')))).out).toContain(hex('8'));
    expect(gateway.last('cancelOrder').body.cancel.orderHash).toBe(hex('5'));
    expect((await evlock(as('account', 'withdraw', '1.5', '--to', hex('d', 20)))).out).toContain('1.5 TEST');
    expect(gateway.last('withdraw').body.withdrawal).toMatchObject({ amount: 1_500_000n, to: hex('d', 20) });
  });
});

describe('what is refused', () => {
  it('has a remedy of the command that was given, not of another one', async () => {
    gateway.handlers.withdraw = () => {
      throw new EvlockError('INSUFFICIENT_BALANCE', { balance: '1', needed: '1500000' });
    };
    const { err: tooMuch } = await evlock(as('account', 'withdraw', '1.5', '--to', hex('d', 20)));
    expect(tooMuch).toMatch(/^INSUFFICIENT_BALANCE: (?!.*trade would lock).*\n {2}fix: .*choose a smaller amount/);
    gateway.handlers.cancelOrder = () => {
      throw new EvlockError('ORDER_NOT_FOUND', { hash: hex('5') });
    };
    const { err: unknown } = await evlock(as('offers', 'cancel', hex('5')));
    expect(unknown).toMatch(/^ORDER_NOT_FOUND: .*\n {2}fix: .*To cancel, use the hash/);
  });
});

describe('evlock account deposit', () => {
  it('asks for an endpoint of the own choice before anything else', async () => {
    const { exit, err } = await evlock(as('account', 'deposit', '1', '--json'));
    expect(exit).toBe(2);
    expect(JSON.parse(err).details.argument).toBe('--rpc');
  });
});
