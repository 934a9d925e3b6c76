/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export { defaultTradeRules, type TradeRules } from '../src/trade/trade-rules.ts';
