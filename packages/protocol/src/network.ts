/** A network: the chain, the contracts on it and what the market asks for. Public; the gateway serves it. */
import { z } from 'zod';
import * as f from './field.ts';
import type { Domain } from './typed-struct.ts';

export const NETWORK_NAMES = ['local', 'kairos', 'kaia'] as const;

/** Where the contracts of one network stand. */
export const deploymentSchema = z.strictObject({
  network: z.string().min(1).max(32),
  chainId: z.number().int().positive(),
  registry: f.address.schema,
  market: f.address.schema,
  token: f.address.schema,
  /** Block in which the first contract was created: where an indexer begins. */
  block: z.number().int().nonnegative(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** Everything a household must know of the market before it signs. */
export const marketInfoSchema = deploymentSchema.extend({
  tokenSymbol: z.string().max(16),
  tokenDecimals: z.literal(6),
  /** Least energy of a trade, mWh. */
  minimumLot: f.energyField.schema,
  /** WebAuthn relying party and the page's origin. */
  rpId: z.string().max(253),
  origin: z.string().max(300),
  development: z.boolean(),
});
export type MarketInfo = z.infer<typeof marketInfoSchema>;

export const domainOf = (deployment: Pick<Deployment, 'chainId' | 'market'>): Domain => ({
  chainId: deployment.chainId,
  market: deployment.market,
});
