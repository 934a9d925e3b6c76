/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { isServerOf } from '../src/postgres-processes.ts';
