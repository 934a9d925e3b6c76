/**
 * A market of two households from the first key to the last withdrawal, by the `evlock` command alone: every step is a
 * process of its own, as an operator and two owners would type it. What a person types wrong on the way is here too.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainReader, fund, type LocalChain, readDeployment, startLocalChain } from '@evlock/chain';
import { Wallet } from '@evlock/owner/node';
import {
  type AccountView,
  type Address,
  accountViewSchema,
  type Bytes32,
  type DeploymentFile,
  deploymentFingerprint,
  type Hex,
  money,
  type OfferView,
  offerViewSchema,
  systemClock,
  toJson,
  tradeViewSchema,
} from '@evlock/protocol';
import { type Outcome, type Service, Shell } from '@evlock/testing/cli/shell';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const GAS_MONEY = 10n ** 21n;
/** So that payment and lock are rounded: 1 500 mWh lock 186 micro-units and are paid with 185. */
const PRICE = 123_457n;
const LOT = 1_500n;
/** What 1 kW brings in a second, mWh. A buyer who is cut off at its last receipt has up to one less, two on a busy machine. */
const SECOND = 278n;
const DEPOSIT = 2_500_001n;

interface Household {
  readonly name: string;
  readonly shell: Shell;
  wallet: Address;
  meterKey: Address;
  account: Address;
  deviceId: Bytes32;
  emulator: Service;
  meter: Service;
}

let folder: string;
let chain: LocalChain;
let operator: Shell;
let deployment: DeploymentFile;
let reader: ChainReader;
let gateway: Service;
let simulator: Service;
let ports: { httpPort: number; devicePort: number };
const running: Service[] = [];
const examples = new Map<string, Promise<Outcome>>();
const household = (name: string, shell: Shell) => ({ name, shell }) as Household;
let alice: Household;
let bob: Household;

/** What a command printed as JSON; it must have ended well and said nothing else. */
async function json(shell: Shell, ...argv: string[]) {
  const { exit, out, err } = await shell.run(...argv, '--json');
  expect({ exit, err }, argv.join(' ')).toEqual({ exit: 0, err: '' });
  return JSON.parse(out);
}

/** What a command says of its failure. */
async function failure(shell: Shell, ...argv: string[]): Promise<{ code: string; details: Record<string, unknown> }> {
  const { exit, out, err } = await shell.run(...argv, '--json');
  expect({ exit, out }, `${argv.join(' ')}: ${err}`).toEqual({ exit: 1, out: '' });
  return JSON.parse(err);
}

const start = (shell: Shell, ...argv: string[]): Service => {
  const service = shell.start(...argv);
  running.push(service);
  return service;
};

/** A profile as a person writes it: the printed example, edited. */
async function profile(shell: Shell, kind: string, changes: object): Promise<void> {
  const example = examples.get(kind) ?? operator.run('profiles', 'print', kind);
  examples.set(kind, example);
  const { exit, out } = await example;
  expect(exit).toBe(0);
  await writeFile(shell.at(`${kind}.json`), toJson({ ...JSON.parse(out), ...changes }, 2));
}

const secret = (file: string, text: string): Promise<void> => writeFile(file, `${text}\n`, { mode: 0o600 });

async function newKey(shell: Shell, name: string): Promise<Address> {
  const { address } = await json(shell, 'keys', 'create', '--key-file', name);
  return address;
}

/** What is shown, once all of it is proven: signed, and so on the chain that the owner reads. */
function viewOf<T extends { readonly verdict: { readonly failed: readonly string[] } }>({ verdict, ...view }: T) {
  expect(verdict.failed).toEqual([]);
  return view;
}

const balance = async (home: Household): Promise<{ account: AccountView; chain: unknown }> => {
  const { account, chain } = await json(home.shell, 'account', 'balance');
  return { account: accountViewSchema.parse(viewOf(account)), chain };
};

const both = (work: (home: Household) => Promise<void>): Promise<unknown> => Promise.all([alice, bob].map(work));

const offer = (...more: string[]): string[] => [
  'offers',
  'place',
  '--energy',
  '1500mWh',
  '--price',
  '0.123457',
  ...more,
];

/** What stands in for panels, batteries, wires, sensors, relays and secure worlds. */
async function hardware(): Promise<void> {
  const households = [alice, bob].map(({ name, shell }) => ({ name, root: shell.at('devices') }));
  const config = { households, wires: [{ id: 'wire', from: 'alice', to: 'bob' }] };
  await Promise.all([alice, bob].flatMap(({ shell }) => ['devices', 'run'].map((name) => mkdir(shell.at(name)))));
  await writeFile(join(folder, 'simulator.json'), toJson(config));
  simulator = operator.simulator(join(folder, 'simulator.json'));
  running.push(simulator);
  await both(async (home) => {
    await profile(home.shell, 'emulator', { serial: home.name });
    home.emulator = start(home.shell, 'emulator', 'run', '--profile', 'emulator.json');
    await home.emulator.ready;
  });
  await simulator.ready;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-house-'));
  const shells = ['operator', 'alice', 'bob'].map((name) => Shell.open(join(folder, name)));
  const [first, second, third] = await Promise.all(shells);
  operator = first as Shell;
  alice = household('alice', second as Shell);
  bob = household('bob', third as Shell);
  [chain] = await Promise.all([startLocalChain({ folder: join(folder, 'chain') }), hardware()]);
});
afterAll(async () => {
  await Promise.all(running.map((service) => service.stop()));
  await chain?.stop();
  if (process.env.EVLOCK_KEEP === undefined) await rm(folder, { recursive: true, force: true });
});

describe('the operator', () => {
  it('makes keys and creates the contracts', async () => {
    const [deployer, enroller] = await Promise.all(
      ['deployer.key', 'enroller.key'].map((name) => newKey(operator, name)),
    );
    // One that `openssl rand -hex 32` made.
    await secret(operator.at('submitter.key'), randomBytes(32).toString('hex'));
    const submitter = (await json(operator, 'keys', 'show', '--key-file', 'submitter.key')).address;
    for (const address of [deployer, enroller, submitter]) await fund(chain.url, address, GAS_MONEY);
    const lots = ['--minimum-lot', '1Wh', '--minimum-reputation-lot', '1Wh'];
    const to = ['--network', 'local', '--rpc', chain.url, '--development', '--key-file', 'deployer.key'];
    const made = await json(operator, 'chain', 'deploy', ...to, ...lots, '--enroller', enroller ?? '');
    deployment = await readDeployment(operator.at('deployment.json'));
    const described = { market: deployment.market, rpId: 'localhost' };
    expect(made).toMatchObject({ deployment: described, roles: { admin: deployer, enroller, suspender: deployer } });
    expect(deployment).toMatchObject({ network: 'local', chainId: 31_337 });
    reader = new ChainReader({ endpoints: [chain.url], deployment }, { clock: systemClock });
    expect((await stat(operator.at('enroller.key'))).mode & 0o777).toBe(0o600);
  });

  it('runs the gateway', async () => {
    await secret(operator.at('operator.token'), 'a-token-of-the-operator-alone');
    await profile(operator, 'gateway', {
      http: { port: 0 },
      deviceLink: { port: 0 },
      chain: { endpoints: [chain.url], deploymentFile: 'deployment.json' },
      submitterKeyFile: 'submitter.key',
      operatorTokenFile: 'operator.token',
      development: true,
    });
    gateway = start(operator, 'gateway', 'run', '--profile', 'gateway.json');
    ports = (await gateway.ready) as typeof ports;
    const { env } = operator;
    env.EVLOCK_GATEWAY = `https://localhost:${ports.httpPort}`;
    env.EVLOCK_AUTHORITY = 'data/authority.pem';
    env.EVLOCK_DEPLOYMENT = 'deployment.json';
    env.EVLOCK_RPC = chain.url;
  });
});

const token = ['--token-file', 'operator.token'];
const console = ['--socket', 'run/console.sock'];

async function provision(home: Household): Promise<void> {
  const { shell } = home;
  await copyFile(operator.at('data/authority.pem'), shell.at('authority.pem'));
  shell.env.EVLOCK_GATEWAY = `https://localhost:${ports.httpPort}`;
  shell.env.EVLOCK_AUTHORITY = 'authority.pem';
  await copyFile(operator.at('deployment.json'), shell.at('deployment.json'));
  shell.env.EVLOCK_DEPLOYMENT = 'deployment.json';
  home.wallet = await newKey(shell, 'wallet.key');
  const argv = ['meter', 'provision', ...console, '--withdraw-to', home.wallet, '--power-limit', '1440W'];
  const made = await json(shell, ...argv, '--recovery-phrase-out', 'words.txt');
  expect(made).toMatchObject({
    securityClass: 'emulator',
    domain: { chainId: 31_337, market: deployment.market },
    limits: { powerLimit: 1_440_000, mandateEnergyMax: '20000000', mandateMoneyMax: '100000000' },
    withdrawalAddresses: [home.wallet],
  });
  expect(made).not.toHaveProperty('words');
  const words = await readFile(shell.at('words.txt'), 'utf8');
  expect(words.trim().split(' ')).toHaveLength(24);
  Object.assign(home, { meterKey: made.meterKey, account: made.account, deviceId: made.deviceId });
}

async function bindAndEnrol(home: Household): Promise<void> {
  const { shell } = home;
  const bind = ['meter', 'bind', ...console, '--rpc', chain.url];
  const asked = await shell.run(...bind);
  expect({ exit: asked.exit, out: asked.out }).toEqual({ exit: 2, out: '' });
  const [, fingerprint = ''] = /terminal: ((?:[0-9a-f]{4} ?){4})/.exec(asked.err) ?? [];
  const bound = await json(shell, ...bind, '--confirmation', fingerprint);
  expect(bound).toMatchObject({ meterKey: home.meterKey, account: home.account, fingerprint });

  const { code, expires } = await json(operator, 'enrolments', 'invite', home.deviceId, ...token);
  expect(expires - systemClock.now()).toBeGreaterThan(3_500);
  await secret(shell.at('code.txt'), code);
  const link = { url: `wss://localhost:${ports.devicePort}`, serverName: 'localhost' };
  const files = { certificateFile: 'certificate.pem', authorityFile: 'authority.pem' };
  await profile(shell, 'meter', {
    deviceLink: { ...link, ...files, privateKeyFile: 'keys/tls-key.pem' },
    gateway: { url: shell.env.EVLOCK_GATEWAY, authorityFile: 'authority.pem' },
    secureWorld: { path: 'run/secure-world.sock' },
    chain: { endpoints: [chain.url, chain.url], deploymentFile: operator.at('deployment.json') },
    sysfsRoot: 'devices',
    devRoot: 'devices/dev',
  });
  const argv = ['enrolments', 'request', ...console, '--profile', 'meter.json', '--code-file', 'code.txt'];
  const { meterKey, account, deviceId } = home;
  const device = await json(shell, ...argv, '--passkey-public', bound.passkeyPublic);
  const certificateFile = shell.at('certificate.pem');
  expect(device).toEqual({
    deviceId,
    meterKey,
    account,
    certificateFile,
    deployment: deploymentFingerprint(deployment),
  });
}

async function approve({ deviceId, meterKey, account }: Household): Promise<void> {
  const argv = ['enrolments', 'approve', deviceId, '--meter-key', meterKey, ...token];
  const approved = await json(operator, ...argv, '--key-file', 'enroller.key');
  expect(approved).toMatchObject({
    meterKey,
    account,
    purpose: 'active',
    securityClass: 'emulator',
    block: expect.any(Number),
  });
  expect(await reader.meter(meterKey)).toMatchObject({ account, active: true, sensorClass: 'normal-world' });
}

/** The faucet of a development network: its deployer mints test token. */
async function mint(): Promise<void> {
  const privateKey = (await readFile(operator.at('deployer.key'), 'utf8')).trim() as Hex;
  const wallet = new Wallet({ deployment, endpoint: chain.url, privateKey });
  for (const home of [alice, bob]) {
    await fund(chain.url, home.wallet, GAS_MONEY);
    await wallet.mint(home.wallet, money(DEPOSIT));
  }
  await wallet.stop();
}

async function deposit(home: Household): Promise<void> {
  const { shell } = home;
  const paid = await json(shell, 'account', 'deposit', '2.500001', '--key-file', 'wallet.key');
  expect(paid).toMatchObject({ account: home.account, amount: String(DEPOSIT) });
  expect(await home.meter.ready).toMatchObject({ meterKey: home.meterKey });
  await home.meter.line('connected to the gateway');
  const { account, chain: onChain } = await balance(home);
  expect(account).toMatchObject({ balance: DEPOSIT, locked: 0n, online: true, enrolled: true, reputation: 0 });
  expect(onChain).toEqual({ balance: String(DEPOSIT), locked: '0' });
}

describe('two owners', () => {
  it('provision their meters', () => both(provision));
  it('cannot do it twice', async () => {
    const { shell, meterKey } = alice;
    const again = await failure(shell, 'meter', 'provision', ...console, '--recovery-phrase-out', 'words-2.txt');
    expect(again).toMatchObject({ code: 'ALREADY_PROVISIONED', details: { meterKey } });
    await expect(stat(shell.at('words-2.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  it('bind their passkeys, and bring code and evidence to the gateway', async () => {
    await Promise.all([both(bindAndEnrol), mint()]);
    const { enrolments } = await json(operator, 'enrolments', 'list', ...token);
    const pending = [alice, bob].map(({ deviceId, meterKey, account }) =>
      expect.objectContaining({ deviceId, meterKey, account, state: 'pending', securityClass: 'emulator' }),
    );
    expect(enrolments).toHaveLength(2);
    expect(enrolments).toEqual(expect.arrayContaining(pending));
  });
  it('start their meters, are admitted by the operator, and deposit money', async () => {
    for (const home of [alice, bob]) home.meter = start(home.shell, 'meter', 'run', '--profile', 'meter.json');
    // Both approvals are by one key: one after the other.
    await approve(alice);
    await Promise.all([deposit(alice), approve(bob).then(() => deposit(bob))]);
  });
});

/** Micro-units of the settlement token that an address holds by itself. */
async function tokensOf(address: Address): Promise<bigint> {
  const data = `0x70a08231${address.slice(2).padStart(64, '0')}`;
  const call = { jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to: deployment.token, data }, 'latest'] };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(chain.url, { method: 'POST', headers, body: JSON.stringify(call) });
  return BigInt(((await answer.json()) as { result: string }).result);
}

describe('a trade', () => {
  let placed: OfferView;
  let buying: Promise<Outcome>;

  it('is offered and bought', async () => {
    const now = systemClock.now();
    placed = offerViewSchema.parse(
      viewOf(await json(alice.shell, ...offer('--from', String(now), '--until', String(now + 60)))),
    );
    expect(placed).toMatchObject({ state: 'open', reputation: 0 });
    expect(placed.offer.order).toMatchObject({ meterKey: alice.meterKey, energy: LOT, minEnergy: LOT, price: PRICE });
    const { offers } = await json(bob.shell, 'offers', 'list');
    expect(offers).toMatchObject([{ hash: placed.hash, verdict: { failed: [], unchecked: [] } }]);
    // Delivered while the owners go on.
    buying = bob.shell.run(
      'offers',
      'buy',
      placed.hash,
      '--energy',
      '1.5Wh',
      '--max-price',
      '0.13',
      '--follow',
      '--json',
    );
  });

  it('is not made with an offer that was cancelled meanwhile', async () => {
    const later = offerViewSchema.parse(viewOf(await json(alice.shell, ...offer('--from', '+1h', '--for', '15m'))));
    const { order, transaction } = await json(alice.shell, 'offers', 'cancel', later.hash);
    expect(order).toBe(later.hash);
    expect(await reader.transactionReceipt(transaction)).toMatchObject({ success: true });
    const refused = await failure(bob.shell, 'offers', 'buy', later.hash, '--energy', '1.5Wh', '--max-price', '0.13');
    expect(refused.code).toBe('ORDER_CANCELLED');
  });

  it('keeps nobody from taking out free money, to a listed address', async () => {
    const withdrawn = await json(alice.shell, 'account', 'withdraw', '1.25', '--to', alice.wallet);
    expect(withdrawn).toMatchObject({ to: alice.wallet, amount: '1250000' });
    expect(await reader.transactionReceipt(withdrawn.transaction)).toMatchObject({ success: true });
    expect(await tokensOf(alice.wallet)).toBe(1_250_000n);
    const refused = await failure(alice.shell, 'account', 'withdraw', '1', '--to', bob.wallet);
    expect(refused).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { check: 'WITHDRAWAL_ADDRESS' } });
    expect(await tokensOf(bob.wallet)).toBe(0n);
  });

  it('is nothing that another passkey could have approved', async () => {
    const { shell } = alice;
    const own = JSON.parse(await readFile(shell.at('home/.evlock/owner/profile.json'), 'utf8'));
    const passkeyFile = bob.shell.at('home/.evlock/owner/passkey.pem');
    await writeFile(shell.at('wrong.json'), toJson({ ...own, passkeyFile, stateFile: 'wrong-state.json' }));
    const refused = await failure(shell, 'account', 'withdraw', '1', '--to', alice.wallet, '--profile', 'wrong.json');
    expect(refused.code).toBe('ASSERTION_INVALID');
  });

  it('is settled to the micro-unit', async () => {
    const { exit, out, err } = await buying;
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const trade = tradeViewSchema.parse(viewOf(JSON.parse(out)));
    const paid = ((trade.delivered ?? 0n) * PRICE) / 1_000_000n;
    const amounts = { locked: 186n, paid, refunded: 186n - paid };
    expect(trade).toMatchObject({ state: 'settled', error: null, ...amounts, offer: { order: placed.offer.order } });
    const signed = [trade.buyer, trade.seller].map(({ receipt }) => receipt?.receipt);
    expect(signed.map((receipt) => receipt?.final)).toEqual([true, true]);
    const least = signed.reduce((least, receipt) => (receipt && receipt.energy < least ? receipt.energy : least), LOT);
    expect(trade.delivered).toBe(least);
    expect(least).toBeGreaterThanOrEqual(LOT - 2n * SECOND);

    const [bought, sold, history, one] = await Promise.all([
      balance(bob),
      balance(alice),
      json(alice.shell, 'trades', 'list', '--state', 'settled'),
      json(alice.shell, 'trades', 'show', trade.id),
    ]);
    expect(bought.account).toMatchObject({ balance: DEPOSIT - paid, locked: 0n });
    expect(bought.chain).toEqual({ balance: String(DEPOSIT - paid), locked: '0' });
    expect(sold.account).toMatchObject({ balance: DEPOSIT + paid - 1_250_000n, locked: 0n });

    expect(history).toEqual({ trades: [one] });
    const seen = tradeViewSchema.parse(viewOf(one));
    expect(seen).toMatchObject({ id: trade.id, ...amounts, buyer: { meterKey: bob.meterKey } });
  });
});

describe('the end', () => {
  it('of a certificate ends the connection, and lets no other begin', async () => {
    const { deviceId, shell } = alice;
    const revoked = await json(operator, 'enrolments', 'revoke', deviceId, ...token);
    expect(revoked).toEqual({ deviceId, state: 'revoked' });
    expect(await alice.meter.line('no connection to the gateway')).toContain('"code":"DEVICE_REVOKED"');
    expect(await alice.meter.stop()).toBe(0);
    alice.meter = start(shell, 'meter', 'run', '--profile', 'meter.json');
    const [, turn] = await Promise.all([
      alice.meter.ready,
      alice.meter.line('connection to the gateway', 'connected to'),
    ]);
    expect(turn).toContain('"code":"DEVICE_REVOKED"');
    expect((await failure(shell, ...offer('--for', '15m'))).code).toBe('DEVICE_REVOKED');
    expect((await balance(bob)).account.online).toBe(true);
  });

  it('of every part is in order', async () => {
    const meters = await Promise.all([alice, bob].map(({ meter }) => meter.stop()));
    const emulators = await Promise.all([alice, bob].map(({ emulator }) => emulator.stop()));
    expect([...meters, ...emulators]).toEqual([0, 0, 0, 0]);
    expect([await gateway.stop(), await simulator.stop()]).toEqual([0, 0]);
  });
});
