/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { WatchtowerSubmitter } from '../src/second-way/watchtower-submitter.ts';
