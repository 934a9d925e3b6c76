/** Verifies what a gateway shows, by signatures and by the chain. */
import {
  verifyAccount,
  verifyAccountOnChain,
  verifyReplacement,
  verifyReplacementOnChain,
  verifyTransaction,
} from './account.ts';
import { verifyMovementOnChain, verifyMovements } from './movements.ts';
import { verifyOffer, verifyOfferOnChain } from './offer.ts';
import { verifyRegisters } from './registers.ts';
import { verifyStandingOrder } from './standing.ts';
import { verifyTrade, verifyTradeOnChain } from './trade.ts';
import { verifyTradeReceipts } from './trade-receipts.ts';

export * from './account.ts';
export type * from './chain.ts';
export * from './movements.ts';
export * from './offer.ts';
export * from './registers.ts';
export * from './standing.ts';
export * from './trade.ts';
export * from './trade-receipts.ts';
export * from './verdict.ts';

/**
 * Every verification an owner performs. Those without `OnChain` are pure and ask nobody.
 *
 * @example
 * const shown = verification.offer(view, { deployment, now: systemClock.now() });
 * const certain = await verification.offerOnChain(shown, openOwnersChain({ endpoints, deployment }, { clock: systemClock }));
 * if (!isProven(certain)) console.log(`do not buy it: ${certain.verdict.failed.join(', ')}`);
 */
export const verification = {
  offer: verifyOffer,
  offerOnChain: verifyOfferOnChain,
  trade: verifyTrade,
  tradeOnChain: verifyTradeOnChain,
  tradeReceipts: verifyTradeReceipts,
  account: verifyAccount,
  accountOnChain: verifyAccountOnChain,
  replacement: verifyReplacement,
  replacementOnChain: verifyReplacementOnChain,
  standingOrder: verifyStandingOrder,
  transaction: verifyTransaction,
  movements: verifyMovements,
  movementOnChain: verifyMovementOnChain,
  registers: verifyRegisters,
} as const;
export type Verification = typeof verification;
