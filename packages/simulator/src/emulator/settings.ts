/** What PROVISION and RESTORE set on the provisioning socket, and MIGRATE resets. */
import {
  EVLOCK_LOCAL_CHAIN_ID,
  EVLOCK_POWER_MAX_MILLIWATT,
  EVLOCK_TEST_CHAIN_ID,
  type MigrationSettings,
  refusal,
} from '@evlock/secure-world';
import type { Device } from './device.ts';

const DEVELOPMENT_CHAINS: readonly bigint[] = [BigInt(EVLOCK_LOCAL_CHAIN_ID), BigInt(EVLOCK_TEST_CHAIN_ID)];

/**
 * A scheme and a host: clientDataJSON contains it verbatim, so nothing that JSON would escape. Passkeys work only on secure
 * pages and on localhost; whoever is on that machine has the page too, so not where money is real.
 */
function isOrigin(origin: string, chainId: bigint): boolean {
  const [, scheme, host] = /^(https?):\/\/([a-zA-Z0-9.:[\]-]*)$/.exec(origin) ?? [];
  if (scheme === undefined || host === undefined) return false;
  if (/^localhost(?::|$)/.test(host)) return DEVELOPMENT_CHAINS.includes(chainId);
  return scheme === 'https' && host !== '';
}

/** Throws `INVALID_INPUT` for an invalid chain, power limit or origin. */
export function checkLocalSettings(
  { limits, origins }: Pick<MigrationSettings, 'limits' | 'origins'>,
  chainId: bigint,
): void {
  const checks: readonly [field: string, holds: boolean][] = [
    ['chainId', chainId > 0n && chainId <= BigInt(Number.MAX_SAFE_INTEGER)],
    ['powerLimit', limits.powerLimit > 0 && limits.powerLimit <= EVLOCK_POWER_MAX_MILLIWATT],
    ['origins', origins.length > 0 && origins.every((origin) => isOrigin(origin, chainId))],
  ];
  const failed = checks.find(([, holds]) => !holds);
  if (failed) throw refusal('INVALID_INPUT', undefined, { field: failed[0] });
}

/** Replaces the previous ones. */
export function setLocalSettings(
  { provisioned, volatile, now }: Device,
  { date, limits, withdrawalAddresses, origins }: MigrationSettings,
): void {
  Object.assign(provisioned, { date, limits, withdrawalAddresses, origins });
  volatile.dateAt = now;
}
