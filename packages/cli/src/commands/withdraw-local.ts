/** `evlock withdraw --local`: a withdrawal signed at the meter, without the gateway, as a file for `submit`. */
import type { AccountOnChain, FinalizedBlock } from '@evlock/chain';
import type { OwnerProfile } from '@evlock/community/owner';
import {
  type Address,
  type Assertion,
  domainOf,
  EvlockError,
  type Money,
  money,
  type SignedExport,
  timestamp,
  Withdrawal,
} from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import { chainReader, deploymentOf } from '../chain.ts';
import { atConsole } from '../console.ts';
import type { Context } from '../context.ts';
import { fields, tokens, utc } from '../format.ts';
import { checkMeter } from '../local-meter.ts';
import { type OwnerOptions, show } from '../options.ts';
import { loadProfile } from '../session.ts';
import { writeExport } from '../signed-files.ts';
import { wrongUsage } from '../usage.ts';

export interface LocalWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
  readonly socket?: SecureWorldAddress;
  readonly endpoint?: string;
  readonly out: string;
}

/** A week: whoever submits it may have to wait for a trade's claim period first. */
const VALID_SECONDS = 7 * 86_400;

/** Whether the account holds it now is the chain's to judge, since money in trades may be free when it is submitted. */
function amountOf(wish: Money | 'all', { balance }: AccountOnChain, fee: Money): Money {
  if (wish !== 'all') return wish;
  if (balance <= fee) throw new EvlockError('INSUFFICIENT_BALANCE', { balance: String(balance), fee: String(fee) });
  return money(balance - fee);
}

/** The chain is asked by the owner's own endpoint. Throws `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`. */
async function readAccount(
  context: Context,
  { endpoint }: LocalWithdrawal,
  profile: OwnerProfile,
  account: Address,
): Promise<AccountOnChain & { readonly block: FinalizedBlock }> {
  const url = endpoint ?? profile.chain?.endpoint;
  if (url === undefined) throw wrongUsage('--endpoint', 'is needed: the profile names no chain.endpoint');
  const reader = await chainReader(context, url, profile.market);
  return { ...(await reader.account(account)), block: await reader.finalized() };
}

async function assertion(profile: OwnerProfile, withdrawal: Withdrawal): Promise<Assertion> {
  const { loadPasskey } = await import('@evlock/community/owner');
  const passkey = await loadPasskey(profile.passkeyFile);
  return passkey.assert(Withdrawal.digest(domainOf(profile.market), withdrawal), profile.market);
}

export async function withdrawLocally(wish: Money | 'all', options: LocalWithdrawal, context: Context): Promise<void> {
  const { socket, to, out, fee = money(0) } = options;
  if (!socket) throw wrongUsage('--socket', 'is needed with --local');
  const profile = await loadProfile(context, options);
  const { market } = profile;
  const signed = await atConsole({ socket }, async (secureWorld) => {
    const info = await secureWorld.info();
    checkMeter(info, profile);
    const { account } = info;
    const onChain = await readAccount(context, options, profile, account);
    const withdrawal: Withdrawal = {
      account,
      token: market.token,
      to,
      amount: amountOf(wish, onChain, fee),
      submitterFee: fee,
      nonce: onChain.withdrawalNonce,
      deadline: timestamp(onChain.block.time + VALID_SECONDS),
    };
    const signature = await secureWorld.signWithdrawal(withdrawal, await assertion(profile, withdrawal));
    return { withdrawal, signature };
  });
  const deployment = deploymentOf(market);
  const file: SignedExport = {
    format: 'evlock-signed-1',
    deployment,
    written: context.clock.now(),
    trades: [],
    cancels: [],
    withdrawals: [signed],
  };
  await writeExport(out, file);
  const { amount, deadline } = signed.withdrawal;
  show(context, options, { ...signed, file: out }, () =>
    fields([
      ['signed', tokens(amount, market.tokenSymbol)],
      ['to', to],
      ['submitter fee', fee === 0n ? null : tokens(fee, market.tokenSymbol)],
      ['valid until', utc(deadline)],
      ['written to', out],
      ['next', `evlock submit ${out}`],
    ]),
  );
}
