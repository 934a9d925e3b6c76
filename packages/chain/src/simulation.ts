/** What a call would do if it were mined now, and what became of one that was. */
import { type Address, EvlockError } from '@evlock/protocol';
import { type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem';
import type { Call } from './call.ts';
import type { Endpoint } from './endpoint.ts';
import type { OutboxEntry } from './outbox.ts';
import { decodeRevert } from './revert.ts';

/** Kept above the estimate: state may change until the transaction is mined. */
const GAS_MARGIN_PERCENT = 25n;

/** The gas limit of a call that would succeed now. Throws what the contract would refuse it for, or `CHAIN_UNREACHABLE`. */
export async function simulate(endpoint: Endpoint, from: Address, { to, data }: Call): Promise<number> {
  const request = { account: from, to, data };
  try {
    const gas = await endpoint.attempt(async (client) => {
      // First as a call: not every node says in an estimate why it failed.
      await client.call(request);
      return await client.estimateGas(request);
    });
    return Number((gas * (100n + GAS_MARGIN_PERCENT)) / 100n);
  } catch (error) {
    throw decodeRevert(error);
  }
}

/** The transaction receipt of whichever attempt of an entry was mined. Throws `CHAIN_UNREACHABLE`. */
export async function minedAttempt(
  endpoint: Endpoint,
  { attempts }: OutboxEntry,
): Promise<TransactionReceipt | undefined> {
  for (const { transaction } of attempts.toReversed()) {
    const receipt = await endpoint.ask((client) =>
      client.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return undefined;
        throw error;
      }),
    );
    if (receipt) return receipt;
  }
  return undefined;
}

/** Why a mined transaction was refused: a receipt does not say it, but the same call now usually does. */
export async function whyReverted(
  endpoint: Endpoint,
  { from, to, data, gasLimit }: OutboxEntry,
  { transactionHash: transaction, gasUsed }: TransactionReceipt,
): Promise<EvlockError> {
  if (gasUsed === BigInt(gasLimit)) return new EvlockError('CHAIN_REVERTED', { transaction, reason: 'out of gas' });
  const again = endpoint.attempt((client) => client.call({ account: from, to, data }));
  const cause = await again.then(() => undefined, decodeRevert);
  return cause === undefined || cause.code === 'CHAIN_UNREACHABLE'
    ? new EvlockError('CHAIN_REVERTED', { transaction, reason: 'refused when it was mined' })
    : new EvlockError(cause.code, { ...cause.details, transaction });
}
