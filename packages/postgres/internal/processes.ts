/** Used by other packages' tests, benches and scripts; not published. */
export { isServerOf } from '../src/postgres-processes.ts';
