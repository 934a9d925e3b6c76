/** Which passkeys of people this browser knows. */

/** Whether the next sign-in shows every passkey instead of those that were made here. */
export interface PasskeyChoice {
  all: boolean;
}

const KEY = 'evlock.operator.passkeys';

/** Public ids of the passkeys that were made here, base64url. */
export function knownPasskeys(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberPasskey(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set([id, ...knownPasskeys()])].slice(0, 8)));
  } catch {
    // Storage is blocked: the browser then shows all passkeys of this page.
  }
}
