/** What the checks are given: rows of the database, and what the chain says. */
import type { ChainEvent, FinalReceipt, SignedTransaction } from '@evlock/chain';
import { type Address, type Bytes32, type Deployment, type Domain, domainOf, type Hex, Order } from '@evlock/protocol';
import { bytes } from '../database/columns.ts';
import type { CursorRow, EventRow, MeterRow, OfferRow, OutboxRow, TradeRow } from '../database/snapshot.ts';
import { ChainHistory } from './chain-history.ts';

/** The tables that are read whole; receipts and readings are read in pieces. */
export interface Tables {
  readonly cursor: CursorRow | undefined;
  readonly offers: readonly OfferRow[];
  readonly trades: readonly TradeRow[];
  readonly events: readonly EventRow[];
  readonly meters: readonly MeterRow[];
  readonly outbox: readonly OutboxRow[];
}

export interface ChainFacts {
  /** The newest finalized block that was read. */
  readonly head: number;
  /** All events up to the block that the database has taken in. */
  readonly events: readonly ChainEvent[];
  /** By transaction: of the events that open and end trades, and of the outbox. */
  readonly receipts: ReadonlyMap<Bytes32, FinalReceipt | undefined>;
  /** By raw bytes; undefined for what is no signed transaction. */
  readonly transactions: ReadonlyMap<Hex, SignedTransaction | undefined>;
}

export interface Facts {
  readonly deployment: Deployment;
  readonly domain: Domain;
  readonly tables: Tables;
  readonly chain: ChainFacts;
  readonly history: ChainHistory;
  readonly offerRows: ReadonlyMap<Bytes32, OfferRow>;
  readonly tradeRows: ReadonlyMap<Bytes32, TradeRow>;
  /** Orders whose bytes are those that their hash, or their trade's id, names. */
  readonly offers: ReadonlyMap<Bytes32, Order>;
  readonly bids: ReadonlyMap<Bytes32, Order>;
}

export function factsOf(deployment: Deployment, tables: Tables, chain: ChainFacts): Facts {
  const domain = domainOf(deployment);
  const named = (items: readonly (readonly [Bytes32, Hex])[]): Map<Bytes32, Order> =>
    new Map(
      items.flatMap(([digest, body]) => {
        const order = orderIn(body);
        return order && Order.digest(domain, order) === digest ? [[digest, order] as const] : [];
      }),
    );
  return {
    deployment,
    domain,
    tables,
    chain,
    history: new ChainHistory(chain.events),
    offerRows: new Map(tables.offers.map((row) => [row.hash, row])),
    tradeRows: new Map(tables.trades.map((row) => [row.id, row])),
    offers: named(tables.offers.map(({ hash, body }) => [hash, body])),
    bids: named(tables.trades.map(({ id, bid_body }) => [id, bid_body])),
  };
}

/** The order that a row holds; undefined when the bytes are none. */
export function orderIn(body: Hex): Order | undefined {
  try {
    return Order.decode(bytes(body));
  } catch {
    return undefined;
  }
}

/** The meter keys of a trade, from its signed orders or else from the chain. */
export function metersOf({ bids, offers, history }: Facts, tradeId: Bytes32): { buyer?: Address; seller?: Address } {
  const bid = bids.get(tradeId);
  const opened = history.trades.get(tradeId)?.opened;
  const buyer = bid?.meterKey ?? opened?.buyerMeter;
  const seller = (bid && offers.get(bid.counterOrder)?.meterKey) ?? opened?.sellerMeter;
  return { ...(buyer && { buyer }), ...(seller && { seller }) };
}
