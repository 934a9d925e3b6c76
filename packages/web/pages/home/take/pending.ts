/** A house that is being taken: what this browser made and where it sent the person. Public values, until the meter has bound the key. */
import type { Address } from '@evlock/protocol';
import type { PublicPasskey } from '../../shared/fingerprint/fingerprint.ts';
import { toHex } from '../../shared/passkey/bytes.ts';

export interface Pending {
  /** Random: what comes back is the answer to this request, and not to somebody else's link. */
  readonly request: string;
  readonly name: string;
  /** Base64url. */
  readonly credentialId: string;
  readonly passkey: PublicPasskey;
  /** Address of the meter's local page, as it was given; empty where it is opened by hand. */
  readonly localPage: string;
}

const KEY = 'evlock.take';
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1024;
const isKey = (value: unknown): value is `0x${string}` => typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value);

function isPending(value: unknown): value is Pending {
  if (typeof value !== 'object' || value === null) return false;
  const { request, name, credentialId, passkey, localPage } = value as Record<string, unknown>;
  const { publicKeyX, publicKeyY } = (passkey ?? {}) as Record<string, unknown>;
  return [request, name, credentialId, localPage].every(isText) && isKey(publicKeyX) && isKey(publicKeyY);
}

export function loadPending(): Pending | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isPending(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Without the meter's code: that is in no storage. */
export function savePending(pending: Pending): void {
  localStorage.setItem(KEY, JSON.stringify({ ...pending, localPage: pending.localPage.split('#')[0] }));
}

export const clearPending = (): void => localStorage.removeItem(KEY);

export const newRequest = (): string => toHex(crypto.getRandomValues(new Uint8Array(16))).slice(2);

/** An address that a meter's local page can have: this machine, or TLS. */
export function localPageUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url : undefined;
}

/** The link to the meter's page: everything is in the fragment, which no server sees. */
export function linkOf({ passkey, request }: Pending, localPage: string, origin: string): string | undefined {
  const url = localPageUrl(localPage);
  if (!url) return undefined;
  const given = new URLSearchParams(url.hash.slice(1));
  const code = given.get('code');
  const { publicKeyX: x, publicKeyY: y } = passkey;
  url.hash = new URLSearchParams({ ...(code !== null && { code }), x, y, from: origin, request }).toString();
  return url.href;
}

export interface Bound {
  readonly meterKey: Address;
  readonly account: Address;
}

/** What a meter's page sent back; undefined unless it answers this browser's own request. */
export function boundOf(query: URLSearchParams, pending: Pending | undefined): Bound | undefined {
  const [meterKey, account] = [query.get('meterKey'), query.get('account')];
  const isAddress = (text: string | null): text is Address => /^0x[0-9a-f]{40}$/.test(text ?? '');
  if (!pending || query.get('request') !== pending.request || !isAddress(meterKey) || !isAddress(account))
    return undefined;
  return { meterKey, account };
}
