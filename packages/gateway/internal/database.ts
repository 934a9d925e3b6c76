/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { Database, openDatabase } from '../src/database/database.ts';
