/** `evlock account withdraw --local`: a withdrawal signed at the meter, without the gateway, as a file for `evlock chain submit`. */
import type { OwnerProfile } from '@evlock/owner/node';
import {
  type Address,
  checksummed,
  type DeploymentFile,
  domainOf,
  isSameMarket,
  type Money,
  money,
  type SignedWithdrawal,
  Withdrawal,
} from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Context } from '../../context.ts';
import { type OwnerOptions, show } from '../../input/options.ts';
import { wrongUsage } from '../../input/usage.ts';
import { checkFormerMeter, checkMeter, ownerAssertion } from '../../meter/own-meter.ts';
import { atSecureWorld } from '../../meter/provisioning-socket.ts';
import { fields, tokens, utc } from '../../output/format.ts';
import { loadProfile } from '../../session/session.ts';
import { nextWithdrawal, ownEndpoints, ownReader, writeSigned } from '../../signed/signing.ts';

export interface LocalWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
  readonly socket?: SecureWorldAddress;
  /** Deployment file of a market that the meter has left. */
  readonly former?: string;
  readonly rpc?: readonly string[];
  readonly out: string;
}

export async function withdrawLocally(
  amount: Money | 'all',
  options: LocalWithdrawal,
  context: Context,
): Promise<void> {
  const { socket, to, out, former, fee = money(0) } = options;
  if (!socket) throw wrongUsage('--socket', 'is required with --local');
  const profile = await loadProfile(context, options);
  const deployment = former === undefined ? profile.deployment : await formerDeployment(former, profile);
  const endpoints = ownEndpoints(options.rpc, deployment.chainId === profile.deployment.chainId ? profile : undefined);
  const domain = domainOf(deployment);
  const signed = await atSecureWorld({ socket }, async (secureWorld) => {
    const info = await secureWorld.info();
    if (former === undefined) checkMeter(info, profile);
    else checkFormerMeter(info, profile);
    const reader = await ownReader(context, endpoints, deployment);
    const withdrawal = await nextWithdrawal(reader, info.account, deployment, { amount, to, fee });
    const assertion = await ownerAssertion(profile, Withdrawal.digest(domain, withdrawal));
    const signature =
      former === undefined
        ? await secureWorld.signWithdrawal(withdrawal, assertion)
        : await secureWorld.signFormerWithdrawal(domain, withdrawal, assertion);
    return { withdrawal, signature };
  });
  await writeSigned(out, context, deployment, { withdrawals: [signed] });
  show(context, options, { ...signed, file: out }, () => withdrawalText(signed, out, deployment.tokenSymbol));
}

/** The market being left. Throws wrong usage for the one the meter signs for now. */
async function formerDeployment(file: string, { deployment: own }: OwnerProfile): Promise<DeploymentFile> {
  const { readDeployment } = await import('@evlock/chain');
  const former = await readDeployment(file);
  if (isSameMarket(former, own)) throw wrongUsage('--former', 'is the market of the profile: leave it out');
  return former;
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
    ['next', `evlock chain submit ${out}`],
  ]);
}
