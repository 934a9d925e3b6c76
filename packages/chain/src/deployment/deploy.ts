/** Creates the contracts on a network, once. */
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  domainOf,
  domainSeparator,
  type Energy,
  EvlockError,
  type Hex,
  type Money,
  milliseconds,
  money,
  systemClock,
} from '@evlock/protocol';
import { encodeDeployData, getContractAddress } from 'viem';
import { currentFees } from '../accounts/fees.ts';
import { accountOf } from '../accounts/signer.ts';
import { batchesAbi, marketAbi, registryAbi, tokenAbi } from '../contracts/abi.ts';
import { lowerCase } from '../contracts/decode-event.ts';
import {
  energyMarketBatchesBytecode,
  energyMarketBytecode,
  meterRegistryBytecode,
  testTokenBytecode,
} from '../contracts/generated/index.ts';
import { Endpoint } from '../endpoints/endpoint.ts';
import { readView } from '../endpoints/endpoint-reads.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Network } from '../endpoints/networks.ts';
import { decodeRevert } from '../endpoints/revert.ts';
import { type Log, silentLog } from '../log.ts';
import { deployedCode } from './deployed-code.ts';

export interface Roles {
  /** Grants and takes the other roles; owner of the test token. */
  readonly admin: Address;
  /** Admits meters to the registry. Never a key of the gateway. */
  readonly enroller: Address;
  readonly suspender: Address;
  /** Stops and allows new trades. */
  readonly pauser: Address;
}

export interface DeployOptions {
  readonly url: string;
  /** Pays the gas; holds no role by itself. */
  readonly privateKey: Hex;
  readonly network: Network;
  readonly minimumLot: Energy;
  /** Least energy of a trade that moves reputation. */
  readonly minimumReputationLot: Energy;
  /** Most that a meter key can pay for a cancel, once a day. Default 0.01 of the token. */
  readonly meterKeyFeeCap?: Money;
  readonly roles: Roles;
  /** The settlement token. Without one, a test token is created; on development networks only. */
  readonly token?: Address;
  /** A deployment made before: verified and returned instead of making another. */
  readonly existing?: Deployment;
}

const METER_KEY_FEE_CAP = money(10_000n);

/** Long enough for a contract to be mined on a busy network. */
const MINED_WITHIN_MILLISECONDS = 60_000;
/** Long enough for it to be final where that takes two epochs. */
const FINAL_WITHIN_MILLISECONDS = 900_000;
const BETWEEN_LOOKS_MILLISECONDS = 500;
/** Longer than any network takes for a block. */
const NEXT_BLOCK_WITHIN_MILLISECONDS = 30_000;
/** Blocks by which the newest may be ahead of what is final, on chains that are final at once, while it is asked. */
const LAG_OF_FINAL_CHAINS = 2n;

const endpointOf = (url: string, chainId: number): Endpoint => new Endpoint({ url, chainId });

/** Creates one contract after the other from one account. */
class Deployer {
  readonly #endpoint: Endpoint;
  readonly #network: Network;
  readonly #account: ReturnType<typeof accountOf>;
  #nonce = 0;

  constructor(endpoint: Endpoint, network: Network, privateKey: Hex) {
    this.#endpoint = endpoint;
    this.#network = network;
    this.#account = accountOf(privateKey);
  }

  async start(): Promise<void> {
    const { address } = this.#account;
    this.#nonce = await this.#endpoint.ask((client) => client.getTransactionCount({ address, blockTag: 'pending' }));
  }

  /** The address that the contract after `others` more will have. */
  addressAfter(others: number): Address {
    return lowerCase(getContractAddress({ from: this.#account.address, nonce: BigInt(this.#nonce + others) }));
  }

  /** Gives the block of its creation. Throws `SUBMISSION_FAILED`, or what the constructor refused. */
  async create(label: string, data: Hex): Promise<number> {
    const receipt = await this.#mined(data).catch((error: unknown) => {
      throw decodeRevert(error);
    });
    this.#nonce++;
    if (receipt.status === 'success') return Number(receipt.blockNumber);
    throw new EvlockError('SUBMISSION_FAILED', { contract: label, transaction: receipt.transactionHash });
  }

  #mined(data: Hex) {
    const account = this.#account;
    return this.#endpoint.attempt(async (client) => {
      const fees = await currentFees(client, this.#network, 'eip1559');
      const gas = ((await client.estimateGas({ account, data })) * 125n) / 100n;
      const chainId = this.#network.chainId;
      const raw = await account.signTransaction({ chainId, data, nonce: this.#nonce, gas, ...fees });
      const hash = await client.sendRawTransaction({ serializedTransaction: raw });
      return await client.waitForTransactionReceipt({
        hash,
        pollingInterval: 250,
        timeout: MINED_WITHIN_MILLISECONDS,
      });
    });
  }
}

/**
 * Creates registry, market and batches, and a test token where none is given, or verifies `existing`. Throws `INVALID_INPUT` when a
 * real network is given no token, `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`, `FINALITY_LATE` where nothing would become final (then no
 * gas is spent, or the details name what was created), `NOT_DEPLOYED` when `existing` is not there.
 */
export async function deploy(
  options: DeployOptions,
  modules: { readonly log?: Log; readonly clock?: Clock } = {},
): Promise<Deployment> {
  const { url, network, roles, minimumLot, minimumReputationLot, existing } = options;
  const { meterKeyFeeCap = METER_KEY_FEE_CAP } = options;
  const { log = silentLog, clock = systemClock } = modules;
  if (existing) {
    if (existing.chainId !== network.chainId) {
      throw new EvlockError('CHAIN_WRONG_NETWORK', { expected: network.chainId, chainId: existing.chainId });
    }
    await verifyDeployment(url, existing);
    return existing;
  }
  if (!options.token && !network.development) {
    throw new EvlockError('INVALID_INPUT', { field: 'token', problem: 'a real network needs a real token' });
  }

  const endpoint = endpointOf(url, network.chainId);
  const endpoints = new EndpointSet({ endpoints: [url], chainId: network.chainId }, { clock, log });
  await requireProgress(endpoint, endpoints, clock);
  const deployer = new Deployer(endpoint, network, options.privateKey);
  await deployer.start();
  const token = options.token ?? deployer.addressAfter(0);
  let block = Number.POSITIVE_INFINITY;
  if (!options.token) block = await deployer.create('TestToken', creationOfToken(roles));
  const [registry, market, batches] = [0, 1, 2].map((others) => deployer.addressAfter(others)) as [
    Address,
    Address,
    Address,
  ];
  block = Math.min(block, await deployer.create('MeterRegistry', creationOfRegistry(market, roles)));
  const limits = { minimumLot, minimumReputationLot, meterKeyFeeCap };
  await deployer.create('EnergyMarket', creationOfMarket(token, registry, limits));
  const last = await deployer.create('EnergyMarketBatches', creationOfBatches(market));
  const deployment = { network: network.name, chainId: network.chainId, registry, market, batches, token, block };
  log.info({ ...deployment, final: last }, 'contracts created; waiting until they are final');
  // Where blocks are final only later, nothing is there yet for whoever reads finalized state.
  await finalizedFrom(endpoints, last, { clock, patience: FINAL_WITHIN_MILLISECONDS }).catch((error: unknown) => {
    // What was paid for must not be lost with the error.
    throw new EvlockError('FINALITY_LATE', { ...EvlockError.from(error).details, ...deployment }, { cause: error });
  });
  await verifyDeployment(url, deployment);
  log.info({ ...deployment }, 'contracts deployed');
  return deployment;
}

const creationOfToken = ({ admin }: Roles): Hex =>
  encodeDeployData({ abi: tokenAbi, bytecode: testTokenBytecode, args: [admin] });

const creationOfRegistry = (market: Address, { admin, enroller, suspender, pauser }: Roles): Hex =>
  encodeDeployData({
    abi: registryAbi,
    bytecode: meterRegistryBytecode,
    args: [market, admin, enroller, suspender, pauser],
  });

const creationOfMarket = (
  token: Address,
  registry: Address,
  limits: { minimumLot: Energy; minimumReputationLot: Energy; meterKeyFeeCap: Money },
): Hex =>
  encodeDeployData({
    abi: marketAbi,
    bytecode: energyMarketBytecode,
    args: [token, registry, limits.minimumLot, limits.minimumReputationLot, limits.meterKeyFeeCap],
  });

const creationOfBatches = (market: Address): Hex =>
  encodeDeployData({ abi: batchesAbi, bytecode: energyMarketBatchesBytecode, args: [market] });

/**
 * Throws `NOT_DEPLOYED` or `CHAIN_WRONG_NETWORK` unless the contracts of `deployment` stand at `url` and name each other;
 * `CHAIN_BEHIND` when the endpoint's finalized block is from before the deployment.
 */
export async function verifyDeployment(
  url: string,
  deployment: Deployment,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<void> {
  const { registry, market, batches, token } = deployment;
  const endpoints = new EndpointSet({ endpoints: [url], chainId: deployment.chainId }, { clock });
  await finalizedFrom(endpoints, deployment.block, { clock, patience: 0 });
  for (const [contract, address] of Object.entries({ registry, market, batches, token })) {
    const code = await deployedCode(endpoints, address, clock);
    if (code === '0x') throw new EvlockError('NOT_DEPLOYED', { contract, address });
  }
  const names = await endpoints
    .ask((at) =>
      Promise.all([
        readView(at, { address: market, abi: marketAbi, functionName: 'registry', args: [] }),
        readView(at, { address: market, abi: marketAbi, functionName: 'token', args: [] }),
        readView(at, { address: registry, abi: registryAbi, functionName: 'market', args: [] }),
        readView(at, { address: batches, abi: batchesAbi, functionName: 'market', args: [] }),
        readView(at, { address: market, abi: marketAbi, functionName: 'domainSeparator', args: [] }),
      ]),
    )
    .catch((error: unknown) => {
      if (!EvlockError.is(error, 'CHAIN_UNREACHABLE') || !isContractAnswer(error)) throw error;
      throw new EvlockError('NOT_DEPLOYED', { problem: 'other contracts stand at the addresses', market, registry });
    });
  const expected: readonly (Address | Bytes32)[] = [
    registry,
    token,
    market,
    market,
    domainSeparator(domainOf(deployment)),
  ];
  if (names.some((name, index) => name.toLowerCase() !== expected[index])) {
    throw new EvlockError('NOT_DEPLOYED', { problem: 'the contracts do not name each other', market, registry });
  }
}

/** Whether a call reached a contract that does not know it. */
const isContractAnswer = ({ details }: EvlockError): boolean => /revert|returned no data/i.test(String(details.reason));

/**
 * Before any gas is spent: the endpoint tells what is final, and where that is not its newest block it goes on making blocks, so
 * that what is deployed becomes final. anvil without `--block-time` makes one for each transaction and no more. Throws
 * `FINALITY_LATE`, `CHAIN_UNREACHABLE`.
 */
async function requireProgress(endpoint: Endpoint, endpoints: EndpointSet, clock: Clock): Promise<void> {
  const newest = (): Promise<bigint> => endpoint.ask((client) => client.getBlockNumber({ cacheTime: 0 }));
  const [{ number: final }, first] = [await endpoints.finalized(), await newest()];
  // At its very beginning every chain looks final.
  if (first > LAG_OF_FINAL_CHAINS && BigInt(final) + LAG_OF_FINAL_CHAINS >= first) return;
  const until = clock.monotonic() + NEXT_BLOCK_WITHIN_MILLISECONDS;
  while ((await newest()) === first) {
    if (clock.monotonic() >= until) {
      throw new EvlockError('FINALITY_LATE', { block: final, newest: Number(first), missing: 'a next block' });
    }
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS));
  }
}

/** Waits until the endpoint has finalized `block`, for `patience` milliseconds. Throws `CHAIN_BEHIND`. */
async function finalizedFrom(
  endpoints: EndpointSet,
  block: number,
  { clock, patience }: { readonly clock: Clock; readonly patience: number },
): Promise<void> {
  const until = clock.monotonic() + patience;
  for (;;) {
    const head = await endpoints.finalized();
    if (head.number >= block) return;
    if (clock.monotonic() >= until) {
      throw new EvlockError('CHAIN_BEHIND', {
        block: head.number,
        missing: 'block of the deployment',
        deployed: block,
      });
    }
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS));
  }
}
