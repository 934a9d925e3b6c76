/** Errors of whoever talks to a gateway, and checks what it shows. */
import { fault, passing, refused } from '../entry.ts';

export const gatewayErrors = {
  GATEWAY_UNREACHABLE: passing(
    503,
    'The gateway does not respond.',
    'Check that it is running, and that `gateway.url` in the profile is correct.',
  ),
  GATEWAY_UNTRUSTED: fault(
    502,
    "The gateway's certificate was not issued by the authority in the profile, or is for another name.",
    'Check the URL; if the operator has changed the authority, get its new certificate from the operator in person.',
    { peer: 'close' },
  ),
  CERTIFICATE_EXPIRED: fault(
    502,
    "A certificate has expired: the gateway's, or the one that this device presented.",
    "Check this machine's clock first. If it is correct: a gateway renews its certificate automatically, so contact the operator; a device that was offline for too long must be enrolled again (`evlock enrolments request`).",
    { peer: 'close' },
  ),
  CERTIFICATE_REFUSED: refused(
    403,
    "The gateway rejected this device's certificate.",
    'Enrol the meter again with a new code from the operator: `evlock enrolments request`.',
    { peer: 'close' },
  ),
  CONTRACT_FOREIGN: fault(
    409,
    'The code at this address is not the contract that this version of Evlock was built with.',
    'Do not pay anything into it. Compare the fingerprint of the deployment file with the operator in person, and use the version of Evlock that deployed the contracts.',
  ),
  NOT_PROVEN: fault(
    502,
    'What the gateway returned is not what was requested, or is not signed by the key it names.',
    'Do not sign anything for it, and inform the operator: the details name the check that failed. A trade shown like this may still be on chain: look it up through an RPC endpoint of your own.',
  ),
  DEPLOYMENT_DIFFERS: fault(
    409,
    "The gateway's market does not match the deployment file that the operator handed over.",
    'Trust neither: compare the fingerprint of the file with the operator in person before you sign or pay anything.',
  ),
  ROUTE_NOT_FOUND: refused(404, 'The gateway has no such route.', 'See the routes in `docs/openapi.json`.'),
  UNAUTHENTICATED: refused(401, 'A valid session is required.', "Sign in with the meter's passkey.", { guess: true }),
  FORBIDDEN: refused(403, 'This belongs to another participant.', 'Request your own data only.'),
  RATE_LIMITED: passing(
    429,
    'Too many requests.',
    'Wait for the number of seconds in the details, and send fewer requests.',
    { peer: 'slow-down' },
  ),
  ORIGIN_REFUSED: refused(
    403,
    'The request did not come from this page itself.',
    'Open the page at exactly the address that was printed when it started; no other page may use it.',
  ),
} as const;
