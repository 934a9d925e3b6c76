/**
 * What the household app hands over in the fragment of a link, which no server sees: a new passkey's public part, and where to go back
 * to. Any page could have made the link: so the words are compared by a person, and the way back is one of the pinned origins alone.
 */
import type { PublicPasskey } from '../shared/fingerprint/fingerprint.ts';

export interface HandOver {
  /** The meter's code, where the link was made by the meter's own machine. */
  readonly code?: string | undefined;
  readonly passkey?: PublicPasskey | undefined;
  /** Origin of the app, and what it recognises its own request by. */
  readonly from?: string | undefined;
  readonly request?: string | undefined;
}

const KEY = 'evlock.hand-over';
const isKey = (text: string | null): text is `0x${string}` => /^0x[0-9a-f]{64}$/.test(text ?? '');

export function parseHandOver(fragment: string): HandOver {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const [x, y] = [given.get('x'), given.get('y')];
  return {
    code: given.get('code') ?? undefined,
    passkey: isKey(x) && isKey(y) ? { publicKeyX: x, publicKeyY: y } : undefined,
    from: given.get('from') ?? undefined,
    request: given.get('request') ?? undefined,
  };
}

/** Public values survive a reload of this tab; the code does not. */
function remembered(): HandOver {
  try {
    return parseHandOver(sessionStorage.getItem(KEY) ?? '');
  } catch {
    return {};
  }
}

/** Reads the fragment once and takes it out of the address bar. */
export function takeHandOver(): HandOver {
  const given = parseHandOver(location.hash);
  const { code, ...rest } = given;
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  const kept = {
    ...remembered(),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
  try {
    sessionStorage.setItem(KEY, fragmentOf(kept));
  } catch {
    // It holds until the page is left.
  }
  return { ...kept, code };
}

function fragmentOf({ passkey, from, request }: HandOver): string {
  const values = { x: passkey?.publicKeyX, y: passkey?.publicKeyY, from, request };
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(known).toString();
}

/** Back to the app with what was bound; undefined where the app that asked is none of this market's. */
export function wayBack(
  { from, request }: HandOver,
  origins: readonly string[],
  bound: { readonly meterKey: string; readonly account: string; readonly deployment: string },
): string | undefined {
  const origin = origins.includes(from ?? '') ? from : undefined;
  if (origin === undefined) return undefined;
  const query = new URLSearchParams({ ...bound, ...(request !== undefined && { request }) });
  return `${origin}/home/#/take/bound?${query}`;
}

/** Both coordinates in one text, as the app and the command line show them; undefined for anything else. */
export function parsePublicPart(text: string): PublicPasskey | undefined {
  const [, x, y] = /^0x([0-9a-f]{64})([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  return x === undefined || y === undefined ? undefined : { publicKeyX: `0x${x}`, publicKeyY: `0x${y}` };
}
