/** The two calls of a deposit, for a wallet that is not ours: by EIP-1193 or as links that it scans. */
import type { Address, Deployment, Hex, Money } from '@evlock/protocol';

/** One transaction that the wallet is asked for. */
export interface WalletCall {
  readonly kind: 'approve' | 'deposit';
  readonly to: Address;
  readonly data: Hex;
  /** The same by EIP-681, for a wallet that scans it. */
  readonly link: string;
}

/** What a wallet does to deposit, after every check has passed. */
export interface DepositPlan {
  /** Pinned when the meter was bound. */
  readonly account: Address;
  readonly chainId: number;
  /** An approval of exactly this amount, then the deposit. */
  readonly calls: readonly WalletCall[];
  /** How many endpoints agreed that account, meter and contracts are the right ones. */
  readonly endpoints: number;
}

/** `approve(address,uint256)` and `deposit(address,uint128)`; a test compares them with the contracts. */
const APPROVE = '0x095ea7b3';
const DEPOSIT = '0xb3fb6564';

const word = (value: bigint): string => value.toString(16).padStart(64, '0');
const encoded = (selector: Hex, to: Address, amount: Money): Hex => `${selector}${word(BigInt(to))}${word(amount)}`;

export function depositCalls(
  deployment: Pick<Deployment, 'token' | 'market' | 'chainId'>,
  account: Address,
  amount: Money,
): readonly WalletCall[] {
  const { token, market, chainId } = deployment;
  return [
    {
      kind: 'approve',
      to: token,
      data: encoded(APPROVE, market, amount),
      link: `ethereum:${token}@${chainId}/approve?address=${market}&uint256=${amount}`,
    },
    {
      kind: 'deposit',
      to: market,
      data: encoded(DEPOSIT, account, amount),
      link: `ethereum:${market}@${chainId}/deposit?address=${account}&uint128=${amount}`,
    },
  ];
}
