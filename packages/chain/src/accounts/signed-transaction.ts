/** Decodes a signed raw transaction and recovers its signer. */
import { type Address, type Bytes32, EvlockError, type Hex } from '@evlock/protocol';
import { keccak256, parseTransaction, recoverTransactionAddress } from 'viem';
import { lowerCase } from '../contracts/decode-event.ts';

export interface SignedTransaction {
  readonly transaction: Bytes32;
  readonly chainId: number;
  readonly from: Address;
  readonly to: Address | null;
  readonly data: Hex;
  readonly nonce: number;
  /** Gas limit. */
  readonly gasLimit: number;
}

/** Throws `MALFORMED_STRUCT` when it is not a signed transaction. */
export async function readSignedTransaction(raw: Hex): Promise<SignedTransaction> {
  try {
    const { chainId = 0, to, data = '0x', nonce = 0, gas = 0n } = parseTransaction(raw);
    const serializedTransaction = raw as Parameters<typeof recoverTransactionAddress>[0]['serializedTransaction'];
    return {
      transaction: keccak256(raw),
      chainId,
      from: lowerCase(await recoverTransactionAddress({ serializedTransaction })),
      to: to ? lowerCase(to) : null,
      data,
      nonce,
      gasLimit: Number(gas),
    };
  } catch (cause) {
    throw new EvlockError('MALFORMED_STRUCT', { struct: 'transaction' }, { cause });
  }
}
