/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { anvilBinary, freePort } from '../src/local-chain/anvil-process.ts';
