import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { describe, expect, it } from 'vitest';
import {
  contractsOf,
  type DeploymentFile,
  deploymentFileOf,
  deploymentFileSchema,
  deploymentFingerprint,
  energy,
  type Hex,
  isSameMarket,
  originSchema,
  requireSameDeployment,
  toJson,
} from '../../src/index.ts';

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const contracts = {
  network: 'local',
  chainId: 31_337,
  registry: address('1'),
  market: address('2'),
  batches: address('6'),
  token: address('3'),
  block: 1,
};
const own = deploymentFile(contracts, { attestationKeys: [address('4')] });
/** The same with one field changed, whatever it is. */
const changes: { readonly [Name in keyof DeploymentFile]: DeploymentFile[Name] } = {
  ...deploymentFile(contracts),
  format: 'evlock-deployment-2' as never,
  network: 'kairos',
  chainId: 1001,
  registry: address('5'),
  market: address('5'),
  batches: address('5'),
  token: address('5'),
  block: 2,
  tokenSymbol: 'USDT',
  tokenDecimals: 18 as never,
  minimumLot: energy(1),
  rpId: 'evil.example',
  origins: ['https://localhost', 'https://evil.example'],
  attestationKeys: [address('4'), address('5')],
};
const names = Object.keys(deploymentFileSchema.shape) as (keyof DeploymentFile)[];

describe("a gateway's word of the market", () => {
  it('is taken where it equals what was handed over', () => {
    expect(() => requireSameDeployment(own, { ...own })).not.toThrow();
    expect(() => requireSameDeployment(own, Object.assign({ development: true }, own))).not.toThrow();
  });

  it.each(names)('is refused where it has another %s', (name) => {
    const told = { ...own, [name]: changes[name] };
    expect(() => requireSameDeployment(own, told)).toThrowError(
      expect.objectContaining({ code: 'DEPLOYMENT_DIFFERS', details: expect.objectContaining({ field: name }) }),
    );
  });
});

describe('the fingerprint of a deployment', () => {
  it('is the same however the file was written', () => {
    const reversed = Object.fromEntries(Object.entries(own).reverse()) as DeploymentFile;
    const read = deploymentFileSchema.parse(JSON.parse(toJson(own)));
    expect(deploymentFingerprint(own)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    expect(
      new Set([own, reversed, read, Object.assign({ development: true }, own)].map(deploymentFingerprint)).size,
    ).toBe(1);
  });

  it.each(names)('covers %s', (name) => {
    expect(deploymentFingerprint({ ...own, [name]: changes[name] })).not.toBe(deploymentFingerprint(own));
  });
});

it('two deployments are of one market where contract and chain are the same, whatever else they say', () => {
  const renamed: DeploymentFile = { ...own, rpId: 'other.example', token: address('9') };
  expect(isSameMarket(own, renamed)).toBe(true);
  expect(isSameMarket(own, { ...own, chainId: own.chainId + 1 })).toBe(false);
  expect(isSameMarket(own, { ...own, market: address('9') })).toBe(false);
});

it('a deployment file is told apart into its parts', () => {
  expect(contractsOf(own)).toEqual(contracts);
  expect(deploymentFileOf(Object.assign({ development: true }, own))).toEqual(own);
});

describe("an origin of the owners' pages", () => {
  it.each(['https://gateway.example', 'https://gateway.example:8443', 'http://localhost:8080', 'https://localhost'])(
    '%s',
    (origin) => expect(originSchema.safeParse(origin).success).toBe(true),
  );

  it.each([
    'http://gateway.example',
    'https://gateway.example/',
    'https://gateway.example/page',
    'https://GATEWAY.example',
    'https://gateway.example:443',
    'https://gate"way.example',
    'https://gate\\way.example',
    'https://gatewäy.example',
    'android:apk-key-hash:abc',
    'gateway.example',
    '',
  ])('not %s', (origin) => expect(originSchema.safeParse(origin).success).toBe(false));
});
