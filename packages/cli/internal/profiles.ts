/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '../src/profiles/examples.ts';
