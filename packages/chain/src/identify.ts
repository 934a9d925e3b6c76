/** Which account a key is, and which chain an endpoint serves. */
import { type Address, EvlockError, type Hex } from '@evlock/protocol';
import { createPublicClient, http, type PublicClient } from 'viem';
import { reasonOf } from './endpoint.ts';
import { accountOf } from './signer.ts';

const TIMEOUT = 5_000;

/** The account of a private key. Throws `INVALID_INPUT` without showing the key. */
export const addressOfKey = (privateKey: Hex): Address => accountOf(privateKey).address.toLowerCase() as Address;

/** The chain id of an endpoint that is not configured yet. Throws `CHAIN_UNREACHABLE`. */
export const chainIdOf = (url: string): Promise<number> => asked(url, (client) => client.getChainId());

/** What an account has for gas, in wei. Throws `CHAIN_UNREACHABLE`. */
export const gasMoneyOf = (url: string, address: Address): Promise<bigint> =>
  asked(url, (client) => client.getBalance({ address }));

async function asked<T>(url: string, question: (client: PublicClient) => Promise<T>): Promise<T> {
  const client = createPublicClient({ transport: http(url, { timeout: TIMEOUT, retryCount: 0 }) });
  try {
    return await question(client);
  } catch (error) {
    throw new EvlockError('CHAIN_UNREACHABLE', { problem: reasonOf(error) });
  }
}
