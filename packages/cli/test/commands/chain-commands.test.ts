import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChainReader,
  developmentAccount,
  type LocalChain,
  nativeBalanceOf,
  readDeployment,
  startLocalChain,
} from '@evlock/chain';
import { type OwnerProfile, Wallet, writeOwnerProfile } from '@evlock/owner/node';
import {
  type DeploymentFile,
  deploymentFingerprint,
  domainOf,
  type EnrolmentFile,
  type Evidence,
  money,
  systemClock,
  toJson,
} from '@evlock/protocol';
import { keyNamed } from '@evlock/testing/chain/local-market';
import { evlock } from '@evlock/testing/cli/test-context';
import {
  enrolmentRequest,
  type SoftwareDevice,
  signedEnrolment,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { hex, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let chain: LocalChain;
let gateway: TestGateway;
let deployment: DeploymentFile;
const at = (name: string): string => join(folder, name);
const operator = developmentAccount(0);
const stranger = developmentAccount(1);
const CODE = 'AB12-CD34-EF56-GH78';
const OTHER_CODE = 'ZZ12-CD34-EF56-GH78';
let device: SoftwareDevice;
let profiles = 0;
let view: Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-chain-'));
  [chain, gateway] = await Promise.all([
    startLocalChain({ folder: at('chain'), blockSeconds: 0.25 }),
    TestGateway.start(),
  ]);
  gateway.handlers = {
    enrolments: () => ({ enrolments: [view] }),
    createEnrolmentCode: () => ({ code: CODE, expires: 1_800_003_600 }),
    revoke: () => ({}),
    readmit: () => ({}),
  };
  for (const [name, key] of Object.entries({ operator, stranger })) {
    await writeFile(at(`${name}.key`), key.privateKey, { mode: 0o600 });
  }
  await writeFile(at('token'), 'operator-token\n', { mode: 0o600 });
});
afterAll(async () => {
  await Promise.all([chain.stop(), gateway.stop()]);
});

const asOperator = (...argv: string[]): string[] => {
  const to = ['--gateway', gateway.url, '--authority', gateway.authorityFile, '--token-file', at('token')];
  return [...argv, ...to, '--json'];
};
const asRole = (key: string): string[] => {
  const to = ['--deployment', at('deployment.json'), '--rpc', chain.url];
  return [...to, '--key-file', at(`${key}.key`)];
};
/** What this account has sent. */
async function transactionCountOf(url: string, address: string): Promise<string> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'eth_getTransactionCount',
    params: [address, 'latest'],
  });
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await answer.json()) as { result: string }).result;
}
/** What the device shows for a code, as the gateway brings it to the operator or as it was written beside the device. */
async function shown(code = CODE, evidence: Partial<Evidence> = {}, from = device): Promise<EnrolmentFile> {
  const { code: _code, ...file } = await enrolmentRequest(from, code, evidence);
  return file;
}
const reader = () => new ChainReader({ endpoints: [chain.url], deployment }, { clock: systemClock });

describe('on a chain of its own', () => {
  it('deploys, and writes where', async () => {
    const argv = ['chain', 'deploy', '--network', chain.url, '--development', '--key-file', at('operator.key')];
    const { exit, out, err } = await evlock([...argv, '--out', at('deployment.json'), '--json']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    deployment = await readDeployment(at('deployment.json'));
    const fingerprint = deploymentFingerprint(deployment);
    expect(JSON.parse(out)).toMatchObject({
      deployment: { rpId: 'localhost' },
      fingerprint,
      roles: { enroller: operator.address },
    });
    expect(deployment).toMatchObject({ network: 'local', chainId: 31337, origins: ['https://localhost'] });
    device = await softwareDevice('chain commands', domainOf(deployment));
    view = { ...device.principal, securityClass: 'board', state: 'pending', requested: 1_800_000_000 };
  });

  it('never writes over what was handed over, and spends nothing to find that out', async () => {
    const before = await readFile(at('deployment.json'), 'utf8');
    const nonce = () => transactionCountOf(chain.url, operator.address);
    const spent = await nonce();
    const argv = [
      'chain',
      'deploy',
      '--network',
      chain.url,
      '--development',
      '--key-file',
      at('operator.key'),
      '--json',
    ];
    for (const [more, code] of [
      [['--out', at('deployment.json')], 'FILE_UNUSABLE'],
      [['--out', at('other.json'), '--origin', 'http://gateway.example'], 'INVALID_INPUT'],
    ] as const) {
      expect(JSON.parse((await evlock([...argv, ...more])).err)).toMatchObject({ code });
    }
    expect(await readFile(at('deployment.json'), 'utf8')).toBe(before);
    expect(existsSync(at('other.json'))).toBe(false);
    expect(await nonce()).toBe(spent);
  });

  it('lists devices and makes codes with the token of the operator', async () => {
    expect(JSON.parse((await evlock(asOperator('enrolments', 'list'))).out)).toEqual({ enrolments: [view] });
    const { deviceId } = device.principal;
    const own = ['--deployment', at('deployment.json'), '--ledger', at('ledger.json')];
    expect(JSON.parse((await evlock([...asOperator('enrolments', 'invite', deviceId), ...own])).out).code).toBe(CODE);
    expect(gateway.last('createEnrolmentCode').body).toEqual({ deviceId });
    expect(gateway.last('enrolments').token).toBe('operator-token');
    const ledger = await readFile(at('ledger.json'), 'utf8');
    expect(ledger).toContain(deviceId);
    expect(ledger).not.toContain(CODE);
  });

  it('enrols with the enrolling key only, what a device of its own list has signed', async () => {
    const { deviceId, meterKey, account } = device.principal;
    const approve = async (key: string, file: unknown, ...more: string[]) => {
      gateway.handlers.enrolment = () => file;
      const own = ['--ledger', at('ledger.json'), ...more];
      const { exit, out, err } = await evlock([
        ...asOperator('enrolments', 'approve', deviceId),
        ...asRole(key),
        ...own,
      ]);
      return exit === 0 ? JSON.parse(out) : JSON.parse(err);
    };
    const good = await shown();
    const refused = async (file: unknown, check: string) =>
      expect(await approve('operator', file)).toMatchObject({ code: 'EVIDENCE_REFUSED', details: { check } });
    await refused(await shown(OTHER_CODE), 'codeMadeHere');
    await refused({ ...good, enrolment: null }, 'enrolment');
    const mallory = await softwareDevice('mallory', device.domain);
    await refused({ ...good, enrolment: await signedEnrolment(mallory) }, 'enrolmentDevice');
    const named = await signedEnrolment(device, { account: mallory.principal.account });
    await refused({ ...good, enrolment: named }, 'enrolmentAccount');
    const hers = await shown(CODE, {}, { ...mallory, principal: { ...mallory.principal, deviceId } });
    await refused({ ...good, evidence: hers.evidence }, 'meterSignature');
    expect(await approve('operator', good, '--meter-key', hex('9', 20))).toMatchObject({ code: 'DEVICE_MISMATCH' });
    expect(await approve('stranger', good)).toMatchObject({ code: 'ACCESS_DENIED' });
    expect(await reader().meter(meterKey)).toBeUndefined();
    const done = await approve('operator', good, '--meter-key', meterKey);
    expect(done).toMatchObject({ deviceId, meterKey, account, purpose: 'active', block: expect.any(Number) });
    expect(await reader().meter(meterKey)).toMatchObject({ account, active: true });
    // The same device with other keys is another one, or none.
    const again = await shown(CODE, {}, { ...mallory, tls: device.tls, principal: { ...mallory.principal, deviceId } });
    await refused(again, 'deviceSeen');
  });

  it('takes what the device wrote in place of asking the gateway', async () => {
    const second = await softwareDevice('second', device.domain);
    const { deviceId, meterKey } = second.principal;
    const own = ['--deployment', at('deployment.json'), '--ledger', at('ledger.json')];
    await evlock([...asOperator('enrolments', 'invite', deviceId), ...own]);
    await writeFile(at('request.json'), toJson(await shown(CODE, {}, second)));
    const argv = ['enrolments', 'approve', deviceId, '--request', at('request.json'), ...asRole('operator')];
    const { exit, err } = await evlock([...argv, '--ledger', at('ledger.json'), '--json']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(await reader().meter(meterKey)).toMatchObject({ active: true });
  });

  it('suspends and resumes', async () => {
    const { deviceId, meterKey } = device.principal;
    expect((await evlock(['enrolments', 'suspend', meterKey, ...asRole('operator')])).exit).toBe(0);
    expect(await reader().meter(meterKey)).toMatchObject({ suspended: true });
    expect((await evlock(['enrolments', 'resume', meterKey, ...asRole('operator')])).exit).toBe(0);
    expect(await reader().meter(meterKey)).toMatchObject({ active: true });
    expect((await evlock(asOperator('enrolments', 'revoke', deviceId))).exit).toBe(0);
    expect(gateway.last('revoke').params.deviceId).toBe(deviceId);
    expect((await evlock(asOperator('enrolments', 'readmit', deviceId))).exit).toBe(0);
    expect(gateway.last('readmit').params.deviceId).toBe(deviceId);
  });

  it('deposits into the pinned account while its meter is active, and into no other', async () => {
    const { meterKey, account } = device.principal;
    const key = { deployment, endpoint: chain.url, privateKey: operator.privateKey };
    const minter = new Wallet(key);
    await minter.mint(stranger.address, money(5_000_000));
    await minter.stop();
    const deposit = async (amount: string, pinned: Partial<OwnerProfile> = {}) => {
      const profile = at(`profile-${profiles++}.json`);
      await writeOwnerProfile(profile, {
        gateway: { url: gateway.url, authorityFile: gateway.authorityFile },
        passkeyFile: 'none.pem',
        ...{ meterKey, account, deployment, chain: { endpoints: [chain.url] }, ...pinned },
      });
      const argv = ['account', 'deposit', amount, '--profile', profile, '--key-file', at('stranger.key'), '--json'];
      const { exit, out, err } = await evlock(argv);
      return exit === 0 ? JSON.parse(out) : JSON.parse(err);
    };
    expect(await deposit('1.5')).toMatchObject({ account, amount: '1500000', endpoints: 1 });
    expect(await reader().account(account)).toMatchObject({ balance: 1_500_000n });
    expect(await deposit('100')).toMatchObject({ code: expect.any(String) });
    expect(await deposit('1', { account: hex('7', 20) })).toMatchObject({ code: 'ACCOUNT_TAKEN' });
    expect(await deposit('1', { meterKey: hex('7', 20) })).toMatchObject({ code: 'NOT_ENROLLED' });
    const foreign = { ...deployment, market: deployment.token };
    expect(await deposit('1', { deployment: foreign })).toMatchObject({ code: 'CONTRACT_FOREIGN' });
    await evlock(['enrolments', 'suspend', meterKey, ...asRole('operator')]);
    expect(await deposit('1')).toMatchObject({ code: 'NOT_ENROLLED' });
    expect(await reader().account(account)).toMatchObject({ balance: 1_500_000n });
  });

  it('gives test tokens and gas, so that a deposit can be tried', async () => {
    const to = keyNamed('faucet').address;
    const argv = ['account', 'faucet', to, ...asRole('operator'), '--tokens', '12.5', '--native', '0.5', '--json'];
    const { exit, out, err } = await evlock(argv);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ to, tokens: '12500000', native: '500000000000000000' });
    expect(await nativeBalanceOf(chain.url, to)).toBe(500_000_000_000_000_000n);
    // Once more adds to it.
    expect(await evlock(argv)).toMatchObject({ exit: 0 });
    expect(await nativeBalanceOf(chain.url, to)).toBe(1_000_000_000_000_000_000n);
    const text = await evlock(['account', 'faucet', to, ...asRole('operator'), '--native', '0']);
    expect(text).toMatchObject({ exit: 0, out: expect.stringContaining('100 TEST, worth nothing') });
  });

  it('mints by the owner of the token alone', async () => {
    const poor = keyNamed('poor').address;
    for (const more of [['--native', '0'], []]) {
      const { exit, err } = await evlock(['account', 'faucet', poor, ...asRole('stranger'), ...more, '--json']);
      expect([exit, JSON.parse(err).code]).toEqual([1, 'ACCESS_DENIED']);
    }
    // And nothing is sent for gas before that is known.
    expect(await nativeBalanceOf(chain.url, poor)).toBe(0n);
  });

  it.each([
    [8217, 'DEVELOPMENT_ONLY', { network: 'kaia' }],
    [1, 'DEVELOPMENT_ONLY', { network: '1' }],
    [1001, 'CHAIN_WRONG_NETWORK', { chainId: 1001, expected: 31_337 }],
  ])('gives nothing on chain %i, before it reads a key', async (chainId, code, details) => {
    const other = createServer((request, response) => {
      request.resume().once('end', () => {
        response.end(JSON.stringify({ jsonrpc: '2.0', id: 0, result: `0x${chainId.toString(16)}` }));
      });
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const argv = [
      'account',
      'faucet',
      stranger.address,
      '--deployment',
      at('deployment.json'),
      '--key-file',
      at('no.key'),
    ];
    const { exit, err } = await evlock([...argv, '--rpc', `http://127.0.0.1:${port}`, '--json']);
    expect([exit, JSON.parse(err)]).toMatchObject([1, { code, details }]);
    other.close();
  });
});
