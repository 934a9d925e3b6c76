/** The households that this browser has a passkey for: public values, kept in its storage. */
import type { House } from './owner.ts';

const KEY = 'evlock.houses';
const ADDRESS = /^0x[0-9a-f]{40}$/;

const isHouse = (value: unknown): value is House => {
  if (typeof value !== 'object' || value === null) return false;
  const { meterKey, account, credentialIds, name } = value as Record<string, unknown>;
  const isAddress = (text: unknown): boolean => typeof text === 'string' && ADDRESS.test(text);
  return (
    isAddress(meterKey) &&
    isAddress(account) &&
    typeof name === 'string' &&
    Array.isArray(credentialIds) &&
    credentialIds.every((id) => typeof id === 'string' && /^[\w-]+$/.test(id))
  );
};

/** The last one that was opened first. Empty where there are none, or storage is blocked. */
export function loadHouses(): readonly House[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isHouse) : [];
  } catch {
    return [];
  }
}

/** Puts it first; it takes the place of an older entry for the same meter. Throws where storage is blocked. */
export function saveHouse(house: House): void {
  const others = loadHouses().filter(({ meterKey }) => meterKey !== house.meterKey);
  localStorage.setItem(KEY, JSON.stringify([house, ...others]));
}
