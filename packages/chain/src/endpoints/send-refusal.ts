/** Why a node refuses a transaction, by its message, as worded by Kaia, geth, Erigon, Nethermind, Besu and anvil. */

/**
 * `known`: the node has it or another transaction with its nonce, or the nonce is mined. `underpriced`: needs a higher fee.
 * `insufficient-funds`: the account cannot pay. `invalid`: no node of this chain will accept it as is. `other`: may be retried.
 */
export type RefusalKind = 'known' | 'underpriced' | 'insufficient-funds' | 'invalid' | 'other';

/** The first match wins: `replacement transaction underpriced` concerns a transaction the node already has. */
const patterns: readonly (readonly [RefusalKind, RegExp])[] = [
  ['known', /already (known|imported|exists)|known transaction|nonce too low|replacement|same nonce in the tx pool/i],
  [
    'underpriced',
    /underpriced|fee cap|max fee per gas less|gas price (below|too low)|invalid gas (price|fee cap)|(less|lower) than (the )?(block )?base ?fee/i,
  ],
  ['insufficient-funds', /insufficient (funds|balance)/i],
  [
    'invalid',
    /oversized data|(undefined|unsupported|invalid) (tx|transaction) type|(transaction|tx) type not supported|gas limit exceeds|exceeds block gas limit|intrinsic gas too low/i,
  ],
];

/** Classifies a refusal by the node's message. */
export const refusalKind = (reason: string): RefusalKind =>
  patterns.find(([, fits]) => fits.test(reason))?.[0] ?? 'other';
