/** `evlock withdraw --local`: a withdrawal signed at the meter, without the gateway, as a file for `submit`. */
import {
  type Address,
  checksummed,
  domainOf,
  type Money,
  money,
  type SignedWithdrawal,
  Withdrawal,
} from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import { atConsole } from '../console.ts';
import type { Context } from '../context.ts';
import { fields, tokens, utc } from '../format.ts';
import { checkMeter, ownerAssertion } from '../local-meter.ts';
import { nextWithdrawal, ownEndpoints, ownReader, writeSigned } from '../local-signing.ts';
import { type OwnerOptions, show } from '../options.ts';
import { loadProfile } from '../session.ts';
import { wrongUsage } from '../usage.ts';

export interface LocalWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
  readonly socket?: SecureWorldAddress;
  readonly endpoint?: readonly string[];
  readonly out: string;
}

export async function withdrawLocally(
  amount: Money | 'all',
  options: LocalWithdrawal,
  context: Context,
): Promise<void> {
  const { socket, to, out, fee = money(0) } = options;
  if (!socket) throw wrongUsage('--socket', 'is needed with --local');
  const profile = await loadProfile(context, options);
  const deployment = profile.deployment;
  const signed = await atConsole({ socket }, async (secureWorld) => {
    const info = await secureWorld.info();
    checkMeter(info, profile);
    const reader = await ownReader(context, ownEndpoints(options.endpoint, profile), deployment);
    const withdrawal = await nextWithdrawal(reader, info.account, deployment, { amount, to, fee });
    const assertion = await ownerAssertion(profile, Withdrawal.digest(domainOf(deployment), withdrawal));
    return { withdrawal, signature: await secureWorld.signWithdrawal(withdrawal, assertion) };
  });
  await writeSigned(out, context, deployment, { withdrawals: [signed] });
  show(context, options, { ...signed, file: out }, () => withdrawalText(signed, out, deployment.tokenSymbol));
}

export function withdrawalText({ withdrawal }: SignedWithdrawal, out: string, symbol: string): string {
  const { account, amount, to, submitterFee, deadline } = withdrawal;
  return fields([
    ['account', checksummed(account)],
    ['signed', tokens(amount, symbol)],
    ['to', checksummed(to)],
    ['submitter fee', submitterFee === 0n ? null : tokens(submitterFee, symbol)],
    ['valid until', utc(deadline)],
    ['written to', out],
    ['next', `evlock submit ${out}`],
  ]);
}
