/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { sha256 } from '../src/crypto/hash.ts';
export type { Principal } from '../src/database/principal.ts';
export * as x509 from '../src/enrolment/x509.ts';
