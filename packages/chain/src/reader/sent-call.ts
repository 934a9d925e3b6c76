/** Which call anyone's transaction made. */
import type { Bytes32 } from '@evlock/protocol';
import { TransactionNotFoundError } from 'viem';
import type { Call } from '../contracts/call.ts';
import { lowerCase } from '../contracts/decode-event.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';

/** `undefined` when there is no such transaction, or when it created a contract. Throws `CHAIN_UNREACHABLE`. */
export const sentCall = (endpoint: Endpoint, transaction: Bytes32): Promise<Pick<Call, 'to' | 'data'> | undefined> =>
  endpoint.ask(async (client) => {
    const sent = await client.getTransaction({ hash: transaction }).catch((error: unknown) => {
      if (error instanceof TransactionNotFoundError) return undefined;
      throw error;
    });
    return sent?.to ? { to: lowerCase(sent.to), data: sent.input } : undefined;
  });
