/** SIGN_WITHDRAWAL, SIGN_FORMER_WITHDRAWAL, SIGN_REPLACE and SIGN_CANCEL: what moves an account, each approved by passkey. */
import { type Address, Cancel, type Domain, type Money, Replace, Withdrawal } from '@evlock/protocol';
import { type CommandRequest, type CommandResponse, refusal } from '@evlock/secure-world';
import { requirePasskey } from './passkeys.ts';
import type { World } from './world.ts';

function checkAccount(world: World, account: Address): void {
  if (account !== world.ownKeys.account.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
}

function checkFee(world: World, fee: Money): void {
  if (fee > world.provisioned.limits.submitterFeeMax) throw refusal('LIMIT_EXCEEDED', 'SUBMITTER_FEE');
}

/** `domain`: of the market out of which money goes. */
function withdraw(
  world: World,
  domain: Domain,
  { withdrawal, assertion }: CommandRequest<'signWithdrawal'>,
): CommandResponse<'signWithdrawal'> {
  const digest = Withdrawal.digest(domain, withdrawal);
  checkAccount(world, withdrawal.account);
  requirePasskey(world, digest, assertion);
  if (!world.provisioned.withdrawalAddresses.includes(withdrawal.to))
    throw refusal('LIMIT_EXCEEDED', 'WITHDRAWAL_ADDRESS');
  checkFee(world, withdrawal.submitterFee);
  return { signature: world.ownKeys.account.sign(digest) };
}

export const signWithdrawal = (
  world: World,
  request: CommandRequest<'signWithdrawal'>,
): CommandResponse<'signWithdrawal'> => withdraw(world, world.provisioned.domain, request);

export function signFormerWithdrawal(
  world: World,
  { chainId, market, ...request }: CommandRequest<'signFormerWithdrawal'>,
): CommandResponse<'signFormerWithdrawal'> {
  const former = world.provisioned.formers.find((one) => BigInt(one.chainId) === chainId && one.market === market);
  if (!former) throw refusal('COMMAND_NOT_AUTHORIZED', 'MARKET');
  return withdraw(world, former, request);
}

export function signReplace(
  world: World,
  { replace, assertion }: CommandRequest<'signReplace'>,
): CommandResponse<'signReplace'> {
  const digest = Replace.digest(world.provisioned.domain, replace);
  const own = world.ownKeys.meter.address;
  checkAccount(world, replace.account);
  if (replace.oldMeterKey !== own && replace.newMeterKey !== own) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  requirePasskey(world, digest, assertion);
  return { signature: world.ownKeys.account.sign(digest) };
}

export function signCancel(
  world: World,
  { cancel, assertion }: CommandRequest<'signCancel'>,
): CommandResponse<'signCancel'> {
  const digest = Cancel.digest(world.provisioned.domain, cancel);
  const { meter, account } = world.ownKeys;
  checkAccount(world, cancel.account);
  requirePasskey(world, digest, assertion);
  checkFee(world, cancel.submitterFee);
  // A replaced meter's orders are cancelled by the account.
  if (cancel.meterKey !== meter.address) return { signature: account.sign(digest) };
  // The contract would refuse every order below it, and this world signs none that is much above.
  if (cancel.minNonce > world.provisioned.nextNonce) throw refusal('LIMIT_EXCEEDED', 'NONCE');
  return { signature: meter.sign(digest) };
}
