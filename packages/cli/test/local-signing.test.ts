/** Signed at the meter's console, or with the 24 words alone, and put on chain by a stranger: neither needs a gateway. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls, fund, writeDeployment } from '@evlock/chain';
import { Store } from '@evlock/meter';
import { firstPage } from '@evlock/owner';
import { writeOwnerProfile } from '@evlock/owner/node';
import {
  type Address,
  domainOf,
  milliseconds,
  money,
  Order,
  price,
  readSignedExport,
  timestamp,
  toJson,
} from '@evlock/protocol';
import { passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import {
  Emulator,
  type EmulatorServer,
  MemoryStorage,
  nominalCalibration,
  SoftwarePasskey,
  serveEmulator,
} from '@evlock/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { householdNamed, keyNamed, World } from '../../chain/test/world.ts';
import { market as marketSample } from '../../owner/test/test-gateway.ts';
import { deploymentFile } from '../../protocol/test/deployment-file.ts';
import { evlock, type Surroundings } from './test-context.ts';

const stranger = keyNamed('a stranger');
const purse = keyNamed('purse').address;
const elsewhere = keyNamed('elsewhere').address;
const BALANCE = 5_000_000n;
let folder: string;
let world: World;
let server: EmulatorServer;
let words: string;
let account: Address;
let meterKey: Address;
const at = (name: string): string => join(folder, name);

/** A secure world in this process, from a seed. */
function emulator(): Promise<EmulatorServer> {
  let seed = 1;
  const byte = (): number => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed & 0xff;
  };
  const secureWorld = new Emulator(
    { serial: 'TEST-1' },
    {
      clock: { monotonic: () => milliseconds(Math.floor(performance.now())) },
      random: (size) => Uint8Array.from({ length: size }, byte),
      storage: new MemoryStorage(),
      makeTlsKey: () => undefined,
    },
  );
  return serveEmulator({ path: at('meter.sock'), consolePath: at('console.sock') }, secureWorld);
}

/** Keys, passkey and profile of one owner; enrolled, with money in the market. */
async function household(): Promise<void> {
  const { deployment, chain } = world;
  const passkey = await SoftwarePasskey.create(at('passkey.pem'));
  const { x, y } = passkey.publicKey;
  const console = await SecureWorldClient.connect({ path: at('console.sock') });
  const { rpId, origin } = firstPage(marketSample);
  const limits = { powerLimit: 1_500_000, mandateEnergyMax: 1n, mandateMoneyMax: 1n, submitterFeeMax: 10_000n };
  const input = { domain: domainOf(deployment), rpId, origins: [origin], limits, calibration: nominalCalibration() };
  const made = await console.provision({ ...input, withdrawalAddresses: [purse] } as never);
  await console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  await console.close();
  ({ words, account, meterKey } = made);
  await writeFile(at('words'), words, { mode: 0o600 });
  await writeDeployment(at('deployment.json'), deploymentFile(deployment));
  await writeOwnerProfile(at('profile.json'), {
    gateway: { url: 'https://127.0.0.1:1', authorityFile: 'none.pem' },
    passkeyFile: 'passkey.pem',
    meterKey,
    account,
    deployment: deploymentFile(deployment),
    chain: { endpoints: [chain.url] },
  });
  const enrolment = await enrolmentOfMeter();
  await world.submitAll([
    calls.mint(deployment, world.operator.address, money(BALANCE)),
    calls.approve(deployment, money(BALANCE)),
    calls.enrol(deployment, enrolment),
  ]);
  await world.submit(calls.deposit(deployment, account, money(BALANCE)));
}

async function enrolmentOfMeter() {
  const console = await SecureWorldClient.connect({ path: at('console.sock') });
  const { deviceIdHash } = householdNamed('local');
  const deadline = timestamp((await world.now()) + 3_600);
  const signed = await console.signEnrolment({ purpose: 'active', deviceIdHash, nonce: 0n, deadline });
  await console.close();
  return signed;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-local-'));
  [world, server] = await Promise.all([World.start(), emulator()]);
  await fund(world.chain.url, stranger.address, 10n ** 20n);
  await writeFile(at('stranger.key'), stranger.privateKey, { mode: 0o600 });
  await household();
});
afterAll(async () => {
  await server.close();
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

async function done(argv: readonly string[], around: Surroundings = {}) {
  const { exit, out, err } = await evlock([...argv, '--json'], around);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(out);
}
async function failure(argv: readonly string[], around: Surroundings = {}) {
  const { exit, out, err } = await evlock([...argv, '--json'], around);
  expect(out).toBe('');
  return { exit, err, error: JSON.parse(err) };
}
const submit = (name: string) => done(['submit', at(name), '--rpc', world.chain.url, '--key-file', at('stranger.key')]);
const atMeter = (...more: string[]): string[] => [
  ...more,
  '--local',
  '--profile',
  at('profile.json'),
  '--socket',
  at('console.sock'),
];
const ofStranger = () => world.reader.tokenBalance(stranger.address);

describe('cancel --local', () => {
  it('signs the cancel of one order, which the meter’s store holds, with a fee for who submits it', async () => {
    const orders = await world.orders({ buyer: householdNamed('x'), seller: householdNamed('y'), nonce: 3 });
    const order: Order = { ...orders.offer.order, account, meterKey, price: price(1n) };
    const hash = Order.digest(domainOf(world.deployment), order);
    const store = Store.open(at('meter.sqlite'));
    store.addOrder(hash, { order, signature: orders.offer.signature }, 1);
    store.close();
    const example = JSON.parse((await evlock(['profile', 'meter'])).out);
    await writeFile(at('meter.json'), toJson({ ...example, dataFolder: folder }));
    const one = atMeter('cancel', hash, '--meter-profile', at('meter.json'), '--fee', '0.001');
    await done([...one, '--out', at('cancel.json')]);
    const before = await ofStranger();
    expect(await submit('cancel.json')).toMatchObject({ result: 'submitted', steps: [{ call: 'cancelOrder' }] });
    expect(await world.reader.isNonceSpent(meterKey, 3)).toBe(true);
    expect(await ofStranger()).toBe(before + 1_000n);
    expect(await world.reader.account(account)).toMatchObject({ balance: BALANCE - 1_000n });
    const other = atMeter('cancel', `0x${'5'.repeat(64)}`, '--meter-profile', at('meter.json'));
    expect(await failure(other)).toMatchObject({ exit: 1, error: { code: 'ORDER_NOT_FOUND' } });
  });

  it('signs the cancel of all orders so far, and is bound by the meter’s fee cap', async () => {
    await done([...atMeter('cancel', 'all'), '--out', at('all.json')]);
    const { cancels } = readSignedExport(await readFile(at('all.json'), 'utf8'));
    expect(cancels).toMatchObject([{ cancel: { meterKey, account, minNonce: 1, submitterFee: 0n }, order: null }]);
    expect(await submit('all.json')).toMatchObject({ item: 'cancel' });
    const dear = [...atMeter('cancel', 'all', '--fee', '1'), '--out', at('dear.json')];
    expect(await failure(dear)).toMatchObject({ exit: 1, error: { code: 'LIMIT_EXCEEDED' } });
  });

  it('says what it needs, and what only it takes', async () => {
    for (const [argv, argument] of [
      [['cancel', 'all'], '<order>'],
      [['cancel', 'all', '--local'], '--socket'],
      [['cancel', `0x${'5'.repeat(64)}`, '--socket', '/nowhere'], '--socket'],
      [atMeter('cancel', `0x${'5'.repeat(64)}`), '--meter-profile'],
    ] as const) {
      expect(await failure(argv)).toMatchObject({ exit: 2, error: { details: { argument } } });
    }
  });
});

describe('withdraw --local', () => {
  it('signs for an address on the meter’s list, and no other', async () => {
    const withdraw = (to: Address) => [...atMeter('withdraw', '1', '--to', to), '--out', at('listed.json')];
    expect(await failure(withdraw(elsewhere))).toMatchObject({ exit: 1, error: { code: 'LIMIT_EXCEEDED' } });
    await done(withdraw(purse));
    expect(await submit('listed.json')).toMatchObject({ result: 'submitted' });
    expect(await world.reader.tokenBalance(purse)).toBe(1_000_000n);
  });
});

describe('the 24 words alone', () => {
  const withdraw = (...more: string[]): string[] => [
    'withdraw',
    'all',
    '--to',
    elsewhere,
    '--deployment',
    at('deployment.json'),
    '--endpoint',
    world.chain.url,
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
      const { exit, err, error } = await failure(withdraw('--words-file', '-'), { answers: [text] });
      expect({ exit, argument: error.details.argument }).toEqual({ exit: 2, argument: '--words-file' });
      expect(error.details.problem).toMatch(problem);
      for (const word of rest) expect(err).not.toContain(` ${word} `);
    }
    await writeFile(at('open-words'), words, { mode: 0o644 });
    expect((await failure(withdraw('--words-file', at('open-words')))).error.code).toBe('SECRET_EXPOSED');
    expect((await failure(withdraw('--words', words))).error.code).toBe('SECRET_EXPOSED');
    expect((await failure(withdraw('--words-file', words))).error.code).toBe('SECRET_EXPOSED');
  });

  it('withdraw everything that is free, to any address, without meter, profile or gateway', async () => {
    await server.close();
    const { balance } = await world.reader.account(account);
    const before = await ofStranger();
    const told = await done(withdraw('--words-file', at('words'), '--fee', '0.0005'));
    expect(told.withdrawal).toMatchObject({ account, to: elsewhere, amount: String(balance - 500n) });
    expect(JSON.stringify(told) + (await readFile(at('words.json'), 'utf8'))).not.toContain(words.slice(0, 12));
    expect(await submit('words.json')).toMatchObject({ result: 'submitted', steps: [{ call: 'withdraw' }] });
    expect(await world.reader.tokenBalance(elsewhere)).toBe(balance - 500n);
    expect(await ofStranger()).toBe(before + 500n);
    expect(await world.reader.account(account)).toMatchObject({ balance: 0n, locked: 0n });
    const again = await failure(withdraw('--words-file', '-'), { answers: [words.toUpperCase()] });
    expect(again.error).toMatchObject({ code: 'INSUFFICIENT_BALANCE', details: { account } });
  });
});
