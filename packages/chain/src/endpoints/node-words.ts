/** What nodes say of a transaction that is sent to them, in the words of Kaia, geth, Erigon, Nethermind, Besu and anvil. */

/**
 * `known`: the node has it, or a transaction of its nonce, or that nonce is mined. `underpriced`: a higher fee is wanted.
 * `poor`: the account cannot pay. `never`: no node of this chain will take it as it is. `other`: it may be tried again.
 */
export type NodeWord = 'known' | 'underpriced' | 'poor' | 'never' | 'other';

/** The first that fits counts: `replacement transaction underpriced` is of a transaction that is there already. */
const words: readonly (readonly [NodeWord, RegExp])[] = [
  ['known', /already (known|imported|exists)|known transaction|nonce too low|replacement|same nonce in the tx pool/i],
  [
    'underpriced',
    /underpriced|fee cap|max fee per gas less|gas price (below|too low)|invalid gas (price|fee cap)|(less|lower) than (the )?(block )?base ?fee/i,
  ],
  ['poor', /insufficient (funds|balance)/i],
  [
    'never',
    /oversized data|(undefined|unsupported|invalid) (tx|transaction) type|(transaction|tx) type not supported|gas limit exceeds|exceeds block gas limit|intrinsic gas too low/i,
  ],
];

export const nodeWord = (reason: string): NodeWord => words.find(([, fits]) => fits.test(reason))?.[0] ?? 'other';
