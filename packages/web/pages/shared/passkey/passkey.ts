/** The browser's passkeys: one that is made, and one that signs a challenge. */
import type { Assertion, Bytes32, PasskeyPublicKey } from '@evlock/protocol';
import { fromBase64Url, fromHex, pointOf, rawSignature, toBase64Url, toHex } from './bytes.ts';
import { passkeyProblem } from './problems.ts';
import { prompt } from './prompt.ts';

/** How long a person may take, in milliseconds. */
const TIMEOUT = 120_000;
/** ES256 (RFC 8152): the secure world knows no other. */
const ES256 = -7;

export interface AssertionRequest {
  readonly challenge: Bytes32;
  readonly rpId: string;
  /** Base64url; without any, the browser shows those that it has for this page. */
  readonly credentialIds: readonly string[];
}

const descriptor = (id: string): PublicKeyCredentialDescriptor => ({ type: 'public-key', id: fromBase64Url(id) });

/** As the specification serialises it; the secure world compares these bytes and parses nothing. */
const startOf = (challenge: Bytes32): string =>
  `{"type":"webauthn.get","challenge":"${toBase64Url(fromHex(challenge))}","origin":"${location.origin}"`;

export interface IdentifiedAssertion {
  /** Base64url: of which passkey it is. */
  readonly credentialId: string;
  readonly assertion: Assertion;
}

/**
 * Asks for a passkey's signature over a challenge, the person present and verified. Throws a `Problem` of `PASSKEY_PROBLEMS`.
 *
 * @example
 * const { assertion } = await askPasskey({ challenge, rpId: deployment.rpId, credentialIds: house.credentialIds });
 */
export async function askPasskey({ challenge, rpId, credentialIds }: AssertionRequest): Promise<IdentifiedAssertion> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: fromHex(challenge),
    rpId,
    allowCredentials: credentialIds.map(descriptor),
    userVerification: 'required',
    timeout: TIMEOUT,
  };
  const credential = await prompt((signal) => navigator.credentials.get({ publicKey, signal }));
  const { rawId, response } = (credential ?? {}) as {
    rawId?: ArrayBuffer;
    response?: Partial<AuthenticatorAssertionResponse>;
  };
  const { authenticatorData, clientDataJSON, signature } = response ?? {};
  if (!rawId || !authenticatorData || !clientDataJSON || !signature) throw passkeyProblem('PASSKEY_REPLACED');
  const clientData = new TextDecoder().decode(clientDataJSON);
  const raw = rawSignature(new Uint8Array(signature));
  // Better said here than after the meter has refused it.
  if (!clientData.startsWith(startOf(challenge)) || !raw) throw passkeyProblem('PASSKEY_REPLACED');
  return {
    credentialId: toBase64Url(rawId),
    assertion: { authenticatorData: toHex(authenticatorData), clientDataJSON: clientData, signature: toHex(raw) },
  };
}

export interface NewPasskey {
  /** Base64url. */
  readonly credentialId: string;
  readonly publicKey: PasskeyPublicKey;
}

export interface PasskeyRequest {
  readonly rpId: string;
  /** As the device lists it: the house's name. */
  readonly name: string;
  /** Those that there are already, base64url: a device that has one makes no second. */
  readonly exclude?: readonly string[];
}

/** Makes a passkey on this device, a phone or a security key. Throws a `Problem` of `PASSKEY_PROBLEMS`. */
export async function makePasskey({ rpId, name, exclude = [] }: PasskeyRequest): Promise<NewPasskey> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    // Nobody verifies the registration: the key is confirmed on the meter's own page.
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rp: { id: rpId, name: 'Evlock' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: exclude.map(descriptor),
    attestation: 'none',
    timeout: TIMEOUT,
  };
  const credential = await prompt((signal) => navigator.credentials.create({ publicKey, signal }));
  const { rawId, response } = (credential ?? {}) as {
    rawId?: ArrayBuffer;
    response?: Partial<AuthenticatorAttestationResponse>;
  };
  const spki = response?.getPublicKey?.();
  const point = spki ? pointOf(spki) : undefined;
  if (!rawId || !point) throw passkeyProblem('PASSKEY_REPLACED');
  return { credentialId: toBase64Url(rawId), publicKey: point };
}
