/** How a person of the operator's signs up with a code, and in with a passkey. */
import {
  type Assertion,
  type Bytes32,
  type MarketPlace,
  operatorChallenge,
  type RouteBody,
  type RouteResponse,
} from '@evlock/protocol';
import type { ApiClient } from '../api/client.ts';

/** A passkey's answer, and which passkey it is of. */
export interface IdentifiedAssertion {
  /** base64url. */
  readonly credentialId: string;
  readonly assertion: Assertion;
}

/** Adds a passkey. Throws `SIGN_UP_CODE_INVALID`. */
export const operatorSignUp = (
  signUp: RouteBody<'operatorSignUp'>,
  { api }: { readonly api: ApiClient },
): Promise<RouteResponse<'operatorSignUp'>> => api.call('operatorSignUp', { body: signUp });

/** Opens a session. Throws `UNAUTHENTICATED`, `ASSERTION_INVALID`, and what `assert` throws. */
export async function operatorSignIn(
  market: MarketPlace,
  assert: (challenge: Bytes32) => Promise<IdentifiedAssertion>,
  { api }: { readonly api: ApiClient },
): Promise<RouteResponse<'operatorSignIn'>> {
  const { gatewayNonce, expires } = await api.call('operatorChallenge', {});
  // Never what the gateway gave, which could be anything: a text that has no other meaning.
  const signed = await assert(operatorChallenge(market, { gatewayNonce, expires }));
  return api.call('operatorSignIn', { body: { ...signed, gatewayNonce } });
}
