/** The node that a community's chain runs on: its own anvil in the community's folder, or an existing one. */
import {
  chainIdOf,
  developmentAccount,
  finalityLagOf,
  fund,
  type LocalChain,
  type Network,
  nativeBalanceOf,
  networkOf,
  networks,
  richUnlockedAccount,
  sendNative,
  sendUnlocked,
  startLocalChain,
} from '@evlock/chain';
import { type Address, EvlockError, type Hex, type Timestamp } from '@evlock/protocol';
import pLimit from 'p-limit';
import type { ChainKey } from '../folder/keys.ts';

/** An existing development node: anvil, Hardhat, `geth --dev`. */
export interface ForeignNode {
  readonly url: string;
}

export interface ChainNode {
  readonly url: string;
  /** For display. */
  readonly description: string;
  readonly network: Network;
  /** Our own anvil. */
  readonly process: LocalChain | undefined;
  /** Deploys the contracts. */
  deployer(): Promise<Hex>;
  /** Funds an account for gas. */
  fund(account: Address): Promise<void>;
}

/** Wei. Worthless, and unlimited. */
const OWN_GAS = 10n ** 21n;
/** Wei, on someone else's node: far above what a gateway reserves for ending open trades, so that new ones can start. */
const FOREIGN_GAS = 30n * 10n ** 18n;
/** Wei that mark an account funded by a development node: enough for contracts and everyone's gas, twice over. */
const RICH = 20n * FOREIGN_GAS;
/** Maximum blocks by which finality may lag: a meter begins no delivery before it. */
const FINALITY_LAG_MAX = 5;

export async function ownNode(options: {
  readonly folder: string;
  readonly startTime?: Timestamp | undefined;
  readonly port?: number;
}): Promise<ChainNode & { readonly process: LocalChain }> {
  const { folder, startTime, port } = options;
  const process = await startLocalChain({
    folder,
    ...(startTime !== undefined && { startTime }),
    ...(port !== undefined && { port }),
  });
  return {
    url: process.url,
    description: `anvil at ${process.url}, its keys are public`,
    network: networks.local,
    process,
    deployer: async () => developmentAccount(0).privateKey,
    fund: (account) => fund(process.url, account, OWN_GAS),
  };
}

/**
 * A development node's money is worthless and free for all: from the well-known account 0, or an account the node itself signs
 * for. Throws `DEVELOPMENT_ONLY` on a public network and where there is no such money, `FINALITY_LATE` where blocks become final
 * too late for a one-minute trade, `CHAIN_UNREACHABLE`.
 */
export async function foreignNode({ url }: ForeignNode, ownKey: () => Promise<ChainKey>): Promise<ChainNode> {
  const chainId = await chainIdOf(url);
  const known = networkOf(chainId);
  if (isPublic(known)) throw new EvlockError('DEVELOPMENT_ONLY', { network: known.name, chainId, problem: '--rpc' });
  // Whatever its chain id: money that anyone may have is worthless.
  const network = { ...known, development: true };
  const pay = await payer(url, network);
  await requireSoonFinal(url);
  const inTurn = pLimit(1);
  const payUpTo = (to: Address, wei: bigint): Promise<void> =>
    // Sequentially: two transfers at once would share a nonce.
    inTurn(async () => {
      const missing = wei - (await nativeBalanceOf(url, to));
      if (missing > 0n) await pay(to, missing);
    });
  return {
    url,
    description: `the node at ${new URL(url).host}, ${title(network)}`,
    network,
    process: undefined,
    deployer: async () => {
      const { address, privateKey } = await ownKey();
      await payUpTo(address, FOREIGN_GAS);
      return privateKey;
    },
    fund: (account) => payUpTo(account, FOREIGN_GAS),
  };
}

const title = ({ name, chainId }: Network): string =>
  name === String(chainId) ? `chain ${name}` : `${name} (chain ${chainId})`;

const isPublic = ({ chainId }: Network): boolean =>
  [networks.kairos, networks.kaia].some((network) => network.chainId === chainId);

/** Throws `FINALITY_LATE`. */
export async function requireSoonFinal(url: string): Promise<void> {
  const behind = await finalityLagOf(url);
  if (behind > FINALITY_LAG_MAX) throw new EvlockError('FINALITY_LATE', { behind, most: FINALITY_LAG_MAX });
}

async function payer(url: string, { name, chainId }: Network): Promise<(to: Address, wei: bigint) => Promise<unknown>> {
  const { address, privateKey } = developmentAccount(0);
  if ((await nativeBalanceOf(url, address)) >= RICH)
    return (to, wei) => sendNative({ url, chainId, to, wei, privateKey });
  const from = await richUnlockedAccount(url, RICH);
  if (from !== undefined) return (to, wei) => sendUnlocked({ url, chainId, from, to, wei });
  throw new EvlockError('DEVELOPMENT_ONLY', { network: name, chainId, problem: 'no development account has money' });
}
