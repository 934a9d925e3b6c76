/** Used by other packages' tests, benches and scripts; not published. */
export { everyAbi, marketAbi, registryAbi } from '../src/contracts/abi.ts';
export { decodeEvent } from '../src/contracts/decode-event.ts';
export { packReceipt, packTerms } from '../src/contracts/packing.ts';
export { bloomOf } from '../src/endpoints/block-proof.ts';
