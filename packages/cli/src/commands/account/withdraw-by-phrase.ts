/** `evlock account withdraw --recovery-phrase-file`: a withdrawal signed with the recovery phrase, when the meter is lost. */
import { type Address, type Deployment, domainOf, type Money, money, Withdrawal } from '@evlock/protocol';
import type { Context } from '../../context.ts';
import { type OwnerOptions, show } from '../../input/options.ts';
import { readPhraseAccount } from '../../input/recovery-phrase.ts';
import { loadProfile } from '../../session/session.ts';
import { nextWithdrawal, ownEndpoints, ownReader, writeSigned } from '../../signed/signing.ts';
import { withdrawalText } from './withdraw-local.ts';

export interface PhraseWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
  readonly recoveryPhraseFile: string;
  readonly deployment?: string;
  readonly rpc?: readonly string[];
  readonly out: string;
}

/** The contracts: from their own file, since the profile may be lost with the meter, or from the profile. */
async function contracts(
  options: PhraseWithdrawal,
  context: Context,
): Promise<{ readonly deployment: Deployment; readonly endpoints: readonly string[] }> {
  const file = options.deployment ?? (options.profile ? undefined : context.env.EVLOCK_DEPLOYMENT);
  if (file === undefined) {
    const profile = await loadProfile(context, options);
    return { deployment: profile.deployment, endpoints: ownEndpoints(options.rpc, profile) };
  }
  const { readDeployment } = await import('@evlock/chain');
  return { deployment: await readDeployment(file), endpoints: ownEndpoints(options.rpc, undefined) };
}

export async function withdrawByPhrase(
  amount: Money | 'all',
  options: PhraseWithdrawal,
  context: Context,
): Promise<void> {
  const { to, out, fee = money(0) } = options;
  const { deployment, endpoints } = await contracts(options, context);
  const reader = await ownReader(context, endpoints, deployment);
  const account = await readPhraseAccount(options.recoveryPhraseFile, context);
  const withdrawal = await nextWithdrawal(reader, account.address, deployment, { amount, to, fee });
  const signature = await account.sign(Withdrawal.digest(domainOf(deployment), withdrawal));
  const signed = { withdrawal, signature };
  await writeSigned(out, context, deployment, { withdrawals: [signed] });
  const { tokenSymbol } = await reader.marketTerms();
  show(context, options, { ...signed, file: out }, () => withdrawalText(signed, out, tokenSymbol));
}
