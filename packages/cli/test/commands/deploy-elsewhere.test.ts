/** `evlock chain deploy` on a chain that Evlock does not know by name: the rules of a real network. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOfKey, deploy, developmentAccount, networkOf, readDeployment, sendNative } from '@evlock/chain';
import { type Address, energy, type Hex } from '@evlock/protocol';
import { ForeignAnvil } from '@evlock/testing/chain/foreign-anvil';
import { evlock } from '@evlock/testing/cli/test-context';
import { afterAll, beforeAll, expect, it } from 'vitest';

const CHAIN = 4242;
const OWN_KEY: Hex = `0x${'61'.repeat(32)}`;
const POOR_KEY: Hex = `0x${'62'.repeat(32)}`;
const rich = developmentAccount(0);

let folder: string;
let node: ForeignAnvil;
let token: Address;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-elsewhere-'));
  node = await ForeignAnvil.start(['--chain-id', String(CHAIN), ...ForeignAnvil.soonFinal]);
  await writeFile(at('own.key'), OWN_KEY, { mode: 0o600 });
  await writeFile(at('rich.key'), rich.privateKey, { mode: 0o600 });
  const to = addressOfKey(OWN_KEY);
  await sendNative({ url: node.url, chainId: CHAIN, privateKey: rich.privateKey, to, wei: 10n ** 18n });
  // A token with 6 decimals, for which no command is there on such a chain.
  const network = { ...networkOf(CHAIN), development: true };
  const roles = { admin: to, enroller: to, suspender: to, pauser: to };
  const lots = { minimumLot: energy(1n), minimumReputationLot: energy(1n) };
  ({ token } = await deploy({ url: node.url, network, privateKey: rich.privateKey, roles, ...lots }));
});
afterAll(async () => {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
});

const real = (key: string): string[] => [
  ...['chain', 'deploy', '--network', node.url, '--key-file', at(key), '--out', at('deployment.json')],
  ...['--token', token, '--admin', rich.address, '--enroller', rich.address],
  ...['--rp-id', 'gateway.example', '--origin', 'https://gateway.example', '--attestation-key', rich.address, '--json'],
];

it.each([
  ['a test token', ['--development'], 'DEVELOPMENT_ONLY', { network: '4242', problem: 'test token' }],
  ['no token', [], 'INVALID_INPUT', { argument: '--token', problem: 'is required on chain 4242' }],
])('takes %s for none of a real network', async (_name, more, code, details) => {
  const { err } = await evlock([
    'chain',
    'deploy',
    '--network',
    node.url,
    '--key-file',
    at('own.key'),
    '--json',
    ...more,
  ]);
  expect(JSON.parse(err)).toMatchObject({ code, details });
});

it('takes no lot of nothing, and sends nothing for it', async () => {
  const { exit, err } = await evlock([...real('own.key'), '--minimum-lot', '0Wh']);
  expect([exit, JSON.parse(err)]).toMatchObject([2, { details: { argument: '--minimum-lot' } }]);
});

it('from an account without money names the account, its balance and the need', async () => {
  await writeFile(at('poor.key'), POOR_KEY, { mode: 0o600 });
  const { exit, err } = await evlock(real('poor.key'));
  const details = { wallet: addressOfKey(POOR_KEY), balance: '0', needed: expect.stringMatching(/^\d+$/) };
  expect([exit, JSON.parse(err)]).toMatchObject([1, { code: 'WALLET_SHORT', details }]);
});

it('is paid by no development key', async () => {
  const { exit, err } = await evlock(real('rich.key'));
  expect([exit, JSON.parse(err)]).toMatchObject([1, { code: 'DEVELOPMENT_ONLY', details: { network: '4242' } }]);
});

it('writes a deployment file of that chain', async () => {
  const { exit, err } = await evlock(real('own.key'));
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(await readDeployment(at('deployment.json'))).toMatchObject({ network: '4242', chainId: CHAIN, token });
});
