/**
 * What a listening watchtower accepts from anyone: signed data over HTTPS, in the form of a signed export. It puts on chain whatever
 * the chain allows, with its own key. The data is not secret, and nobody can change it.
 */
import { z } from 'zod';
import * as f from '../values/field.ts';

/** `POST` a signed export to `signed`; `GET` the state of the watchtower from `health`. */
export const WATCHTOWER_ROUTES = { signed: '/v1/signed', health: '/v1/health' } as const;
/** Maximum size of a body, in bytes: about 25 trades. */
export const WATCHTOWER_MAX_BODY = 131_072;
/** Maximum number of items in one body. */
export const WATCHTOWER_MAX_ITEMS = 32;

/** The result for each item. `code` says why it was not accepted; null if it was. */
export const watchtowerAnswerSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        item: z.enum(['trade', 'cancel']),
        /** The trade's id, or the digest of the cancel. */
        id: f.bytes32.schema,
        code: z.string().max(64).nullable(),
      }),
    )
    .max(WATCHTOWER_MAX_ITEMS),
});
export type WatchtowerAnswer = z.output<typeof watchtowerAnswerSchema>;

export const watchtowerHealthSchema = z.strictObject({
  ok: z.boolean(),
  chainId: z.number().int(),
  market: f.address.schema,
  /** Number of items that are watched over. */
  watched: z.number().int().nonnegative(),
  /** Code of what is wrong, if anything is. */
  problem: z.string().max(64).nullable(),
});
export type WatchtowerHealth = z.output<typeof watchtowerHealthSchema>;
