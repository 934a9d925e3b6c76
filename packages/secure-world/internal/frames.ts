/** For other packages' tests, the benches and the scripts; not part of the published package. */
export { Connection } from '../src/connection.ts';
export { uintBytes } from '../src/layout.ts';
