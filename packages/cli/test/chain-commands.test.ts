import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainReader, developmentAccount, type LocalChain, readDeployment, startLocalChain } from '@evlock/chain';
import { Wallet, writeOwnerProfile } from '@evlock/owner/node';
import {
  type DeploymentFile,
  deploymentFingerprint,
  deviceIdHash,
  domainOf,
  Enrolment,
  money,
  systemClock,
  timestamp,
  toJson,
} from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { householdNamed, signDigest } from '../../chain/test/world.ts';
import { hex, TestGateway } from '../../owner/test/test-gateway.ts';
import { evlock } from './test-context.ts';

let folder: string;
let chain: LocalChain;
let gateway: TestGateway;
let deployment: DeploymentFile;
const at = (name: string): string => join(folder, name);
const operator = developmentAccount(0);
const stranger = developmentAccount(1);
const home = householdNamed('chain commands');
const [account, meterKey] = [home.account.address, home.meter.address];
const view = {
  deviceId: hex('6'),
  meterKey,
  account,
  securityClass: 'emulator',
  state: 'pending',
  requested: 1_800_000_000,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-chain-'));
  [chain, gateway] = await Promise.all([
    startLocalChain({ folder: at('chain'), blockSeconds: 0.25 }),
    TestGateway.start(),
  ]);
  gateway.handlers = {
    enrolments: () => ({ enrolments: [view] }),
    createEnrolmentCode: () => ({ code: 'AB12-CD34-EF56-GH78', expires: 1_800_003_600 }),
    revoke: () => ({}),
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
  const to = ['--deployment', at('deployment.json'), '--endpoint', chain.url];
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
/** What the meter signed at its own console. */
async function signedEnrolment(change: Partial<Enrolment> = {}): Promise<string> {
  const enrolment: Enrolment = {
    ...{ purpose: 'active', deviceIdHash: deviceIdHash(view.deviceId), account, meterKey },
    ...{ sensorClass: 'normal-world', nonce: 0n, deadline: timestamp(2 ** 40 - 1) },
    ...change,
  };
  const digest = Enrolment.digest(domainOf(deployment), enrolment);
  const [byAccount, byMeter] = await Promise.all([home.account, home.meter].map((key) => signDigest(digest, key)));
  const file = at(`enrolment-${enrolment.nonce}-${enrolment.meterKey}.json`);
  await writeFile(file, toJson({ enrolment, signatures: { account: byAccount, meter: byMeter } }));
  return file;
}
const reader = () => new ChainReader({ endpoints: [chain.url], deployment }, { clock: systemClock });

describe('on a chain of its own', () => {
  it('deploys, and writes where', async () => {
    const argv = ['deploy', '--network', chain.url, '--development', '--key-file', at('operator.key')];
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
  });

  it('never writes over what was handed over, and spends nothing to find that out', async () => {
    const before = await readFile(at('deployment.json'), 'utf8');
    const nonce = () => transactionCountOf(chain.url, operator.address);
    const spent = await nonce();
    const argv = ['deploy', '--network', chain.url, '--development', '--key-file', at('operator.key'), '--json'];
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
    expect(JSON.parse((await evlock(asOperator('enrol', 'list'))).out)).toEqual({ enrolments: [view] });
    expect(JSON.parse((await evlock(asOperator('enrol', 'code'))).out).code).toBe('AB12-CD34-EF56-GH78');
    expect(gateway.last('enrolments').token).toBe('operator-token');
  });

  it('enrols with the enrolling key only, and only the meter key that was compared', async () => {
    const enrolment = ['--enrolment', await signedEnrolment()];
    const approve = (key: string, ...more: string[]) =>
      evlock([...asOperator('enrol', 'approve', view.deviceId), ...asRole(key), ...enrolment, ...more]);
    const other = await approve('operator', '--enrolment', await signedEnrolment({ meterKey: hex('8', 20) }));
    expect(JSON.parse(other.err)).toMatchObject({ code: 'DEVICE_MISMATCH', details: { field: 'meterKey' } });
    const late = await approve('operator', '--enrolment', await signedEnrolment({ nonce: 1n }));
    expect(JSON.parse(late.err).code).toBe('ENROLMENT_INVALID');
    expect(JSON.parse((await approve('stranger')).err).code).toBe('ACCESS_DENIED');
    expect(JSON.parse((await approve('operator', '--meter-key', hex('9', 20))).err).code).toBe('DEVICE_MISMATCH');
    expect(await reader().meter(meterKey)).toBeUndefined();
    const { exit, err } = await approve('operator', '--meter-key', meterKey);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(await reader().meter(meterKey)).toMatchObject({ account, active: true });
  });

  it('suspends and resumes', async () => {
    expect((await evlock(['enrol', 'suspend', meterKey, ...asRole('operator')])).exit).toBe(0);
    expect(await reader().meter(meterKey)).toMatchObject({ suspended: true });
    expect((await evlock(['enrol', 'resume', meterKey, ...asRole('operator')])).exit).toBe(0);
    expect(await reader().meter(meterKey)).toMatchObject({ active: true });
    expect((await evlock(asOperator('enrol', 'revoke', view.deviceId))).exit).toBe(0);
    expect(gateway.last('revoke').params.deviceId).toBe(view.deviceId);
  });

  it('deposits into the account that the chain has for the meter', async () => {
    const key = { deployment, endpoint: chain.url, privateKey: operator.privateKey };
    const minter = new Wallet(key);
    await minter.mint(stranger.address, money(5_000_000));
    await minter.stop();
    await writeOwnerProfile(at('profile.json'), {
      gateway: { url: gateway.url, authorityFile: gateway.authorityFile },
      passkeyFile: 'none.pem',
      meterKey,
      account,
      deployment,
      chain: { endpoints: [chain.url] },
    });
    const deposit = (amount: string) =>
      evlock(['deposit', amount, '--profile', at('profile.json'), '--wallet-key-file', at('stranger.key'), '--json']);
    const { exit, out, err } = await deposit('1.5');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ account, amount: '1500000' });
    expect(await reader().account(account)).toMatchObject({ balance: 1_500_000n });
    expect((await deposit('100')).exit).toBe(1);
    expect(await reader().account(account)).toMatchObject({ balance: 1_500_000n });
  });
});
