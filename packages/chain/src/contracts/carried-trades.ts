/**
 * Signed orders and receipts carried in the calldata of anyone's transaction. Pure. Presence proves nothing: readers of receipts
 * must verify their signatures.
 */
import {
  type Address,
  type Bytes32,
  checkOrderSignature,
  type Deployment,
  type Domain,
  domainOf,
  type Hex,
  Order,
  type Signature,
  type SignedReceipt,
  type TradeOrders,
} from '@evlock/protocol';
import { decodeFunctionData } from 'viem';
import { batchesAbi, marketAbi } from './abi.ts';
import type { BatchedFunction } from './batch-call.ts';
import type { Call } from './call.ts';
import { unpackReceipt, unpackTerms } from './packing.ts';

/** One trade of a transaction: its orders without signatures, and the receipts put on chain. */
export interface CarriedTrade {
  /** The market function applied to it, called directly or from a batch. */
  readonly call: BatchedFunction;
  readonly tradeId: Bytes32;
  readonly bid: Order;
  readonly offer: Order;
  readonly receipts: readonly SignedReceipt[];
}

interface Compact {
  readonly r: Hex;
  readonly vs: Hex;
}

interface Item {
  readonly call: BatchedFunction;
  readonly terms: readonly Hex[];
  readonly receipts: readonly (readonly [word: Hex, signature: Compact])[];
}

/** Empty for calls to other contracts or functions, and for malformed calldata. */
export function carriedTrades(deployment: Deployment, { to, data }: Pick<Call, 'to' | 'data'>): CarriedTrade[] {
  if (![deployment.market, deployment.batches].includes(to.toLowerCase() as Address)) return [];
  return readable(
    () => itemsOf(data),
    (item) => carried(domainOf(deployment), item),
  );
}

/** The items that decode; a malformed one does not discard the rest of its batch. */
function readable<T, R>(items: () => readonly T[], read: (item: T) => R): R[] {
  const those = unlessThrown(items) ?? [];
  return those.flatMap((item) => unlessThrown(() => read(item)) ?? []);
}

function unlessThrown<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function carried(domain: Domain, { call, terms, receipts }: Item): CarriedTrade {
  const { bid, offer } = unpackTerms(domain, terms);
  const tradeId = Order.digest(domain, bid);
  const signed = receipts.map(([word, signature]) => ({
    receipt: unpackReceipt(tradeId, word),
    signature: fullSignature(signature),
  }));
  return { call, tradeId, bid, offer, receipts: signed };
}

function itemsOf(data: Hex): Item[] {
  const { functionName, args } = decodeFunctionData({ abi: [...marketAbi, ...batchesAbi], data });
  switch (functionName) {
    case 'openTrade':
    case 'settleClaimed':
    case 'expire':
    case 'free':
      return [{ call: functionName, terms: args[0], receipts: [] }];
    case 'settleFinal':
      return [finalPair(args)];
    case 'claim':
      return [{ call: functionName, terms: args[0], receipts: [[args[1], args[2]]] }];
    case 'openMany':
      return args[0].map(({ terms }) => ({ call: 'openTrade', terms, receipts: [] }));
    case 'settleFinalMany':
      return args[0].map((item) =>
        finalPair([item.terms, item.buyerReceipt, item.buyerSignature, item.sellerReceipt, item.sellerSignature]),
      );
    case 'claimMany':
      return args[0].map(({ terms, receipt, signature }) => ({
        call: 'claim',
        terms,
        receipts: [[receipt, signature]],
      }));
    case 'settleClaimedMany':
      return args[0].map(withoutReceipts('settleClaimed'));
    case 'expireMany':
      return args[0].map(withoutReceipts('expire'));
    case 'freeMany':
      return args[0].map(withoutReceipts('free'));
    case 'freeAndOpenMany':
      return [
        ...args[0].map(withoutReceipts('free')),
        ...args[1].map(({ terms }) => terms).map(withoutReceipts('openTrade')),
      ];
    default:
      return [];
  }
}

const withoutReceipts =
  (call: BatchedFunction) =>
  (terms: readonly Hex[]): Item => ({ call, terms, receipts: [] });

const finalPair = ([terms, buyer, buyerSignature, seller, sellerSignature]: readonly [
  readonly Hex[],
  Hex,
  Compact,
  Hex,
  Compact,
]): Item => ({
  call: 'settleFinal',
  terms,
  receipts: [
    [buyer, buyerSignature],
    [seller, sellerSignature],
  ],
});

/**
 * The orders with valid signatures that anyone's transaction opens; the contract skips a batch's other items. Empty for any other
 * transaction, and for malformed calldata.
 */
export function carriedOrders(deployment: Deployment, { to, data }: Pick<Call, 'to' | 'data'>): TradeOrders[] {
  if (![deployment.market, deployment.batches].includes(to.toLowerCase() as Address)) return [];
  const domain = domainOf(deployment);
  return readable(
    () => openingsOf(data),
    ({ terms, bidSignature, offerSignature }): TradeOrders => {
      const { bid, offer } = unpackTerms(domain, terms);
      const orders = {
        bid: { order: bid, signature: fullSignature(bidSignature) },
        offer: { order: offer, signature: fullSignature(offerSignature) },
      };
      checkOrderSignature(domain, orders.bid);
      checkOrderSignature(domain, orders.offer);
      return orders;
    },
  );
}

interface OpeningItem {
  readonly terms: readonly Hex[];
  readonly bidSignature: Compact;
  readonly offerSignature: Compact;
}

function openingsOf(data: Hex): readonly OpeningItem[] {
  const { functionName, args } = decodeFunctionData({ abi: [...marketAbi, ...batchesAbi], data });
  switch (functionName) {
    case 'openTrade':
      return [{ terms: args[0], bidSignature: args[1], offerSignature: args[2] }];
    case 'openMany':
      return args[0];
    case 'freeAndOpenMany':
      return args[1];
    default:
      return [];
  }
}

/** The inverse of `compactSignature`: recovers v from the top bit of `vs` (EIP-2098). */
function fullSignature({ r, vs }: Compact): Signature {
  const word = BigInt(vs);
  const s = BigInt.asUintN(255, word).toString(16).padStart(64, '0');
  return `0x${r.slice(2)}${s}${(27n + (word >> 255n)).toString(16)}`.toLowerCase() as Signature;
}
