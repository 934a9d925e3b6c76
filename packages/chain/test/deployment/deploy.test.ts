import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, energy, type Hex, milliseconds, money, systemClock } from '@evlock/protocol';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { createPublicClient, http } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  creationOfBatches,
  creationOfMarket,
  creationOfRegistry,
  creationOfToken,
  mostGasOf,
} from '../../src/deployment/contract-creations.ts';
import {
  addressOfKey,
  chainIdOf,
  type DeployOptions,
  deploy,
  describeDeployment,
  developmentAccount,
  foreignContracts,
  fund,
  increaseTime,
  isBuiltCode,
  networkNamed,
  networkOf,
  networks,
  readDeployment,
  requirePublicPages,
  verifyDeployment,
  writeDeployment,
} from '../../src/index.ts';
import { anvilBinary, freePort } from '../../src/local-chain/anvil-process.ts';

/** Polls follow one another at once. */
const hasty = { clock: { ...systemClock, sleep: () => systemClock.sleep(milliseconds(1)) } };

let localMarket: LocalMarket;
let options: DeployOptions;
beforeAll(async () => {
  localMarket = await LocalMarket.start();
  const { address, privateKey } = developmentAccount(1);
  options = {
    url: localMarket.chain.url,
    privateKey,
    network: networks.local,
    minimumLot: energy(1n),
    minimumReputationLot: energy(1n),
    roles: { admin: address, enroller: address, suspender: address, pauser: address },
  };
});
afterAll(() => localMarket.stop());

/** anvil with default settings: finality lags by 64 blocks. */
async function ordinaryAnvil<T>(extra: readonly string[], work: (url: string) => Promise<T>): Promise<T> {
  const port = String(await freePort());
  const child = spawn(anvilBinary(), ['--port', port, '--quiet', ...extra], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const url = `http://127.0.0.1:${port}`;
    await expect.poll(() => chainIdOf(url).catch(() => 0)).toBe(31_337);
    return await work(url);
  } finally {
    child.kill();
    await ended;
  }
}

/** Its seconds pass as fast as they are slept. */
function hastyClock(): Clock {
  let slept = 0;
  return {
    ...systemClock,
    monotonic: () => milliseconds(slept),
    sleep: async (length) => {
      slept += length;
      await systemClock.sleep(milliseconds(5));
    },
  };
}

describe('deployment on a chain whose newest blocks are not final', () => {
  it('spends nothing where blocks are only mined on demand', async () => {
    await ordinaryAnvil([], async (url) => {
      const refused = deploy({ ...options, url }, { clock: hastyClock() });
      await expect(refused).rejects.toMatchObject({ code: 'FINALITY_LATE', details: { missing: 'a next block' } });
      const client = createPublicClient({ transport: http(url) });
      expect(await client.getTransactionCount({ address: developmentAccount(1).address })).toBe(0);
    });
  });

  it('completes once it is final', async () => {
    await ordinaryAnvil(['--block-time', '0.05', '--mixed-mining', '--slots-in-an-epoch', '8'], async (url) => {
      const deployment = await deploy({ ...options, url });
      await verifyDeployment([url], deployment);
    });
  });

  it('not final in time lists what was created', async () => {
    await ordinaryAnvil(['--block-time', '0.05', '--mixed-mining', '--slots-in-an-epoch', '100000'], async (url) => {
      const late = deploy({ ...options, url }, { clock: hastyClock() });
      const details = {
        market: expect.stringMatching(/^0x/),
        registry: expect.stringMatching(/^0x/),
        block: expect.any(Number),
      };
      await expect(late).rejects.toMatchObject({ code: 'FINALITY_LATE', details });
    });
  });
});

describe('a deployment that cannot be finished', () => {
  const nobody = `0x${'0b'.repeat(32)}` as const;
  const countOf = (key: Hex): Promise<number> =>
    createPublicClient({ transport: http(localMarket.chain.url) }).getTransactionCount({ address: addressOfKey(key) });
  /** An endpoint that runs `then` on each transaction sent to it, before passing it on. */
  async function watched<T>(then: (count: number) => void, work: (url: string) => Promise<T>): Promise<T> {
    const endpoint = new LyingEndpoint(localMarket.chain.url);
    const url = await endpoint.start();
    let count = 0;
    endpoint.before = async (method) => {
      if (method === 'eth_sendRawTransaction') then(++count);
    };
    try {
      return await work(url);
    } finally {
      await endpoint.stop();
    }
  }

  it('for lack of balance sends nothing, and names account, balance and need', async () => {
    await fund(localMarket.chain.url, addressOfKey(nobody), 1_000n);
    await expect(deploy({ ...options, privateKey: nobody })).rejects.toMatchObject({
      code: 'WALLET_SHORT',
      details: { wallet: addressOfKey(nobody), balance: '1000', needed: expect.stringMatching(/^[1-9]\d{4,}$/) },
    });
    expect(await countOf(nobody)).toBe(0);
  });

  it('requires no less than is used, nor much more', async () => {
    const client = createPublicClient({ transport: http(localMarket.chain.url) });
    const { registry, market, batches, token, block } = localMarket.deployment;
    const limits = { minimumLot: energy(1n), minimumReputationLot: energy(1n), meterKeyFeeCap: money(10_000n) };
    const creations = new Map<string, Hex>([
      [token, creationOfToken(options.roles)],
      [registry, creationOfRegistry(market, options.roles)],
      [market, creationOfMarket(token, registry, limits)],
      [batches, creationOfBatches(market)],
    ]);
    const { number } = await localMarket.reader.finalized();
    for (let blockNumber = block; blockNumber <= number && creations.size > 0; blockNumber++) {
      const { transactions } = await client.getBlock({ blockNumber: BigInt(blockNumber) });
      for (const hash of transactions) {
        const { contractAddress, gasUsed } = await client.getTransactionReceipt({ hash });
        const creation = creations.get(`${contractAddress}`.toLowerCase());
        if (creation === undefined) continue;
        expect(mostGasOf(creation)).toBeGreaterThan(Number(gasUsed));
        expect(mostGasOf(creation)).toBeLessThan(Number(gasUsed) * 1.5);
        creations.delete(`${contractAddress}`.toLowerCase());
      }
    }
    expect(creations.size).toBe(0);
  });

  it('because a person stops it lists what was created, and creates no more', async () => {
    const stop = new AbortController();
    const { privateKey } = developmentAccount(2);
    const stopped = watched(
      (count) => count === 2 && stop.abort(),
      (url) => deploy({ ...options, url, privateKey }, { signal: stop.signal }),
    );
    await expect(stopped).rejects.toMatchObject({
      code: 'CANCELLED',
      details: { token: expect.stringMatching(/^0x/), transaction: expect.stringMatching(/^0x/) },
    });
    await expect.poll(() => countOf(privateKey)).toBe(2);
  });

  it('because the endpoint goes away lists what was created', async () => {
    const { privateKey } = developmentAccount(3);
    const gone = watched(
      (count) => {
        if (count > 2) throw new Error('gone');
      },
      (url) => deploy({ ...options, url, privateKey }),
    );
    await expect(gone).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
      details: { token: expect.stringMatching(/^0x/), registry: expect.stringMatching(/^0x/) },
    });
  });
});

describe('deployment', () => {
  it('names contracts that refer to each other, and where an indexer begins', async () => {
    await verifyDeployment([localMarket.chain.url], localMarket.deployment);
    const [first] = await localMarket.reader.events(
      0,
      await localMarket.reader.finalized().then(({ number }) => number),
    );
    expect(first?.block ?? Number.POSITIVE_INFINITY).toBeGreaterThan(localMarket.deployment.block);
  });

  it('has the code that was built, ignoring immutables', async () => {
    const { deployment, chain } = localMarket;
    expect(await foreignContracts([chain.url], deployment)).toEqual([]);
    const other = { ...deployment, market: deployment.registry };
    expect(await foreignContracts([chain.url], other)).toEqual([{ contract: 'market', address: deployment.registry }]);
    const nowhere = `0x${'12'.repeat(20)}` as const;
    expect(await foreignContracts([chain.url], { ...deployment, registry: nowhere })).toHaveLength(1);
  });

  it('is neither missing nor present on the word of one of two endpoints', async () => {
    const { deployment, chain } = localMarket;
    const second = new LyingEndpoint(chain.url);
    const both = [chain.url, await second.start()];
    const nowhere = { ...deployment, registry: `0x${'12'.repeat(20)}` as const };
    try {
      expect(await foreignContracts(both, deployment)).toEqual([]);
      second.lie = (method, result) => (method === 'eth_getCode' ? '0x' : result);
      for (const urls of [both, both.toReversed()]) {
        await expect(foreignContracts(urls, deployment, hasty)).rejects.toMatchObject({
          code: 'CHAIN_BEHIND',
          details: { missing: expect.stringContaining('code of 0x') },
        });
      }
      second.lie = (method, result) => (method === 'eth_getCode' ? `${result}00` : result);
      await expect(foreignContracts(both, deployment)).rejects.toMatchObject({
        code: 'CHAIN_DISAGREES',
        details: { what: 'contract code' },
      });
      // It shows code where the other has none.
      second.lie = (method, result) => (method === 'eth_getCode' && result === '0x' ? '0x60' : result);
      await expect(foreignContracts(both, nowhere, hasty)).rejects.toMatchObject({ code: 'CHAIN_BEHIND' });
      second.before = () => Promise.reject(new Error('down'));
      await expect(foreignContracts(both, deployment)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    } finally {
      await second.stop();
    }
  });

  it('differs by one byte of code, not by a byte of an immutable', () => {
    const built = { code: '0x600000ff', immutables: [{ start: 1, length: 2 }] } as const;
    expect(isBuiltCode('0x60ABCDff', built)).toBe(true);
    for (const code of ['0x61abcdff', '0x60abcdfe', '0x60abcdff00', '0x60ab', '0x'] as const) {
      expect(isBuiltCode(code, built), code).toBe(false);
    }
  });

  it('is not made twice', async () => {
    expect(await deploy({ ...options, existing: localMarket.deployment })).toBe(localMarket.deployment);
  });

  it('is verified against the chain', async () => {
    const { deployment, chain } = localMarket;
    const nowhere = `0x${'12'.repeat(20)}` as const;
    await expect(verifyDeployment([chain.url], { ...deployment, market: nowhere })).rejects.toMatchObject({
      code: 'NOT_DEPLOYED',
      details: { contract: 'market' },
    });
    const swapped = { ...deployment, market: deployment.registry, registry: deployment.market };
    await expect(verifyDeployment([chain.url], swapped)).rejects.toMatchObject({ code: 'NOT_DEPLOYED' });
    await expect(verifyDeployment([chain.url], { ...deployment, chainId: 8_217 })).rejects.toMatchObject({
      code: 'CHAIN_WRONG_NETWORK',
    });
    await expect(deploy({ ...options, network: networks.kairos, existing: deployment })).rejects.toMatchObject({
      code: 'CHAIN_WRONG_NETWORK',
    });
  });

  it('is verified by every configured endpoint', async () => {
    const { deployment, chain } = localMarket;
    const second = new LyingEndpoint(chain.url);
    const both = [chain.url, await second.start()];
    try {
      await verifyDeployment(both, deployment);
      second.lie = (method, result) => (method === 'eth_getCode' ? `${result}00` : result);
      await expect(verifyDeployment(both, deployment)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
      second.lie = (method, result) => (method === 'eth_call' ? `0x${'34'.repeat(32)}` : result);
      await expect(verifyDeployment(both, deployment, hasty)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    } finally {
      await second.stop();
    }
  });

  it('rejects a zero lot', async () => {
    await expect(deploy({ ...options, minimumLot: energy(0n) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'minimumLot' },
    });
  });

  it('creates a test token on development networks only', async () => {
    await expect(deploy({ ...options, network: networks.kaia })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'token' },
    });
    const { token } = localMarket.deployment;
    expect((await deploy({ ...options, token })).token).toBe(token);
  });

  it('is kept in a file that is never overwritten', async () => {
    const file = join(localMarket.folder, 'deployment.json');
    await expect(readDeployment(file)).rejects.toMatchObject({ code: 'DEPLOYMENT_MISSING', details: { file } });
    const first = deploymentFile(localMarket.deployment);
    await writeDeployment(file, first);
    expect(await readDeployment(file)).toEqual(first);
    const second = writeDeployment(file, { ...first, rpId: 'other.example' });
    await expect(second).rejects.toMatchObject({ code: 'FILE_UNUSABLE', details: { file, problem: 'EEXIST' } });
    expect(await readDeployment(file)).toEqual(first);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    await expect(readDeployment(file)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { file } });
  });

  it('is described from the chain', async () => {
    const { chain, deployment } = localMarket;
    const choice = {
      rpId: 'gateway.example',
      origins: ['https://gateway.example'],
      attestationKeys: [deployment.token],
    };
    const described = await describeDeployment(chain.url, { deployment, choice }, { clock: systemClock });
    expect(described).toEqual(deploymentFile(deployment, choice));
  });

  it('has no page on its own machine outside development networks', async () => {
    const pages = { chainId: 8217, rpId: 'gateway.example', origins: ['https://gateway.example'] };
    expect(() => requirePublicPages(pages)).not.toThrow();
    for (const local of [{ origins: ['https://localhost:8443'] }, { rpId: 'localhost' }]) {
      expect(() => requirePublicPages({ ...pages, ...local })).toThrow(/localhost/);
      expect(() => requirePublicPages({ ...pages, ...local, chainId: 1001 })).not.toThrow();
    }
    const file = join(localMarket.folder, 'real.json');
    await writeDeployment(file, deploymentFile({ ...localMarket.deployment, chainId: 8217, network: 'kaia' }));
    await expect(readDeployment(file)).rejects.toMatchObject({ code: 'DEVELOPMENT_ONLY' });
  });
});

describe('networks', () => {
  it('are known by name and by chain id', () => {
    expect(networkNamed('kairos').chainId).toBe(1001);
    expect(networkOf(8_217).development).toBe(false);
    expect(networkOf(1)).toMatchObject({ chainId: 1, development: false });
    expect(() => networkNamed('toString')).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});

describe('development helpers', () => {
  it('move time on a local chain', async () => {
    const before = await localMarket.now();
    expect(await increaseTime(localMarket.chain.url, 86_400)).toBeGreaterThanOrEqual(before + 86_400);
  });

  it('give the well-known accounts', () => {
    expect(developmentAccount(0).address).toBe('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266');
    expect(() => developmentAccount(10)).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
