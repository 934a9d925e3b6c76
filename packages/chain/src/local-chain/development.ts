/**
 * The development accounts of every local chain, and its clock.
 *
 * THE KEYS BELOW ARE WORTHLESS AND PUBLIC: they are on every developer's machine and in every book. Whatever is sent to them
 * on a real network is taken within seconds.
 */
import { type Address, EvlockError, type Hex, type Timestamp, timestamp } from '@evlock/protocol';
import { createTestClient, http, publicActions, toHex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { networks } from '../endpoints/networks.ts';

/** The well-known development mnemonic, anvil's default. Protects nothing. */
export const WORTHLESS_MNEMONIC = 'test test test test test test test test test test test junk';
export const DEVELOPMENT_ACCOUNTS = 10;

export interface DevelopmentAccount {
  readonly address: Address;
  readonly privateKey: Hex;
}

/** Account `index` (0 to 9) of every local chain, with a large worthless native balance. Its key is public. */
export function developmentAccount(index: number): DevelopmentAccount {
  if (!Number.isInteger(index) || index < 0 || index >= DEVELOPMENT_ACCOUNTS) {
    throw new EvlockError('INVALID_INPUT', { field: 'index', value: String(index), most: DEVELOPMENT_ACCOUNTS - 1 });
  }
  const account = mnemonicToAccount(WORTHLESS_MNEMONIC, { addressIndex: index });
  const privateKey = account.getHdKey().privateKey;
  if (!privateKey) throw new EvlockError('INTERNAL');
  return { address: account.address.toLowerCase() as Address, privateKey: toHex(privateKey) };
}

async function localClient(url: string) {
  const client = createTestClient({ mode: 'anvil', transport: http(url, { retryCount: 0 }) }).extend(publicActions);
  const chainId = await client.getChainId();
  if (chainId !== networks.local.chainId) {
    throw new EvlockError('CHAIN_WRONG_NETWORK', { expected: networks.local.chainId, chainId });
  }
  return client;
}

/** Advances chain time by `seconds` and mines a block there; returns its time. Throws `CHAIN_WRONG_NETWORK` elsewhere. */
export async function increaseTime(url: string, seconds: number): Promise<Timestamp> {
  const client = await localClient(url);
  await client.increaseTime({ seconds });
  await client.mine({ blocks: 1 });
  return timestamp(Number((await client.getBlock()).timestamp));
}

/** Mines blocks immediately. Throws `CHAIN_WRONG_NETWORK` except on local chains. */
export async function mine(url: string, blocks = 1): Promise<void> {
  await (await localClient(url)).mine({ blocks });
}

/** Gives `account` a native balance of `wei`. Throws `CHAIN_WRONG_NETWORK` except on local chains. */
export async function fund(url: string, account: Address, wei: bigint): Promise<void> {
  await (await localClient(url)).setBalance({ address: account, value: wei });
}
