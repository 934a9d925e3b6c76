/** Transfers the chain's native token, which pays for gas. */
import { type Address, type Bytes32, EvlockError, type Hex } from '@evlock/protocol';
import type { PublicClient } from 'viem';
import { sendTransaction } from 'viem/actions';
import { lowerCase } from '../contracts/decode-event.ts';
import { Endpoint, isUnanswered } from '../endpoints/endpoint.ts';
import { networkOf } from '../endpoints/networks.ts';
import { decodeRevert } from '../endpoints/revert.ts';
import { currentFees, mostSpent } from './fees.ts';
import { accountOf } from './signer.ts';

export interface NativeTransfer {
  readonly url: string;
  readonly chainId: number;
  /** Pays the amount and the gas. */
  readonly privateKey: Hex;
  readonly to: Address;
  readonly wei: bigint;
}

const MINED_WITHIN_MILLISECONDS = 60_000;

/**
 * Sends `wei` and returns the transaction once it is mined. One transfer per key at a time: two concurrent ones share a nonce.
 * Throws `WALLET_SHORT` when the balance is too low, `SUBMISSION_FAILED`, `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`.
 */
export async function sendNative({ wei, ...transfer }: NativeTransfer): Promise<Bytes32> {
  return (await send(transfer, () => wei)).transaction;
}

/** Sends the whole balance less this transfer's gas at its highest price. Throws as `sendNative`. */
export function sendAllNative(transfer: Omit<NativeTransfer, 'wei'>): Promise<{ transaction: Bytes32; wei: bigint }> {
  return send(transfer, (balance, gasCost) => balance - gasCost);
}

async function send(
  { url, chainId, privateKey, to }: Omit<NativeTransfer, 'wei'>,
  amountOf: (balance: bigint, gasCost: bigint) => bigint,
): Promise<{ transaction: Bytes32; wei: bigint }> {
  const account = accountOf(privateKey);
  let wei = 0n;
  const transaction = await mined(new Endpoint({ url, chainId }), to, async (client) => {
    const { address } = account;
    const fees = await currentFees(client, networkOf(chainId), 'eip1559');
    const nonce = await client.getTransactionCount({ address, blockTag: 'pending' });
    // Gas needed to reach the receiver, from any sender.
    const gas = ((await client.estimateGas({ to })) * 125n) / 100n;
    const [balance, gasCost] = [await client.getBalance({ address }), mostSpent(Number(gas), fees)];
    wei = amountOf(balance, gasCost);
    const needed = gasCost + (wei > 0n ? wei : 1n);
    if (balance < needed)
      throw new EvlockError('WALLET_SHORT', {
        wallet: lowerCase(address),
        balance: `${balance}`,
        needed: `${needed}`,
      });
    const raw = await account.signTransaction({ chainId, to, value: wei, nonce, gas, ...fees });
    return client.sendRawTransaction({ serializedTransaction: raw });
  });
  return { transaction, wei };
}

/** As `sendNative`, from an account the node itself signs for. */
export async function sendUnlocked(transfer: {
  readonly url: string;
  readonly chainId: number;
  readonly from: Address;
  readonly to: Address;
  readonly wei: bigint;
}): Promise<Bytes32> {
  const { url, chainId, from, to, wei } = transfer;
  return await mined(new Endpoint({ url, chainId }), to, (client) =>
    sendTransaction(client, { account: from, to, value: wei, chain: null }),
  );
}

async function mined(endpoint: Endpoint, to: Address, send: (client: PublicClient) => Promise<Hex>): Promise<Bytes32> {
  const { status, transactionHash } = await endpoint
    .attempt(async (client) => {
      const hash = await send(client);
      return client.waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: MINED_WITHIN_MILLISECONDS });
    })
    .catch((error: unknown) => {
      const failure = decodeRevert(error);
      // A refusal is still an answer.
      if (failure === error || failure.code !== 'CHAIN_UNREACHABLE' || isUnanswered(error)) throw failure;
      throw new EvlockError('SUBMISSION_FAILED', { to, ...failure.details });
    });
  if (status === 'success') return transactionHash;
  throw new EvlockError('SUBMISSION_FAILED', { to, transaction: transactionHash });
}
