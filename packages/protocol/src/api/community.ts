/** What anyone may know of a community: sums, never one household's power, energy or money. */
import { z } from 'zod';
import * as f from '../values/field.ts';

const count = z.number().int().nonnegative();
const sumsShape = {
  /** Trades that ended with a payment. */
  trades: count,
  delivered: f.energyField.schema,
  paid: f.moneyField.schema,
};

export const communityViewSchema = z.strictObject({
  /** The newest indexed block, and the chain's time there. */
  block: z.number().int(),
  time: f.timeField.schema,
  /** Active meters, and how many of them are connected. */
  households: count,
  online: count,
  /** Offers that can be bought now. */
  offers: count,
  /** Open trades whose delivery interval has begun and not ended, and the money that all open trades lock. */
  delivering: count,
  locked: f.moneyField.schema,
  sinceStart: z.strictObject(sumsShape),
  /** The last 24 hours, only those in which a trade ended, oldest first. `start` is a full hour of UTC. */
  hours: z.array(z.strictObject({ start: f.timeField.schema, ...sumsShape })).max(25),
});
export type CommunityView = z.infer<typeof communityViewSchema>;
