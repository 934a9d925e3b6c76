/** Used by other packages' tests, benches and scripts; not published. */
export { anvilBinary, freePort } from '../src/local-chain/anvil-process.ts';
