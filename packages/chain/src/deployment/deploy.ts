/** Deploys the contracts to a network, once. */
import {
  type Address,
  type Clock,
  type Deployment,
  type Energy,
  EvlockError,
  type Hex,
  type Money,
  milliseconds,
  money,
  systemClock,
} from '@evlock/protocol';
import { Endpoint } from '../endpoints/endpoint.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Network } from '../endpoints/networks.ts';
import { type Log, silentLog } from '../log.ts';
import {
  creationOfBatches,
  creationOfMarket,
  creationOfRegistry,
  creationOfToken,
  type MarketLimits,
  mostGasOf,
  type Roles,
} from './contract-creations.ts';
import { Deployer } from './deployer.ts';
import { untilFinal, verifyDeployment } from './verify-deployment.ts';

export interface DeployOptions {
  readonly url: string;
  /** Pays the gas; holds no role unless listed in `roles`. */
  readonly privateKey: Hex;
  readonly network: Network;
  /** Least energy of a trade; above zero. */
  readonly minimumLot: Energy;
  /** Least energy of a trade that affects reputation. */
  readonly minimumReputationLot: Energy;
  /** Maximum fee a meter key may pay for a cancel, once a day. Default 0.01 of the token. */
  readonly meterKeyFeeCap?: Money;
  readonly roles: Roles;
  /** The settlement token. Without one, a test token is created; on development networks only. */
  readonly token?: Address;
  /** An earlier deployment: verified and returned instead of creating another. */
  readonly existing?: Deployment;
}

export interface DeployModules {
  readonly log?: Log;
  readonly clock?: Clock;
  /** Stops before the next contract, and any waiting at once. */
  readonly signal?: AbortSignal;
}

const METER_KEY_FEE_CAP = money(10_000n);

/** Long enough where finality takes two epochs. */
const FINAL_WITHIN_MILLISECONDS = 900_000;
const BETWEEN_LOOKS_MILLISECONDS = 500;
/** Longer than any network's block time. */
const NEXT_BLOCK_WITHIN_MILLISECONDS = 30_000;
/** Blocks by which the head may outrun finality between two requests, on chains with instant finality. */
const LAG_OF_FINAL_CHAINS = 2n;

/**
 * Creates registry, market and batches, and a test token if none is given; or verifies `existing`. A failure after the first
 * contract lists in its details what was created, and the pending transaction.
 *
 * Before any gas is spent, throws `INVALID_INPUT` for a zero lot or a real network without a token, `WALLET_SHORT` when the
 * account cannot pay for all contracts, `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`, and `FINALITY_LATE` where nothing would
 * become final; later also `SUBMISSION_FAILED`, `FINALITY_LATE`, and `CANCELLED` when `signal` aborts. `NOT_DEPLOYED` when
 * `existing` is not there.
 *
 * @example
 * const { address, privateKey } = developmentAccount(0);
 * const deployment = await deploy({
 *   url: 'http://127.0.0.1:8545',
 *   privateKey,
 *   network: networks.local,
 *   minimumLot: energy(1_000n),
 *   minimumReputationLot: energy(1_000n),
 *   roles: { admin: address, enroller: address, suspender: address, pauser: address },
 * });
 */
export async function deploy(options: DeployOptions, modules: DeployModules = {}): Promise<Deployment> {
  const { url, network, minimumLot, existing } = options;
  const { log = silentLog, clock = systemClock, signal = new AbortController().signal } = modules;
  if (existing) {
    if (existing.chainId !== network.chainId) {
      throw new EvlockError('CHAIN_WRONG_NETWORK', { expected: network.chainId, chainId: existing.chainId });
    }
    await verifyDeployment([url], existing);
    return existing;
  }
  if (minimumLot <= 0n) throw new EvlockError('INVALID_INPUT', { field: 'minimumLot', problem: 'must be above zero' });
  if (!options.token && !network.development) {
    throw new EvlockError('INVALID_INPUT', { field: 'token', problem: 'a real network needs a real token' });
  }
  const endpoint = new Endpoint({ url, chainId: network.chainId });
  const endpoints = new EndpointSet({ endpoints: [url], chainId: network.chainId }, { clock, log });
  const deployer = new Deployer(options.privateKey, { endpoint, network, clock, signal });
  try {
    await requireProgress(endpoint, endpoints, { clock, signal });
    const { deployment, last } = await createAll(deployer, options);
    log.info({ ...deployment, final: last }, 'contracts created; waiting until they are final');
    await finalWithin(endpoints, { deployment, last }, { clock, signal });
    await verifyDeployment([url], deployment);
    log.info({ ...deployment }, 'contracts deployed');
    return deployment;
  } catch (cause) {
    // What was paid for must not be lost with the error.
    const { created } = deployer;
    if (signal.aborted) throw new EvlockError('CANCELLED', created, { cause });
    const { code, details } = EvlockError.from(cause);
    throw new EvlockError(code, { ...created, ...details }, { cause });
  }
}

/** Throws `WALLET_SHORT` before the first, and as `Deployer.create`. */
async function createAll(
  deployer: Deployer,
  { network, token: given, roles, minimumLot, minimumReputationLot, meterKeyFeeCap = METER_KEY_FEE_CAP }: DeployOptions,
): Promise<{ readonly deployment: Deployment; readonly last: number }> {
  await deployer.start();
  const before = given ? 0 : 1;
  const token = given ?? deployer.addressAfter(0);
  const [registry, market, batches] = [
    deployer.addressAfter(before),
    deployer.addressAfter(before + 1),
    deployer.addressAfter(before + 2),
  ];
  const limits: MarketLimits = { minimumLot, minimumReputationLot, meterKeyFeeCap };
  const creations = [
    ...(given ? [] : ([['token', creationOfToken(roles)]] as const)),
    ['registry', creationOfRegistry(market, roles)],
    ['market', creationOfMarket(token, registry, limits)],
    ['batches', creationOfBatches(market)],
  ] as const;
  await deployer.requireBalance(creations.reduce((sum, [, creation]) => sum + mostGasOf(creation), 0));
  const blocks: number[] = [];
  for (const [name, creation] of creations) blocks.push(await deployer.create(name, creation));
  const block = Math.min(...blocks);
  const deployment = { network: network.name, chainId: network.chainId, registry, market, batches, token, block };
  return { deployment, last: Math.max(...blocks) };
}

interface Waiting {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Where blocks are final only later, readers of finalized state find nothing before. Throws `FINALITY_LATE`. */
async function finalWithin(
  endpoints: EndpointSet,
  { deployment, last }: { readonly deployment: Deployment; readonly last: number },
  { clock, signal }: Waiting,
): Promise<void> {
  await untilFinal(endpoints, last, { clock, signal, patience: FINAL_WITHIN_MILLISECONDS }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new EvlockError('FINALITY_LATE', { ...EvlockError.from(error).details, ...deployment }, { cause: error });
  });
}

/**
 * Before any gas is spent: the endpoint tells what is final, and where that is not its newest block it goes on making blocks, so
 * that what is deployed becomes final. anvil without `--block-time` makes one for each transaction and no more. Throws
 * `FINALITY_LATE`, `CHAIN_UNREACHABLE`.
 */
async function requireProgress(endpoint: Endpoint, endpoints: EndpointSet, { clock, signal }: Waiting): Promise<void> {
  const newest = (): Promise<bigint> => endpoint.ask((client) => client.getBlockNumber({ cacheTime: 0 }));
  const [{ number: final }, first] = [await endpoints.finalized(), await newest()];
  // At its very beginning every chain looks final.
  if (first > LAG_OF_FINAL_CHAINS && BigInt(final) + LAG_OF_FINAL_CHAINS >= first) return;
  const until = clock.monotonic() + NEXT_BLOCK_WITHIN_MILLISECONDS;
  while ((await newest()) === first) {
    if (clock.monotonic() >= until) {
      throw new EvlockError('FINALITY_LATE', { block: final, newest: Number(first), missing: 'a next block' });
    }
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS), signal);
  }
}
