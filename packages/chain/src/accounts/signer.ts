/** Signs transactions for one account on one chain, and reads back the fees a signed one offered. */
import { type Address, type Bytes32, EvlockError, type Hex } from '@evlock/protocol';
import { keccak256, parseTransaction } from 'viem';
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { lowerCase } from '../contracts/decode-event.ts';
import type { Fees } from './fees.ts';

/** One signed form of a call; a replacement with a higher fee adds another of the same nonce. */
export interface Attempt {
  readonly transaction: Bytes32;
  /** The signed raw transaction; public, exactly what is broadcast. */
  readonly raw: Hex;
}

/** What every attempt shares. */
export interface Unsigned {
  readonly to: Address;
  readonly data: Hex;
  readonly nonce: number;
  readonly gasLimit: number;
}

/** The account of a private key. Throws `INVALID_INPUT` without showing the key. */
export function accountOf(privateKey: Hex): PrivateKeyAccount {
  try {
    return privateKeyToAccount(privateKey);
  } catch {
    throw new EvlockError('INVALID_INPUT', { field: 'privateKey', problem: 'not a secp256k1 private key' });
  }
}

export class Signer {
  readonly address: Address;
  readonly #account: PrivateKeyAccount;
  readonly #chainId: number;

  constructor(privateKey: Hex, chainId: number) {
    this.#account = accountOf(privateKey);
    this.#chainId = chainId;
    this.address = lowerCase(this.#account.address);
  }

  async sign({ to, data, nonce, gasLimit }: Unsigned, fees: Fees): Promise<Attempt> {
    const raw = await this.#account.signTransaction({
      chainId: this.#chainId,
      to,
      data,
      nonce,
      gas: BigInt(gasLimit),
      ...fees,
    });
    return { transaction: keccak256(raw), raw };
  }
}

export function feesOf({ raw }: Attempt): Fees {
  const { gasPrice, maxFeePerGas = 0n, maxPriorityFeePerGas = 0n } = parseTransaction(raw);
  return gasPrice === undefined
    ? { type: 'eip1559', maxFeePerGas, maxPriorityFeePerGas }
    : { type: 'legacy', gasPrice };
}
