import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls } from '@evlock/chain';
import { type SignedExport, timestamp, toJson } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { evlock } from '@evlock/testing/cli/test-context';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const [alice, bob] = [householdNamed('alice'), householdNamed('bob')];
let folder: string;
let localMarket: LocalMarket;
let signed: SignedExport;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-signed-'));
  localMarket = await LocalMarket.start();
  await localMarket.welcome([alice, bob]);
  const orders = await localMarket.orders({ buyer: alice, seller: bob });
  await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
  const receipts = [
    await localMarket.receipt(orders, alice, 'buyer'),
    await localMarket.receipt(orders, bob, 'seller'),
  ];
  signed = {
    format: 'evlock-signed-1',
    deployment: localMarket.deployment,
    written: timestamp(1),
    trades: [{ orders, receipts }],
    cancels: [],
    withdrawals: [],
  };
  await writeFile(at('signed.json'), toJson(signed));
  await writeFile(at('any.key'), localMarket.operator.privateKey, { mode: 0o600 });
});
afterAll(async () => {
  await localMarket.stop();
  await rm(folder, { recursive: true, force: true });
});

const rpc = () => ['--rpc', localMarket.chain.url];

describe('submit', () => {
  it('says what it would put on chain, without a key', async () => {
    const { exit, out } = await evlock(['chain', 'submit', at('signed.json'), ...rpc(), '--dry-run']);
    expect(exit).toBe(0);
    expect(out).toMatch(/result +planned/);
    expect(out).toMatch(/settleFinal +not sent/);
    expect((await localMarket.reader.trade(localMarket.place(signed.trades[0]!.orders))).state).toBe('open');
  });

  it('refuses files that were changed, or are none, and names them', async () => {
    const [trade] = signed.trades;
    const [buyer, seller] = trade!.receipts;
    const changed = { ...buyer!, receipt: { ...buyer!.receipt, energy: 1n } };
    const file = { ...signed, trades: [{ ...trade, receipts: [changed, seller] }] };
    await writeFile(at('changed.json'), toJson(file));
    await writeFile(at('other.json'), '{}');
    for (const [name, code] of [
      ['changed.json', 'INVALID_SIGNATURE'],
      ['other.json', 'INVALID_INPUT'],
      ['none.json', 'FILE_UNUSABLE'],
    ] as const) {
      const { exit, err } = await evlock(['chain', 'submit', at(name), ...rpc(), '--dry-run', '--json']);
      expect({ exit, error: JSON.parse(err) }).toMatchObject({ exit: 1, error: { code, details: { file: at(name) } } });
    }
  });

  it('needs an endpoint on a public network', async () => {
    const elsewhere = { ...signed, deployment: { ...localMarket.deployment, network: 'kairos' } };
    await writeFile(at('kairos.json'), toJson(elsewhere));
    const { exit, err } = await evlock(['chain', 'submit', at('kairos.json'), '--dry-run', '--json']);
    expect({ exit, error: JSON.parse(err) }).toMatchObject({ exit: 2, error: { details: { argument: '--rpc' } } });
  });

  it('puts it on chain by any key, prints the transaction, frees the meters, and then has nothing left to do', async () => {
    const argv = ['chain', 'submit', at('signed.json'), ...rpc(), '--key-file', at('any.key'), '--json'];
    const first = await evlock(argv);
    expect({ ...first, out: JSON.parse(first.out) }).toMatchObject({
      exit: 0,
      err: '',
      out: {
        result: 'submitted',
        steps: [{ call: 'settleFinal', transaction: { transaction: expect.stringMatching(/^0x/) } }],
      },
    });
    // Its interval is long from over: its meters may take other trades.
    const again = await evlock(argv);
    expect(JSON.parse(again.out)).toMatchObject({ result: 'submitted', steps: [{ call: 'free' }] });
    const last = await evlock(argv);
    expect(JSON.parse(last.out)).toMatchObject({ result: 'over', why: 'settled' });
  });

  it('ends with ITEMS_REFUSED when the contract refuses one', async () => {
    const orders = await localMarket.orders({ buyer: alice, seller: householdNamed('nobody'), nonce: 2 });
    await writeFile(at('refused.json'), toJson({ ...signed, trades: [{ orders, receipts: [] }] }));
    const by = [...rpc(), '--key-file', at('any.key'), '--open', '--json'];
    const { exit, out, err } = await evlock(['chain', 'submit', at('refused.json'), ...by]);
    expect(JSON.parse(out)).toMatchObject({ result: 'refused', why: 'NOT_ENROLLED' });
    expect({ exit, error: JSON.parse(err) }).toMatchObject({ exit: 1, error: { code: 'ITEMS_REFUSED' } });
  });
});

it('a watchtower over trades that have ended says so and ends', async () => {
  const by = [...rpc(), '--key-file', at('any.key')];
  const { exit, out } = await evlock(['watchtower', 'run', at('signed.json'), ...by]);
  expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('the trade is settled') });
});

it('withdraw says what --local needs, and what only it takes', async () => {
  const to = ['--to', alice.account.address, '--json'];
  for (const [argv, argument] of [
    [['account', 'withdraw', 'all', ...to], '<amount>'],
    [['account', 'withdraw', '1', '--socket', '/nowhere', ...to], '--socket'],
    [['account', 'withdraw', '1', '--local', ...to], '--socket'],
  ] as const) {
    const { exit, err } = await evlock(argv);
    expect({ exit, error: JSON.parse(err) }).toMatchObject({ exit: 2, error: { details: { argument } } });
  }
});
