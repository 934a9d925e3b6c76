/**
 * One prompt of the browser at a time. A second request ends the first by its signal, since some browsers refuse to begin another
 * before; and a person can end one that never comes up, as in the browsers inside of apps.
 */
import { useSyncExternalStore } from 'react';
import type { Problem } from '../problem.ts';
import { passkeyProblem } from './problems.ts';

/** Shows neither a prompt nor an error, whatever is asked of it. Names that these apps' browsers add to `navigator.userAgent`. */
const IN_APP =
  /\b(FBAN|FBAV|FB_IAB|Instagram|KAKAOTALK|NAVER\(|Line\/|MicroMessenger|Snapchat|TikTok|musical_ly|Twitter|LinkedInApp|GSA\/|Telegram)|; wv\)/i;

export const isInAppBrowser = (userAgent = navigator.userAgent): boolean => IN_APP.test(userAgent);

export const supportsPasskeys = (): boolean =>
  isSecureContext && typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;

/** Whether the device itself can hold a passkey; a phone or a security key can be used in any case. */
export async function hasOwnAuthenticator(): Promise<boolean> {
  if (!supportsPasskeys()) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Whether something stands in the place of the browser's own functions, as password managers do. */
export function isReplaced(): boolean {
  const isNative = (method: unknown): boolean =>
    typeof method === 'function' && /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(method));
  return supportsPasskeys() && !(isNative(navigator.credentials.get) && isNative(navigator.credentials.create));
}

let current: AbortController | undefined;
const listeners = new Set<() => void>();

function setCurrent(prompt: AbortController | undefined): void {
  current = prompt;
  for (const listener of listeners) listener();
}

/** Ends the prompt that is open, if any. What waits for it rejects with `PASSKEY_STOPPED`. */
export function stopPrompt(): void {
  current?.abort();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Whether a person is being asked for a passkey now. */
export const useIsPrompting = (): boolean => useSyncExternalStore(subscribe, () => current !== undefined);

function problemOf(error: unknown): Problem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return passkeyProblem('PASSKEY_CANCELLED', error);
  if (name === 'AbortError') return passkeyProblem('PASSKEY_STOPPED', error);
  if (name === 'InvalidStateError') return passkeyProblem('PASSKEY_EXISTS', error);
  if (name === 'SecurityError' || name === 'NotSupportedError') return passkeyProblem('PASSKEY_UNSUPPORTED', error);
  return passkeyProblem(isReplaced() ? 'PASSKEY_REPLACED' : 'PASSKEY_FAILED', error);
}

/** Runs one request of the browser's. Throws a `Problem` of `PASSKEY_PROBLEMS`, and is ready for the next at once. */
export async function prompt<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (isInAppBrowser()) throw passkeyProblem('PASSKEY_IN_APP_BROWSER');
  if (!supportsPasskeys()) throw passkeyProblem('PASSKEY_UNSUPPORTED');
  current?.abort();
  const own = new AbortController();
  setCurrent(own);
  // Not every browser, and hardly an extension, heeds the signal.
  const stopped = new Promise<never>((_resolve, reject) => {
    own.signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')), { once: true });
  });
  try {
    return await Promise.race([ask(own.signal), stopped]);
  } catch (error) {
    throw problemOf(error);
  } finally {
    if (current === own) setCurrent(undefined);
  }
}
