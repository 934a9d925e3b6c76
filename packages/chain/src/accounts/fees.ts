/** What a transaction offers for gas, in wei per gas. */
import { BaseError, type PublicClient } from 'viem';
import type { Network } from '../endpoints/networks.ts';

export type Fees =
  | { readonly type: 'eip1559'; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly type: 'legacy'; readonly gasPrice: bigint };

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const greatest = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/**
 * Twice the current base fee, which outlasts a surge of several blocks; the excess is never charged. Kaia bounds the base fee on
 * both sides: offering more than the upper bound gains nothing. The tip is capped there too, because it is charged in full
 * whatever node suggested it.
 */
export function dynamicFees(baseFee: bigint, tip: bigint, bounds: Network['baseFee']): Fees {
  const twice = baseFee * 2n;
  const base = bounds ? greatest(bounds.least, least(twice, bounds.most)) : twice;
  const offered = bounds ? least(tip, bounds.most) : tip;
  return { type: 'eip1559', maxFeePerGas: base + offered, maxPriorityFeePerGas: offered };
}

/** A legacy transaction pays its whole gas price, so it offers only the node's suggestion, within the same bound. */
export const legacyFees = (suggested: bigint, bounds: Network['baseFee']): Fees => ({
  type: 'legacy',
  gasPrice: bounds ? least(suggested, bounds.most) : suggested,
});

/** What to offer now. */
export async function currentFees(client: PublicClient, network: Network, type: Fees['type']): Promise<Fees> {
  if (type === 'legacy') return legacyFees(await client.getGasPrice(), network.baseFee);
  const [block, tip] = await Promise.all([
    client.getBlock({ blockTag: 'latest' }),
    client.estimateMaxPriorityFeePerGas().catch((error: unknown) => {
      if (error instanceof BaseError) return 0n;
      throw error;
    }),
  ]);
  return dynamicFees(block.baseFeePerGas ?? 0n, tip, network.baseFee);
}

/** Nodes accept a replacement at +10 % or more; rounding must not fall below that. */
const bumped = (fee: bigint): bigint => (fee * 1_125n) / 1_000n + 1n;

/** Fees at which a node accepts a replacement for a transaction that offered `last`; at least `now`. */
export function replacementFees(last: Fees, now: Fees): Fees {
  if (last.type === 'legacy' || now.type === 'legacy') {
    const [before, present] = [last, now].map((fees) => (fees.type === 'legacy' ? fees.gasPrice : fees.maxFeePerGas));
    return { type: 'legacy', gasPrice: greatest(bumped(before ?? 0n), present ?? 0n) };
  }
  return {
    type: 'eip1559',
    maxFeePerGas: greatest(bumped(last.maxFeePerGas), now.maxFeePerGas),
    maxPriorityFeePerGas: greatest(bumped(last.maxPriorityFeePerGas), now.maxPriorityFeePerGas),
  };
}

/** The most that a transaction can cost, in wei. */
export const mostSpent = (gasLimit: number, fees: Fees): bigint =>
  BigInt(gasLimit) * (fees.type === 'legacy' ? fees.gasPrice : fees.maxFeePerGas);
