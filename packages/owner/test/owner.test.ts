import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, MemoryOwnerStore, OPENING_SECONDS, Owner, type OwnerStore } from '@evlock/owner';
import { FileOwnerStore, httpsTransport } from '@evlock/owner/node';
import {
  Cancel,
  type Clock,
  EvlockError,
  energy,
  Mandate,
  money,
  power,
  ppm,
  price,
  SessionChallenge,
  systemClock,
  timestamp,
  toJson,
  verifyAssertion,
  Withdrawal,
} from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import {
  account,
  accountView,
  bought,
  domain,
  meterKey,
  offerView,
  placed,
  tradeId,
  tradeView,
} from '@evlock/testing/owner/samples';
import { deployment, hex, market, type Received, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const NOW = timestamp(1_800_000_000);
const clock: Clock = { ...systemClock, now: () => NOW };
const passkey = SoftwarePasskey.generate();
let gateway: TestGateway;
let api: ApiClient;
let store: OwnerStore;
let owner: Owner;

/** Throws unless the passkey approved exactly this challenge. */
const approved = (assertion: Received['body'], challenge: `0x${string}`): void =>
  verifyAssertion(assertion, { challenge, ...deployment, publicKeys: [passkey.publicKey] });

beforeAll(async () => {
  gateway = await TestGateway.start();
  api = new ApiClient({ transport: httpsTransport({ url: gateway.url, authority: gateway.authority }) });
});
beforeEach(() => {
  gateway.received.length = 0;
  gateway.handlers = {
    challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
    signIn: () => ({ token: `token-${gateway.received.length}`, expires: NOW + 3600 }),
    account: () => accountView,
    offers: () => ({ offers: [offerView], next: null }),
    offer: ({ params: { hash } }) => {
      if (hash !== offerView.hash) throw new EvlockError('ORDER_NOT_FOUND');
      return offerView;
    },
    placeOffer: ({ body }) => placed(body.terms),
    buy: ({ body }) => bought(body.terms),
    trade: () => tradeView(),
    cancelOrder: () => ({ transaction: hex('8') }),
    withdraw: () => ({ transaction: hex('8') }),
  };
  store = new MemoryOwnerStore();
  owner = new Owner({ deployment, meterKey, account }, { api, passkey, store, clock });
});
afterAll(async () => {
  api.close();
  await gateway.stop();
});

describe('signing in', () => {
  it('signs the challenge for this meter, and stores the token', async () => {
    await owner.account();
    await owner.account();
    const { body } = gateway.last('signIn');
    const challenge = { meterKey, gatewayNonce: body.gatewayNonce, expires: timestamp(NOW + 60) };
    approved(body.assertion, SessionChallenge.digest(domain, challenge));
    expect(gateway.received.filter(({ name }) => name === 'signIn')).toHaveLength(1);
    expect(gateway.last('account').token).toBe(store.load().session?.token);
  });

  it('happens again when the gateway no longer knows the session', async () => {
    store.save({ lastMandateId: 0, session: { token: 'old', expires: timestamp(NOW + 3600) } });
    gateway.handlers.account = ({ token }) => {
      if (token === 'old') throw new EvlockError('UNAUTHENTICATED');
      return accountView;
    };
    expect((await owner.account()).account).toBe(accountView.account);
    expect(store.load().session?.token).not.toBe('old');
  });

  it('does not retry forever when refused', async () => {
    gateway.handlers.account = () => {
      throw new EvlockError('UNAUTHENTICATED');
    };
    await expect(owner.account()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(gateway.received.filter(({ name }) => name === 'account')).toHaveLength(2);
  });
});

describe('a standing order', () => {
  const wish = {
    side: 'offer' as const,
    limitPrice: price(100_000),
    energyCap: energy(5_000_000),
    lot: energy(500_000),
    reservePpm: ppm(300_000),
    surplusOnly: true,
    until: timestamp(NOW + 7 * 86_400),
  };
  const progress = {
    ...{ state: 'active', placed: NOW, energyUsed: '0', moneyUsed: '0', energyReserved: '0', moneyReserved: '0' },
    ...{ trades: 0, delivered: '0', paid: '0', waitsFor: null, rule: null },
  };
  const answer = (change: object = {}): void => {
    gateway.handlers.placeStandingOrder = ({ body }) => {
      const { mandate } = body.approval;
      return { id: mandate.mandateId, mandate, rules: body.rules, ...progress, ...change };
    };
  };

  it('is approved with what the secure world checks, and sent with the rules that the meter keeps', async () => {
    answer();
    const view = await owner.placeStandingOrder(wish);
    const { approval, rules } = gateway.last('placeStandingOrder').body;
    approved(approval.assertion, Mandate.digest(domain, approval.mandate));
    expect(approval.mandate).toMatchObject({ side: 'offer', energyCap: 5_000_000n, minEnergy: 250_000n, moneyCap: 0n });
    expect(approval.mandate).toMatchObject({ limitPrice: 100_000n, deliveryFrom: NOW, validUntil: wish.until });
    // 0.5 kWh at 1.44 kW takes 1 250 s.
    expect(rules).toEqual({
      ...{
        lot: 500_000n,
        power: 1_440_000,
        seconds: 3_780,
        hours: null,
        reservePpm: 300_000,
        surplusOnly: true,
        partners: null,
      },
    });
    expect(view.verdict).toEqual({ failed: [], unchecked: ['mandate', 'rules', 'state', 'progress'] });
  });

  it('for buying may cost what all of it costs at the highest price, unless its owner says less', async () => {
    answer();
    const buys = { side: 'bid' as const, limitPrice: price(120_000), energyCap: energy(1_000_000), until: wish.until };
    await owner.placeStandingOrder(buys);
    expect(gateway.last('placeStandingOrder').body.approval.mandate.moneyCap).toBe(120_000n);
    await owner.placeStandingOrder({ ...buys, moneyCap: money(90_000) });
    expect(gateway.last('placeStandingOrder').body.approval.mandate.moneyCap).toBe(90_000n);
  });

  it('is not approved if it could never trade', async () => {
    const refused = owner.placeStandingOrder({ ...wish, seconds: 600 });
    await expect(refused).rejects.toMatchObject({ code: 'ORDER_INVALID', details: { field: 'seconds' } });
    expect(gateway.received.some(({ name }) => name === 'placeStandingOrder')).toBe(false);
  });

  it('that comes back with other rules is not shown as the one approved', async () => {
    answer({
      rules: {
        lot: '500000',
        power: 1_440_000,
        seconds: 3_780,
        hours: null,
        reservePpm: null,
        surplusOnly: true,
        partners: null,
      },
    });
    await expect(owner.placeStandingOrder(wish)).rejects.toMatchObject({
      code: 'NOT_PROVEN',
      details: { check: 'terms' },
    });
  });

  it('is listed, and marked where it says what its mandate rules out', async () => {
    answer();
    const { verdict: _, renewal: __, ...view } = await owner.placeStandingOrder(wish);
    const more = { ...view, energyUsed: 5_000_001n };
    gateway.handlers.standingOrders = () => ({ standingOrders: [view, more] });
    const [first, second] = await owner.standingOrders();
    expect([first?.verdict.failed, second?.verdict.failed]).toEqual([[], ['energy']]);
  });

  it('is stopped without the passkey', async () => {
    answer();
    const { verdict: _, renewal: __, ...view } = await owner.placeStandingOrder(wish);
    gateway.handlers.stopStandingOrder = ({ params }) => ({ ...view, id: Number(params.mandateId), state: 'stopped' });
    expect(await owner.stopStandingOrder(view.id)).toMatchObject({ id: view.id, state: 'stopped' });
  });
});

describe('an offer', () => {
  const wish = {
    energy: energy(2_000_000),
    power: power(8_000_000),
    price: price(120_000),
    start: NOW,
    end: timestamp(NOW + 900),
  };

  it('comes with the tightest mandate, approved', async () => {
    await owner.offer(wish);
    const { approval, terms } = gateway.last('placeOffer').body;
    approved(approval.assertion, Mandate.digest(domain, approval.mandate));
    expect(approval.mandate).toMatchObject({ side: 'offer', meterKey, energyCap: 2_000_000n, moneyCap: 0n });
    expect(approval.mandate).toMatchObject({ limitPrice: 120_000n, deliveryFrom: NOW, validUntil: NOW + 900 });
    expect(terms).toMatchObject({ minEnergy: 2_000_000n, openBefore: NOW + 900 });
  });

  it('can be read before it is approved, and is approved exactly as it was read', async () => {
    const draft = owner.draftOffer({ ...wish, minEnergy: energy(500_000) });
    expect(draft.bounds).toMatchObject({ side: 'offer', minEnergy: 500_000n, limitPrice: 120_000n });
    expect(gateway.received).toEqual([]);
    await owner.place(draft);
    const { mandate, assertion } = gateway.last('placeOffer').body.approval;
    const { approvedAt, mandateId, ...bounds } = mandate;
    expect(bounds).toEqual(draft.bounds);
    expect([approvedAt, mandateId]).toEqual([NOW, NOW]);
    approved(assertion, Mandate.digest(domain, mandate));
  });

  it('is not approved if the contract would refuse it', async () => {
    // 2 kWh in a quarter of an hour is 8 kW.
    const refused = owner.offer({ ...wish, power: power(7_999_999) });
    await expect(refused).rejects.toMatchObject({ code: 'ORDER_INVALID' });
    expect(gateway.received.some(({ name }) => name === 'placeOffer')).toBe(false);
  });

  it('never uses a mandate id twice, not even within a second', async () => {
    const ids: number[] = [];
    for (let count = 0; count < 3; count++) {
      await owner.offer(wish);
      ids.push(gateway.last('placeOffer').body.approval.mandate.mandateId);
    }
    expect(ids).toEqual([NOW, NOW + 1, NOW + 2]);
  });
});

describe('the list of offers', () => {
  it('is read page by page, up to the requested number', async () => {
    gateway.handlers.offers = ({ query }) => {
      const next = { undefined: 'a', a: 'b', b: null }[String(query.after)] as string | null;
      return { offers: [offerView, offerView].slice(0, Number(query.limit)), next };
    };
    expect(await owner.offers(5)).toMatchObject({ offers: { length: 5 }, more: false });
    expect(gateway.received.flatMap(({ name, query }) => (name === 'offers' ? [query] : []))).toEqual([
      { limit: '5' },
      { limit: '3', after: 'a' },
      { limit: '1', after: 'b' },
    ]);
    expect(await owner.offers(4)).toMatchObject({ offers: { length: 4 }, more: true });
    expect((await owner.offers(Number.POSITIVE_INFINITY)).offers).toHaveLength(6);
  });
});

describe('a purchase', () => {
  it('names the offer and its price, and caps the money at the lock', async () => {
    await owner.buy(offerView.hash, { energy: energy(1501), maxPrice: price(120_000) });
    const { approval, terms } = gateway.last('buy').body;
    approved(approval.assertion, Mandate.digest(domain, approval.mandate));
    expect(terms).toMatchObject({ side: 'bid', counterOrder: offerView.hash, energy: 1501n, minEnergy: 1501n });
    expect(terms).toMatchObject({ price: 120_000n, start: NOW + OPENING_SECONDS, openBefore: NOW + OPENING_SECONDS });
    // ceil(1501 mWh × 0.12 per kWh) = ceil(180.12)
    expect(approval.mandate.moneyCap).toBe(181n);
  });

  it('can be read before it is approved, and then asks for the passkey first', async () => {
    const draft = await owner.draftBid(offerView.hash, { energy: energy(1501), maxPrice: price(120_000) });
    expect(draft.bounds).toMatchObject({ side: 'bid', energyCap: 1501n, moneyCap: 181n });
    gateway.received.length = 0;
    await owner.take(draft);
    expect(gateway.received.map(({ name }) => name)).toEqual(['buy']);
    const { mandate } = gateway.last('buy').body.approval;
    expect(mandate).toMatchObject(draft.bounds);
    expect(gateway.last('buy').body.terms).toEqual(draft.terms);
  });

  it('is refused if there is no such offer', async () => {
    await expect(owner.buy(hex('f'), { energy: energy(1500), maxPrice: price(120_000) })).rejects.toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
    expect(gateway.received.some(({ name }) => name === 'buy')).toBe(false);
  });
});

describe('cancel and withdrawal', () => {
  it('are approved as they are sent', async () => {
    await owner.cancel(hex('5'));
    const cancelled = gateway.last('cancelOrder');
    approved(cancelled.body.assertion, Cancel.digest(domain, cancelled.body.cancel));
    expect(cancelled.body.cancel).toMatchObject({ orderHash: hex('5'), account: accountView.account, minNonce: 0 });
    await owner.withdraw({ to: hex('d', 20), amount: money(5) });
    const { withdrawal, assertion } = gateway.last('withdraw').body;
    approved(assertion, Withdrawal.digest(domain, withdrawal));
    expect(withdrawal).toMatchObject({ token: market.token, amount: 5n, nonce: 3n, submitterFee: 0n });
  });
});

describe('following a trade', () => {
  it('reports each change once and ends with the trade', async () => {
    gateway.handlers.trade = () => tradeView({ state: 'open', ended: null });
    const states: string[] = [];
    const following = (async () => {
      for await (const view of owner.follow(tradeId)) states.push(view.state);
    })();
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.tell(`event: trade\ndata: ${toJson(tradeView({ id: hex('e'), state: 'failed' }))}\n\n`);
    gateway.tell(`event: trade\ndata: ${toJson(tradeView({ state: 'open', ended: null }))}\n\n`);
    gateway.tell(`event: trade\ndata: ${toJson(tradeView())}\n\n`);
    await following;
    expect(states).toEqual(['open', 'settled']);
    await expect.poll(() => gateway.listeners).toBe(0);
  });

  it('reconnects when the stream breaks', async () => {
    gateway.handlers.trade = () => tradeView({ state: 'open', ended: null });
    const ended = owner.untilEnded(tradeId);
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.dropStreams();
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.tell(`event: trade\ndata: ${toJson(tradeView())}\n\n`);
    expect((await ended).state).toBe('settled');
  });

  it('stops on its signal', async () => {
    gateway.handlers.trade = () => tradeView({ state: 'open', ended: null });
    const stop = new AbortController();
    const ended = owner.untilEnded(tradeId, stop.signal);
    await expect.poll(() => gateway.listeners).toBe(1);
    stop.abort();
    await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('what is remembered', () => {
  it('is stored in a file only the owner can read', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'evlock-state-')), 'deep', 'state.json');
    const first = new FileOwnerStore(file);
    expect(first.load()).toEqual({ lastMandateId: 0, session: null });
    first.save({ lastMandateId: 5, session: { token: 't', expires: NOW } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(new FileOwnerStore(file).load()).toEqual({ lastMandateId: 5, session: { token: 't', expires: NOW } });
  });
});
