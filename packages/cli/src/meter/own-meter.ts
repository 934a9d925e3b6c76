/** Checks that the meter at hand is the profile's, and signs for the market it pins. */

import { firstPage } from '@evlock/owner';
import type { OwnerProfile } from '@evlock/owner/node';
import { type Address, type Assertion, type Bytes32, domainOf, EvlockError, isSameMarket } from '@evlock/protocol';
import type { SecureWorldInfo } from '@evlock/secure-world';
import { loadPasskey } from '../input/passkey.ts';
import { wrongUsage } from '../input/usage.ts';

/** Throws `NOT_PROVISIONED`, `CHAIN_WRONG_NETWORK`, or wrong usage naming the other meter. */
export function checkMeter({ domain, meterKey }: SecureWorldInfo, profile: OwnerProfile): void {
  if (!domain) throw new EvlockError('NOT_PROVISIONED');
  const own = domainOf(profile.deployment);
  if (!isSameMarket(domain, own)) {
    throw new EvlockError('CHAIN_WRONG_NETWORK', { meter: domain.market, profile: own.market });
  }
  requireOwn(meterKey, profile);
}

/** For a market the meter, and perhaps the profile too, has left. Throws as `checkMeter`. */
export function checkFormerMeter({ domain, meterKey }: SecureWorldInfo, profile: OwnerProfile): void {
  if (!domain) throw new EvlockError('NOT_PROVISIONED');
  requireOwn(meterKey, profile);
}

function requireOwn(meterKey: Address, profile: OwnerProfile): void {
  if (meterKey !== profile.meterKey) throw wrongUsage('--socket', `belongs to another meter: ${meterKey}`);
}

/** The owner's passkey, approving what the meter is asked to sign. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`. */
export async function ownerAssertion({ passkeyFile, deployment }: OwnerProfile, digest: Bytes32): Promise<Assertion> {
  const passkey = await loadPasskey(passkeyFile);
  return passkey.assert(digest, firstPage(deployment));
}
