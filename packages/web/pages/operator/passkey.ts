/** A person's passkey in this browser: which ones it knows, and an assertion that says of which it is. */
import type { Bytes32 } from '@evlock/protocol';
import { fromBase64Url, fromHex, rawSignature, toBase64Url, toHex } from '../shared/passkey/bytes.ts';
import { passkeyProblem } from '../shared/passkey/problems.ts';
import { prompt } from '../shared/passkey/prompt.ts';
import type { IdentifiedAssertion } from './client.ts';

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

/** Milliseconds that a person may take. */
const TIMEOUT = 120_000;

/** Asks for a signature over a challenge. Throws a `Problem` of `PASSKEY_PROBLEMS`. */
export async function assertPerson(
  challenge: Bytes32,
  rpId: string,
  ids: readonly string[],
): Promise<IdentifiedAssertion> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: fromHex(challenge),
    rpId,
    allowCredentials: ids.map((id) => ({ type: 'public-key', id: fromBase64Url(id) })),
    userVerification: 'required',
    timeout: TIMEOUT,
  };
  const credential = await prompt((signal) => navigator.credentials.get({ publicKey, signal }));
  const { rawId, response } = (credential ?? {}) as {
    rawId?: ArrayBuffer;
    response?: Partial<AuthenticatorAssertionResponse>;
  };
  const { authenticatorData, clientDataJSON, signature } = response ?? {};
  const raw = signature && rawSignature(new Uint8Array(signature));
  if (!rawId || !authenticatorData || !clientDataJSON || !raw) throw passkeyProblem('PASSKEY_REPLACED');
  return {
    credentialId: toBase64Url(rawId),
    assertion: {
      authenticatorData: toHex(authenticatorData),
      clientDataJSON: new TextDecoder().decode(clientDataJSON),
      signature: toHex(raw),
    },
  };
}
