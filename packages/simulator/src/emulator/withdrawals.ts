/**
 * SIGN_WITHDRAWAL, SIGN_FORMER_WITHDRAWAL, SIGN_REPLACE and SIGN_CANCEL: what moves an account, each approved by passkey.
 */
import { type Address, Cancel, type Domain, type Money, Replace, Withdrawal } from '@evlock/protocol';
import { type CommandRequest, type CommandResponse, refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';
import { requirePasskey } from './passkeys.ts';

function checkAccount(device: Device, account: Address): void {
  if (account !== device.ownKeys.account.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
}

function checkFee(device: Device, fee: Money): void {
  if (fee > device.provisioned.limits.submitterFeeMax) throw refusal('LIMIT_EXCEEDED', 'SUBMITTER_FEE');
}

/** `domain`: of the market that the money leaves. */
function withdraw(
  device: Device,
  domain: Domain,
  { withdrawal, assertion }: CommandRequest<'signWithdrawal'>,
): CommandResponse<'signWithdrawal'> {
  const digest = Withdrawal.digest(domain, withdrawal);
  checkAccount(device, withdrawal.account);
  requirePasskey(device, digest, assertion);
  if (!device.provisioned.withdrawalAddresses.includes(withdrawal.to))
    throw refusal('LIMIT_EXCEEDED', 'WITHDRAWAL_ADDRESS');
  checkFee(device, withdrawal.submitterFee);
  return { signature: device.ownKeys.account.sign(digest) };
}

export const signWithdrawal = (
  device: Device,
  request: CommandRequest<'signWithdrawal'>,
): CommandResponse<'signWithdrawal'> => withdraw(device, device.provisioned.domain, request);

export function signFormerWithdrawal(
  device: Device,
  { chainId, market, ...request }: CommandRequest<'signFormerWithdrawal'>,
): CommandResponse<'signFormerWithdrawal'> {
  const former = device.provisioned.formers.find((one) => BigInt(one.chainId) === chainId && one.market === market);
  if (!former) throw refusal('COMMAND_NOT_AUTHORIZED', 'MARKET');
  return withdraw(device, former, request);
}

export function signReplace(
  device: Device,
  { replace, assertion }: CommandRequest<'signReplace'>,
): CommandResponse<'signReplace'> {
  const digest = Replace.digest(device.provisioned.domain, replace);
  const own = device.ownKeys.meter.address;
  checkAccount(device, replace.account);
  if (replace.oldMeterKey !== own && replace.newMeterKey !== own) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  requirePasskey(device, digest, assertion);
  return { signature: device.ownKeys.account.sign(digest) };
}

export function signCancel(
  device: Device,
  { cancel, assertion }: CommandRequest<'signCancel'>,
): CommandResponse<'signCancel'> {
  const digest = Cancel.digest(device.provisioned.domain, cancel);
  const { meter, account } = device.ownKeys;
  checkAccount(device, cancel.account);
  requirePasskey(device, digest, assertion);
  checkFee(device, cancel.submitterFee);
  // A replaced meter's orders are cancelled by the account.
  if (cancel.meterKey !== meter.address) return { signature: account.sign(digest) };
  // The contract would refuse every order below it, and this device signs none far above.
  if (cancel.minNonce > device.provisioned.nextNonce) throw refusal('LIMIT_EXCEEDED', 'NONCE');
  return { signature: meter.sign(digest) };
}
