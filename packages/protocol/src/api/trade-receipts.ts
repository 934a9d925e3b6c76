/** The receipts of one trade over time: the two curves that a person compares, each point signed by its meter. */
import { z } from 'zod';
import { signedReceiptSchema } from '../signed-data/receipts.ts';
import * as f from '../values/field.ts';

/** Maximum number of receipts of one side in one response. */
export const MAX_RECEIPT_POINTS = 600;

const after = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 40 - 1)
  .default(0);

export const tradeReceiptsQuerySchema = z.strictObject({
  /** At most about this many of each side, evenly spread over the sequence, the newest always among them. */
  points: z.coerce.number().int().min(2).max(MAX_RECEIPT_POINTS).default(120),
  /** Only receipts with a later sequence, each side by its own. */
  buyerAfter: after,
  sellerAfter: after,
});

const timedReceiptSchema = signedReceiptSchema.extend({
  /** When the gateway received it: a receipt itself holds no time. */
  received: f.timeField.schema,
});
export type TimedReceipt = z.infer<typeof timedReceiptSchema>;

const side = z.array(timedReceiptSchema).max(MAX_RECEIPT_POINTS + 1);
/** Each side's receipts in the order of their sequence. */
export const tradeReceiptsViewSchema = z.strictObject({ id: f.bytes32.schema, buyer: side, seller: side });
export type TradeReceiptsView = z.infer<typeof tradeReceiptsViewSchema>;
