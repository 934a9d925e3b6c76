/** Used by other packages' tests, benches and scripts; not published. */
export { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '../src/profiles/examples.ts';
