/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { Database, openDatabase } from '../src/database/database.ts';
export { insertOffer } from '../src/database/offers.ts';
export { insertTrade } from '../src/database/trades.ts';
