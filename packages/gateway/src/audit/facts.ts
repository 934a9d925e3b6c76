/** The checks' input: database rows, and what the chain says. */
import type { CarriedTrade, ChainEvent, FinalReceipt, SignedTransaction } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Deployment,
  type Domain,
  domainOf,
  type Energy,
  type Hex,
  Order,
  type Ppm,
} from '@evlock/protocol';
import { bytes } from '../database/columns.ts';
import type {
  AccountRow,
  CursorRow,
  DeviceRow,
  EventRow,
  FaultRow,
  GasChargeRow,
  MeterRow,
  OfferRow,
  OutboxRow,
  SignedOrderRow,
  TradeRow,
} from '../database/snapshot.ts';
import { ChainHistory } from './chain-history.ts';
import { ReputationLedger, type ReputationRules } from './reputation-ledger.ts';

/** The tables read whole; receipts and readings are read in pieces. */
export interface Tables {
  readonly cursor: CursorRow | undefined;
  readonly offers: readonly OfferRow[];
  readonly signedOrders: readonly SignedOrderRow[];
  readonly trades: readonly TradeRow[];
  readonly meterFaults: readonly FaultRow[];
  readonly devices: readonly DeviceRow[];
  readonly gasCharges: readonly GasChargeRow[];
  readonly events: readonly EventRow[];
  readonly meters: readonly MeterRow[];
  readonly accounts: readonly AccountRow[];
  readonly outbox: readonly OutboxRow[];
}

export interface ChainFacts {
  /** The newest finalized block that was read. */
  readonly head: number;
  /** All events up to `until`, the last block the database has indexed. */
  readonly events: readonly ChainEvent[];
  readonly until: number;
  /** By transaction: those of events that open and end trades, and of the outbox. */
  readonly receipts: ReadonlyMap<Bytes32, FinalReceipt | undefined>;
  /** By raw bytes; undefined if not a signed transaction. */
  readonly transactions: ReadonlyMap<Hex, SignedTransaction | undefined>;
  /** By transaction: the calldata contents of those that claim and settle, whoever sent them. */
  readonly carried: ReadonlyMap<Bytes32, readonly CarriedTrade[]>;
  /** Least energy of a trade that affects reputation. */
  readonly minimumReputationLot: Energy;
}

export interface Facts {
  readonly deployment: Deployment;
  readonly domain: Domain;
  readonly tables: Tables;
  readonly chain: ChainFacts;
  readonly history: ChainHistory;
  /** By transaction: the gas of each trade it opens or ends. */
  readonly gas: ReadonlyMap<Bytes32, number>;
  readonly offerRows: ReadonlyMap<Bytes32, OfferRow>;
  readonly tradeRows: ReadonlyMap<Bytes32, TradeRow>;
  /** Orders whose bytes match their hash, or their trade's id. */
  readonly offers: ReadonlyMap<Bytes32, Order>;
  readonly bids: ReadonlyMap<Bytes32, Order>;
  readonly reputationRules: ReputationRules;
  readonly reputation: ReputationLedger;
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
  const offers = named(tables.offers.map(({ hash, body }) => [hash, body]));
  const bids = named(tables.trades.map(({ id, bid_body }) => [id, bid_body]));
  const reputationRules = rulesOf(chain, bids, offers);
  return {
    deployment,
    domain,
    tables,
    chain,
    history: new ChainHistory(chain.events),
    gas: gasShares(chain),
    offerRows: new Map(tables.offers.map((row) => [row.hash, row])),
    tradeRows: new Map(tables.trades.map((row) => [row.id, row])),
    offers,
    bids,
    reputationRules,
    reputation: new ReputationLedger(reputationRules, chain.events),
  };
}

/** Loss bands are in the orders: from the database, or from the chain. */
function rulesOf(
  { carried, minimumReputationLot }: ChainFacts,
  bids: ReadonlyMap<Bytes32, Order>,
  offers: ReadonlyMap<Bytes32, Order>,
): ReputationRules {
  const sent = new Map([...carried.values()].flat().map((trade) => [trade.tradeId, trade]));
  const bandOf = (tradeId: Bytes32): Ppm | undefined => {
    const bid = bids.get(tradeId) ?? sent.get(tradeId)?.bid;
    const offer = (bid && offers.get(bid.counterOrder)) ?? sent.get(tradeId)?.offer;
    return bid && offer && (Math.min(bid.lossBandPpm, offer.lossBandPpm) as Ppm);
  };
  return { minimumLot: minimumReputationLot, bandOf };
}

/** The order in a row; undefined when the bytes are invalid. */
export function orderIn(body: Hex): Order | undefined {
  try {
    return Order.decode(bytes(body));
  } catch {
    return undefined;
  }
}

/** A trade's meter keys, from its signed orders or else from the chain. */
export function metersOf({ bids, offers, history }: Facts, tradeId: Bytes32): { buyer?: Address; seller?: Address } {
  const bid = bids.get(tradeId);
  const opened = history.trades.get(tradeId)?.opened;
  const buyer = bid?.meterKey ?? opened?.buyerMeter;
  const seller = (bid && offers.get(bid.counterOrder)?.meterKey) ?? opened?.sellerMeter;
  return { ...(buyer && { buyer }), ...(seller && { seller }) };
}

/** Events that open or end a trade, whose rows show its gas. */
export const SHOWS_GAS: ReadonlySet<string> = new Set(['TradeOpened', 'TradeSettled', 'TradeExpired']);

/**
 * By transaction: the gas of each trade it opens or ends, split among them. Deliberately independent of the indexer: an audit
 * reusing the indexer's arithmetic would miss its mistakes.
 */
function gasShares({ events, receipts }: ChainFacts): Map<Bytes32, number> {
  const shown = Map.groupBy(
    events.filter(({ name }) => SHOWS_GAS.has(name)),
    ({ transaction }) => transaction,
  );
  return new Map(
    [...shown].flatMap(([transaction, { length }]) => {
      const gas = receipts.get(transaction)?.gas;
      return gas === undefined ? [] : [[transaction, Math.ceil(gas / length)]];
    }),
  );
}
