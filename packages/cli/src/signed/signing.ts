/** What is signed without a gateway: the chain asked by endpoints of one's own, and a file for `submit`. */
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

/** A week: whoever submits it may have to wait for a trade's claim period first. */
const VALID_SECONDS = 7 * 86_400;

/** Until when something that is signed now can be put on chain. */
export const validUntil = ({ time }: FinalizedBlock): Timestamp => timestamp(time + VALID_SECONDS);

/** The endpoints given, or the one of the profile. Wrong usage without either. */
export function ownEndpoints(given: readonly string[] | undefined, profile: OwnerProfile | undefined) {
  const endpoints = given ?? profile?.chain?.endpoints ?? [];
  if (endpoints.length === 0) throw wrongUsage('--rpc', 'is required: the profile names no chain.endpoints');
  return endpoints;
}

/** Believes only what all endpoints say alike. */
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

/** Whether the account holds it now is the chain's to judge, since money in trades may be free when it is submitted. */
function amountOf({ amount, fee }: WithdrawalWish, { balance }: AccountOnChain, account: Address): Money {
  if (amount !== 'all') return amount;
  if (balance > fee) return money(balance - fee);
  throw new EvlockError('INSUFFICIENT_BALANCE', { account, balance: String(balance), fee: String(fee) });
}

/** The next withdrawal of an account, as the chain stands. Throws `INSUFFICIENT_BALANCE` when there is nothing for `all`. */
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
