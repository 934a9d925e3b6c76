/**
 * What a watchtower that listens takes from anybody: signed data over HTTPS, as a file of `evlock export-signed` holds it. It
 * puts on chain what the chain allows, with its own key. Nothing in it is secret, and nobody can change what is in it.
 */
import { z } from 'zod';
import * as f from '../values/field.ts';

/** `POST` takes a signed export, `GET` says how the watchtower is. */
export const WATCHTOWER_ROUTES = { signed: '/v1/signed', health: '/v1/health' } as const;
/** Largest body, in bytes: about 25 trades. */
export const WATCHTOWER_MAX_BODY = 131_072;
/** Most items in one body. */
export const WATCHTOWER_MAX_ITEMS = 32;

/** What became of each item. `code` says why it was not taken. */
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
  /** Items that are watched over. */
  watched: z.number().int().nonnegative(),
  /** Code of what is wrong, if anything is. */
  problem: z.string().max(64).nullable(),
});
export type WatchtowerHealth = z.output<typeof watchtowerHealthSchema>;
