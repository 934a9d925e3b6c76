/** Signed at the meter's console, or with the 24 words alone, and put on chain by a stranger: neither needs a gateway. */
import { readFile, writeFile } from 'node:fs/promises';
import { Store } from '@evlock/meter';
import { type Address, domainOf, Order, price, readSignedExport, toJson } from '@evlock/protocol';
import { householdNamed, keyNamed, type LocalMarket } from '@evlock/testing/chain/local-market';
import { evlock } from '@evlock/testing/cli/test-context';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BALANCE, done, failure, LocalHousehold, PURSE } from '../support/local-household.ts';

const elsewhere = keyNamed('elsewhere').address;
let household: LocalHousehold;
let localMarket: LocalMarket;
let words: string;
let account: Address;
let meterKey: Address;
const at = (name: string): string => household.at(name);
const submit = (name: string) => household.submit(name);
const ofStranger = () => household.ofStranger();

beforeAll(async () => {
  household = await LocalHousehold.start();
  ({ localMarket, words, account, meterKey } = household);
});
afterAll(() => household.stop());

const atMeter = (...more: string[]): string[] => [...more, '--local', ...household.here];

describe('cancel --local', () => {
  it('signs the cancel of one order, which the meter’s store holds, with a fee for who submits it', async () => {
    const orders = await localMarket.orders({ buyer: householdNamed('x'), seller: householdNamed('y'), nonce: 3 });
    const order: Order = { ...orders.offer.order, account, meterKey, price: price(1n) };
    const hash = Order.digest(domainOf(localMarket.deployment), order);
    const store = Store.open(at('meter.sqlite'));
    store.addOrder(hash, { order, signature: orders.offer.signature }, 1);
    store.close();
    const example = JSON.parse((await evlock(['profiles', 'print', 'meter'])).out);
    await writeFile(at('meter.json'), toJson({ ...example, dataFolder: household.folder }));
    const one = atMeter('offers', 'cancel', hash, '--meter-profile', at('meter.json'), '--fee', '0.001');
    await done([...one, '--out', at('cancel.json')]);
    const before = await ofStranger();
    expect(await submit('cancel.json')).toMatchObject({ result: 'submitted', steps: [{ call: 'cancelOrder' }] });
    expect(await localMarket.reader.isNonceSpent(meterKey, 3)).toBe(true);
    expect(await ofStranger()).toBe(before + 1_000n);
    expect(await localMarket.reader.account(account)).toMatchObject({ balance: BALANCE - 1_000n });
    const other = atMeter('offers', 'cancel', `0x${'5'.repeat(64)}`, '--meter-profile', at('meter.json'));
    expect(await failure(other)).toMatchObject({ exit: 1, error: { code: 'ORDER_NOT_FOUND' } });
  });

  it('signs the cancel of all orders so far, and is bound by the meter’s fee cap', async () => {
    await done([...atMeter('offers', 'cancel', 'all'), '--out', at('all.json')]);
    const { cancels } = readSignedExport(await readFile(at('all.json'), 'utf8'));
    expect(cancels).toMatchObject([{ cancel: { meterKey, account, minNonce: 1, submitterFee: 0n }, order: null }]);
    expect(await submit('all.json')).toMatchObject({ item: 'cancel' });
    const dear = [...atMeter('offers', 'cancel', 'all', '--fee', '1'), '--out', at('dear.json')];
    expect(await failure(dear)).toMatchObject({ exit: 1, error: { code: 'LIMIT_EXCEEDED' } });
  });

  it('says what it needs, and what only it takes', async () => {
    for (const [argv, argument] of [
      [['offers', 'cancel', 'all'], '<order>'],
      [['offers', 'cancel', 'all', '--local'], '--socket'],
      [['offers', 'cancel', `0x${'5'.repeat(64)}`, '--socket', '/nowhere'], '--socket'],
      [atMeter('offers', 'cancel', `0x${'5'.repeat(64)}`), '--meter-profile'],
    ] as const) {
      expect(await failure(argv)).toMatchObject({ exit: 2, error: { details: { argument } } });
    }
  });
});

describe('withdraw --local', () => {
  it('signs for an address on the meter’s list, and no other', async () => {
    const withdraw = (to: Address) => [...atMeter('account', 'withdraw', '1', '--to', to), '--out', at('listed.json')];
    expect(await failure(withdraw(elsewhere))).toMatchObject({ exit: 1, error: { code: 'LIMIT_EXCEEDED' } });
    await done(withdraw(PURSE));
    expect(await submit('listed.json')).toMatchObject({ result: 'submitted' });
    expect(await localMarket.reader.tokenBalance(PURSE)).toBe(1_000_000n);
  });
});

describe('the 24 words alone', () => {
  const withdraw = (...more: string[]): string[] => [
    'account',
    'withdraw',
    'all',
    '--to',
    elsewhere,
    '--deployment',
    at('deployment.json'),
    '--rpc',
    localMarket.chain.url,
    '--out',
    at('words.json'),
    ...more,
  ];

  it('are refused where a word is wrong, and never shown', async () => {
    const [first = '', second = '', ...rest] = words.split(' ');
    for (const [text, problem] of [
      [[second, first, ...rest].join(' '), /checksum/],
      [['evlock', second, ...rest].join(' '), /^number 1 is not/],
      [rest.join(' '), /22 in place of 24/],
    ] as const) {
      const { exit, err, error } = await failure(withdraw('--recovery-phrase-file', '-'), { answers: [text] });
      expect({ exit, argument: error.details.argument }).toEqual({ exit: 2, argument: '--recovery-phrase-file' });
      expect(error.details.problem).toMatch(problem);
      for (const word of rest) expect(err).not.toContain(` ${word} `);
    }
    await writeFile(at('open-words'), words, { mode: 0o644 });
    expect((await failure(withdraw('--recovery-phrase-file', at('open-words')))).error.code).toBe('SECRET_EXPOSED');
    expect((await failure(withdraw('--words', words))).error.code).toBe('SECRET_EXPOSED');
    expect((await failure(withdraw('--recovery-phrase-file', words))).error.code).toBe('SECRET_EXPOSED');
  });

  it('withdraw everything that is free, to any address, without meter, profile or gateway', async () => {
    await household.server.close();
    const { balance } = await localMarket.reader.account(account);
    const before = await ofStranger();
    const told = await done(withdraw('--recovery-phrase-file', at('words'), '--fee', '0.0005'));
    expect(told.withdrawal).toMatchObject({ account, to: elsewhere, amount: String(balance - 500n) });
    expect(JSON.stringify(told) + (await readFile(at('words.json'), 'utf8'))).not.toContain(words.slice(0, 12));
    expect(await submit('words.json')).toMatchObject({ result: 'submitted', steps: [{ call: 'withdraw' }] });
    expect(await localMarket.reader.tokenBalance(elsewhere)).toBe(balance - 500n);
    expect(await ofStranger()).toBe(before + 500n);
    expect(await localMarket.reader.account(account)).toMatchObject({ balance: 0n, locked: 0n });
    const again = await failure(withdraw('--recovery-phrase-file', '-'), { answers: [words.toUpperCase()] });
    expect(again.error).toMatchObject({ code: 'INSUFFICIENT_BALANCE', details: { account } });
  });
});
