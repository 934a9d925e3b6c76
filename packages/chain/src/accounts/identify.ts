/** Resolves the account of a key and the chain id of an endpoint. */
import { type Address, EvlockError, type Hex } from '@evlock/protocol';
import { BaseError, createPublicClient, http, type PublicClient } from 'viem';
import { getAddresses } from 'viem/actions';
import { lowerCase } from '../contracts/decode-event.ts';
import { nameOf, reasonOf } from '../endpoints/endpoint.ts';
import { accountOf } from './signer.ts';

const TIMEOUT = 5_000;
/** Node accounts to inspect. */
const ACCOUNTS_MAX = 20;

/** The account of a private key. Throws `INVALID_INPUT` without showing the key. */
export const addressOfKey = (privateKey: Hex): Address => accountOf(privateKey).address.toLowerCase() as Address;

/** The chain id of an endpoint that is not yet configured. Throws `CHAIN_UNREACHABLE`. */
export const chainIdOf = (url: string): Promise<number> => asked(url, (client) => client.getChainId());

/** The native balance of an account, in wei. Throws `CHAIN_UNREACHABLE`. */
export const nativeBalanceOf = (url: string, address: Address): Promise<bigint> =>
  asked(url, (client) => client.getBalance({ address }));

/** An account the node itself signs for, as development nodes do, with at least that balance. Throws `CHAIN_UNREACHABLE`. */
export const richUnlockedAccount = (url: string, wei: bigint): Promise<Address | undefined> =>
  asked(url, async (client) => {
    // Public nodes reject the method or return no accounts.
    const accounts = await getAddresses(client).catch(() => []);
    for (const address of accounts.slice(0, ACCOUNTS_MAX))
      if ((await client.getBalance({ address })) >= wei) return lowerCase(address);
    return undefined;
  });

/** Blocks by which finality lags the newest block: zero on chains with instant finality. Throws `CHAIN_UNREACHABLE`. */
export const finalityLagOf = (url: string): Promise<number> =>
  asked(url, async (client) => {
    const [{ number }, newest] = await Promise.all([
      client.getBlock({ blockTag: 'finalized' }),
      client.getBlockNumber({ cacheTime: 0 }),
    ]);
    return Number(newest - number);
  });

/** `ECONNREFUSED`, which `fetch failed` hides. */
function socketWord(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => typeof (cause as { code?: unknown }).code === 'string');
  return (found as { code?: string } | null)?.code;
}

async function asked<T>(url: string, question: (client: PublicClient) => Promise<T>): Promise<T> {
  const client = createPublicClient({ transport: http(url, { timeout: TIMEOUT, retryCount: 0 }) });
  try {
    return await question(client);
  } catch (error) {
    throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: nameOf(url), reason: socketWord(error) ?? reasonOf(error) });
  }
}
