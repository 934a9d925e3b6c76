/** The node that a community's chain runs on: anvil of its own in the community's folder, or one that is there. */
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

/** A development node that is there: anvil, Hardhat, `geth --dev`. */
export interface ForeignNode {
  readonly url: string;
}

export interface ChainNode {
  readonly url: string;
  /** For whoever looks on. */
  readonly description: string;
  readonly network: Network;
  /** anvil of one's own. */
  readonly process: LocalChain | undefined;
  /** Creates the contracts. */
  deployer(): Promise<Hex>;
  /** Gives an account what it needs for gas. */
  fund(account: Address): Promise<void>;
}

/** Wei. Worthless, and as much as one likes. */
const OWN_GAS = 10n ** 21n;
/** Wei. Of somebody's node: far above what a gateway keeps for the end of open trades, so that there is some for new ones. */
const FOREIGN_GAS = 30n * 10n ** 18n;
/** Wei that make an account one that a development node made rich: for contracts and everybody's gas, twice over. */
const RICH = 20n * FOREIGN_GAS;
/** Blocks by which what is final may be behind: a meter begins no delivery before it is. */
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
 * The money of a development node is worthless, and anybody may have it: of the well-known account 0, or of an account that the
 * node itself signs for. Throws `DEVELOPMENT_ONLY` on a public network and where there is no such money, `FINALITY_LATE` where blocks
 * become final too late for a trade of a minute, `CHAIN_UNREACHABLE`.
 */
export async function foreignNode({ url }: ForeignNode, ownKey: () => Promise<ChainKey>): Promise<ChainNode> {
  const chainId = await chainIdOf(url);
  const known = networkOf(chainId);
  if (isPublic(known)) throw new EvlockError('DEVELOPMENT_ONLY', { network: known.name, chainId, problem: '--rpc' });
  // Whatever its number: money that anybody may have is worth nothing.
  const network = { ...known, development: true };
  const pay = await payer(url, network);
  await requireSoonFinal(url);
  const inTurn = pLimit(1);
  const payUpTo = (to: Address, wei: bigint): Promise<void> =>
    // One after the other: two transfers at once would be of one nonce.
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
