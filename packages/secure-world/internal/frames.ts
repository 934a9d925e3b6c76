/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { Connection } from '../src/connection.ts';
export { uintBytes } from '../src/layout.ts';
