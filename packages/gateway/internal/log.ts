/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { createLog } from '../src/log.ts';
