/** Sending the chain's own money, which pays for gas. */
import { type Address, type Bytes32, EvlockError, type Hex } from '@evlock/protocol';
import { lowerCase } from './decode-event.ts';
import { Endpoint } from './endpoint.ts';
import { currentFees, type Fees } from './fees.ts';
import { networkOf } from './networks.ts';
import { decodeRevert } from './revert.ts';
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

const priceOf = (fees: Fees): bigint => (fees.type === 'legacy' ? fees.gasPrice : fees.maxFeePerGas);

/**
 * Sends `wei` and gives the transaction once it is mined. Throws `WALLET_SHORT` where the key has too little,
 * `SUBMISSION_FAILED`, `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`.
 */
export async function sendNative({ url, chainId, privateKey, to, wei }: NativeTransfer): Promise<Bytes32> {
  const account = accountOf(privateKey);
  const endpoint = new Endpoint({ url, chainId });
  const { status, transactionHash } = await endpoint
    .attempt(async (client) => {
      // What it takes to reach the account, whoever pays.
      const { address } = account;
      const fees = await currentFees(client, networkOf(chainId), 'eip1559');
      const nonce = await client.getTransactionCount({ address, blockTag: 'pending' });
      const gas = ((await client.estimateGas({ to })) * 125n) / 100n;
      const [balance, cost] = [await client.getBalance({ address }), wei + gas * priceOf(fees)];
      if (balance < cost)
        throw new EvlockError('WALLET_SHORT', { wallet: lowerCase(address), balance: `${balance}`, needed: `${cost}` });
      const raw = await account.signTransaction({ chainId, to, value: wei, nonce, gas, ...fees });
      const hash = await client.sendRawTransaction({ serializedTransaction: raw });
      return client.waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: MINED_WITHIN_MILLISECONDS });
    })
    .catch((error: unknown) => {
      throw decodeRevert(error);
    });
  if (status === 'success') return transactionHash;
  throw new EvlockError('SUBMISSION_FAILED', { to, transaction: transactionHash });
}
