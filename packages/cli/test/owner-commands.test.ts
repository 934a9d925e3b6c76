import { join } from 'node:path';
import { writeOwnerProfile } from '@evlock/owner/node';
import { EvlockError, offerViewSchema, toJson, tradeViewSchema } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, accountView, meterKey, offerView, tradeView } from '../../owner/test/samples.ts';
import { deployment, hex, TestGateway } from '../../owner/test/test-gateway.ts';
import { evlock, NOW } from './test-context.ts';

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
    placeOffer: () => offerView,
    buy: () => tradeView({ state: 'signed', delivered: null, paid: null, refunded: null, opened: null, ended: null }),
    trades: () => ({ trades: [tradeView(), tradeView({ state: 'expired', paid: '0' })] }),
    trade: () => tradeView(),
    stop: () => ({}),
    cancelOrder: () => ({ transaction: hex('8') }),
    withdraw: () => ({ transaction: hex('8') }),
  };
});
afterAll(() => gateway.stop());

describe('evlock offer', () => {
  const argv = ['offer', '--energy', '2kWh', '--price', '0.12', '--for', '15m'];

  it('shows what was signed', async () => {
    const { exit, out } = await evlock(as(...argv));
    expect(exit).toBe(0);
    expect(out).toContain(offerView.hash);
    expect(out).toContain('sell 2 kWh at 0.12 TEST/kWh');
    expect(gateway.last('placeOffer').body.terms).toMatchObject({ energy: 2_000_000n, start: NOW, end: NOW + 900 });
  });

  it('gives the view of the API as JSON', async () => {
    const { out } = await evlock(as(...argv, '--json'));
    expect(offerViewSchema.parse(JSON.parse(out))).toEqual(offerView);
  });

  it('tells what the gateway refused, and what to do', async () => {
    gateway.handlers.placeOffer = () => {
      throw new EvlockError('SELF_TEST_REQUIRED');
    };
    const { exit, out, err } = await evlock(as(...argv));
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toMatch(/^SELF_TEST_REQUIRED: .*\n {2}what to do: Let the meter run its self-test/);
  });
});

describe('evlock buy', () => {
  it('takes an offer by its hash', async () => {
    const { exit, out } = await evlock(as('buy', offerView.hash, '--energy', '1500mWh'));
    expect(exit).toBe(0);
    expect(out).toMatch(/state +signed/);
    expect(gateway.last('buy').body.terms).toMatchObject({ counterOrder: offerView.hash, energy: 1500n });
  });

  it('--wait ends with the trade as it ended', async () => {
    const argv = as('buy', offerView.hash, '--energy', '1500mWh', '--wait');
    const json = await evlock([...argv, '--json']);
    expect({ exit: json.exit, err: json.err }).toEqual({ exit: 0, err: '' });
    expect(tradeViewSchema.parse(JSON.parse(json.out)).state).toBe('settled');
    const text = await evlock(argv);
    expect(text.err).toContain("settled: buyer's meter 1.5 Wh");
    expect(text.out).toMatch(/state +settled/);
  });

  it('--wait fails with the reason of a trade that never opened', async () => {
    gateway.handlers.trade = () => tradeView({ state: 'failed', error: 'INSUFFICIENT_BALANCE' });
    const { exit, out, err } = await evlock(as('buy', offerView.hash, '--energy', '1500mWh', '--wait'));
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('INSUFFICIENT_BALANCE: ');
  });
});

describe('evlock offers, trades, trade', () => {
  it('line up in columns', async () => {
    const { out } = await evlock(as('trades', '--limit', '7', '--state', 'settled'));
    const lines = out.split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.search(/TRADE|0x7/))).size).toBe(1);
    expect(gateway.last('trades').query).toEqual({ limit: '7', state: 'settled' });
    expect((await evlock(as('offers'))).out).toContain('0.12 TEST/kWh');
  });

  it('list offers cheapest first, as text and as JSON', async () => {
    const { order } = offerView.offer;
    const at = (price: bigint) => ({ ...offerView, offer: { ...offerView.offer, order: { ...order, price } } });
    gateway.handlers.offers = () => ({ offers: [at(300_000n), at(100_000n), at(200_000n)], next: null });
    const json = JSON.parse((await evlock(as('offers', '--json'))).out);
    const prices = json.offers.map((view: { offer: { order: { price: string } } }) => view.offer.order.price);
    expect(prices).toEqual(['100000', '200000', '300000']);
    expect((await evlock(as('offers'))).out).toMatch(/0\.1 [\s\S]*0\.2 [\s\S]*0\.3 /);
  });

  it('say when there are more offers than were asked for', async () => {
    gateway.handlers.offers = ({ query }) => ({ offers: [offerView], next: query.after ? null : 'place' });
    const { out } = await evlock(as('offers', '--limit', '1'));
    expect(out).toContain('There are more: evlock offers --all');
    const all = await evlock(as('offers', '--all', '--json'));
    expect(JSON.parse(all.out)).toMatchObject({ offers: { length: 2 }, more: false });
  });

  it('show all of one trade', async () => {
    const { out } = await evlock(as('trade', hex('7')));
    for (const part of ['1.5 Wh', '60000 gas', '0.00018 TEST', 'receipt 12', 'block 20', '20 s', '+1']) {
      expect(out).toContain(part);
    }
  });

  it('--follow prints one line of JSON for each change', async () => {
    const { exit, out } = await evlock(as('trade', hex('7'), '--follow', '--json'));
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => JSON.parse(line).state)).toEqual(['settled']);
    await expect.poll(() => gateway.listeners).toBe(0);
  });

  it('--follow of all ends with Ctrl-C, without failure', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const running = evlock(as('trades', '--follow', '--json'), {
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

describe('evlock balance, stop, cancel, withdraw', () => {
  it('say whose word it is', async () => {
    const { out } = await evlock(as('balance'));
    expect(out).toMatch(/free +9.76 TEST/);
    expect(out).toMatch(/checked on chain +no/);
    expect(out).toMatch(/minimum lot +1 Wh/);
    const json = JSON.parse((await evlock(as('balance', '--json'))).out);
    expect(json).toMatchObject({ account: { balance: '9760000' }, chain: null, minimumLot: '1000' });
  });

  it('do what they say', async () => {
    expect((await evlock(as('stop', hex('7')))).exit).toBe(0);
    expect(gateway.last('stop').params.id).toBe(hex('7'));
    expect((await evlock(as('cancel', hex('5')))).out).toContain(hex('8'));
    expect(gateway.last('cancelOrder').body.cancel.orderHash).toBe(hex('5'));
    expect((await evlock(as('withdraw', '1.5', '--to', hex('d', 20)))).out).toContain('1.5 TEST');
    expect(gateway.last('withdraw').body.withdrawal).toMatchObject({ amount: 1_500_000n, to: hex('d', 20) });
  });
});

describe('evlock deposit', () => {
  it('asks for an endpoint of the own choice before anything else', async () => {
    const { exit, err } = await evlock(as('deposit', '1', '--json'));
    expect(exit).toBe(2);
    expect(JSON.parse(err).details.argument).toBe('--endpoint');
  });
});
