/** Signing without a gateway: the chain read through the caller's own endpoints, and a file for `submit`. */
import type { AccountOnChain, FinalizedBlock, UnanimousReader } from '@evlock/chain';
import type { OwnerProfile } from '@evlock/owner/node';
import {
  type Address,
  type Deployment,
  EvlockError,
  type Money,
  money,
  type SignedExport,
  type Timestamp,
  timestamp,
  type Withdrawal,
} from '@evlock/protocol';
import type { Context } from '../context.ts';
import { checkPayable } from '../input/arguments.ts';
import { wrongUsage } from '../input/usage.ts';
import { writeWhole } from './files.ts';

/** A week: the submitter may first have to wait for a trade's claim period. */
const VALID_SECONDS = 7 * 86_400;

/** Deadline for submitting something signed now. */
export const validUntil = ({ time }: FinalizedBlock): Timestamp => timestamp(time + VALID_SECONDS);

/** The given endpoints, or the profile's. Wrong usage without either. */
export function ownEndpoints(given: readonly string[] | undefined, profile: OwnerProfile | undefined) {
  const endpoints = given ?? profile?.chain?.endpoints ?? [];
  if (endpoints.length === 0) throw wrongUsage('--rpc', 'is required: the profile names no chain.endpoints');
  return endpoints;
}

/** Believes only what all endpoints agree on. */
export async function ownReader(
  { clock }: Context,
  endpoints: readonly string[],
  deployment: Deployment,
): Promise<UnanimousReader> {
  const { UnanimousReader } = await import('@evlock/chain');
  return new UnanimousReader({ endpoints, deployment }, { clock });
}

export interface WithdrawalWish {
  readonly amount: Money | 'all';
  readonly to: Address;
  readonly fee: Money;
}

/** Whether the account has enough is for the chain to decide, since money in trades may be free by then. */
function amountOf({ amount, fee }: WithdrawalWish, { balance }: AccountOnChain, account: Address): Money {
  if (amount !== 'all') return amount;
  if (balance > fee) return money(balance - fee);
  throw new EvlockError('INSUFFICIENT_BALANCE', { account, balance: String(balance), fee: String(fee) });
}

/** An account's next withdrawal, given the chain's state. Throws `INSUFFICIENT_BALANCE` when there is nothing for `all`. */
export async function nextWithdrawal(
  reader: UnanimousReader,
  account: Address,
  deployment: Deployment,
  wish: WithdrawalWish,
): Promise<Withdrawal> {
  checkPayable('--to', wish.to, deployment);
  const [onChain, block] = [await reader.account(account), await reader.finalized()];
  return {
    account,
    token: deployment.token,
    to: wish.to,
    amount: amountOf(wish, onChain, account),
    submitterFee: wish.fee,
    nonce: onChain.withdrawalNonce,
    deadline: validUntil(block),
  };
}

/** Writes a file with nothing else in it. Throws `FILE_UNUSABLE`. */
export async function writeSigned(
  out: string,
  { clock }: Context,
  deployment: Deployment,
  signed: Partial<Pick<SignedExport, 'cancels' | 'withdrawals'>>,
): Promise<void> {
  await writeWhole(out, {
    format: 'evlock-signed-1',
    deployment,
    written: clock.now(),
    trades: [],
    cancels: [],
    withdrawals: [],
    ...signed,
  });
}
