/** Creates the contracts on a network, once. */
import { type Address, type Deployment, type Energy, EvlockError, type Hex } from '@evlock/protocol';
import type { Log } from './log.ts';
import type { NetworkName } from './networks.ts';

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
  readonly network: NetworkName;
  readonly minimumLot: Energy;
  readonly minimumReputationLot: Energy;
  readonly roles: Roles;
  /** The settlement token. Without one, a test token is created; on development networks only. */
  readonly token?: Address;
  /** A deployment made before: verified and returned instead of another. */
  readonly existing?: Deployment;
}

export async function deploy(_options: DeployOptions, _modules: { log?: Log } = {}): Promise<Deployment> {
  throw new EvlockError('INTERNAL');
}

/** Throws `NOT_DEPLOYED` or `CHAIN_WRONG_NETWORK` unless the contracts of `deployment` stand at `url`. */
export async function verifyDeployment(_url: string, _deployment: Deployment): Promise<void> {
  throw new EvlockError('INTERNAL');
}
