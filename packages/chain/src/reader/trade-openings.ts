/** Finds a trade's opening, and has every endpoint show it in the block where one found it. */
import { type Bytes32, type Deployment, domainOf, Order, type TradeOrders } from '@evlock/protocol';
import { type AbiEvent, getAbiItem } from 'viem';
import { marketAbi } from '../contracts/abi.ts';
import { carriedOrders } from '../contracts/carried-trades.ts';
import type { ChainEvent } from '../contracts/chain-event.ts';
import { findEvents, provenEvents } from '../endpoints/endpoint-reads.ts';
import type { Head } from '../endpoints/head.ts';
import { comparable, disagrees } from '../endpoints/proof.ts';
import { sentCall } from './sent-call.ts';

type Opening = ChainEvent<'TradeOpened'>;

const tradeOpenedEvent = getAbiItem({ abi: marketAbi, name: 'TradeOpened' }) as AbiEvent;

/**
 * Blocks before the newest in which an unfinished trade can have been opened, at one a second: it starts within 48 h, lasts 12 h,
 * and can be claimed for 24 h. Searching from the deployment would take a query per thousand blocks.
 */
const OPENING_BLOCKS = (48 + 12 + 24) * 3_600;

/** The endpoint filters; a lying one could return any event. */
const isOpeningOf =
  (tradeId: Bytes32) =>
  (event: ChainEvent): event is Opening =>
    event.name === 'TradeOpened' && event.tradeId === tradeId;

export interface HashedOrder {
  readonly hash: Bytes32;
  readonly order: Order;
}

/** The trade an order became. */
export interface OpenedOrder {
  readonly tradeId: Bytes32;
  /** Null if the transaction that opened it encodes them in its own way. */
  readonly orders: TradeOrders | null;
}

export class TradeOpenings {
  readonly #deployment: Deployment;
  readonly #logRange: number;

  constructor(deployment: Deployment, logRange: number) {
    this.#deployment = deployment;
    this.#logRange = logRange;
  }

  /**
   * The opening as all endpoints show it. `undefined` while none finds it, or while one has not reached its block. Throws
   * `CHAIN_DISAGREES` when one shows that block without it, or with other content, `CHAIN_BEHIND` when one does not show all of
   * that block.
   */
  async find(heads: readonly Head[], tradeId: Bytes32, fromBlock: number): Promise<Opening | undefined> {
    const finder = await this.#finder(heads, tradeId, fromBlock);
    if (!finder) return undefined;
    const { block } = finder.found;
    if (heads.some((head) => head.block.number < block)) return undefined;
    const shown = heads.map(async (head) => {
      const events = await provenEvents(head, this.#deployment, { fromBlock: block, toBlock: block });
      const opening = events.find(isOpeningOf(tradeId));
      if (!opening) throw disagrees(finder.head.endpoint, head.endpoint, 'TradeOpened', block);
      return { head, opening };
    });
    const [first, ...others] = await Promise.all(shown);
    const other = others.find(({ opening }) => comparable(opening) !== comparable(first?.opening));
    if (first && other) throw disagrees(first.head.endpoint, other.head.endpoint, 'TradeOpened', block);
    return first?.opening;
  }

  /**
   * The trade that a meter's order became, and its orders from the transaction that opened it, as one endpoint tells it: a hint,
   * not proof, though every signature in it can be verified. Undefined if the endpoint finds none.
   */
  async ofOrder(
    { endpoint, block }: Head,
    { hash, order }: HashedOrder,
    fromBlock: number,
  ): Promise<OpenedOrder | undefined> {
    const args = order.side === 'bid' ? { tradeId: hash } : { sellerMeter: order.meterKey };
    const only = { event: tradeOpenedEvent, args };
    const filter = { fromBlock: Math.max(fromBlock, block.number - OPENING_BLOCKS), toBlock: block.number, only };
    const events = await findEvents(endpoint, this.#deployment, filter, this.#logRange);
    const opening = events.find(
      (event): event is Opening =>
        event.name === 'TradeOpened' && (order.side === 'bid' ? event.tradeId : event.offerHash) === hash,
    );
    if (!opening) return undefined;
    const { tradeId, transaction } = opening;
    const call = await sentCall(endpoint, transaction);
    const domain = domainOf(this.#deployment);
    const carried = call ? carriedOrders(this.#deployment, call) : [];
    return { tradeId, orders: carried.find(({ bid }) => Order.digest(domain, bid.order) === tradeId) ?? null };
  }

  /** Found through the endpoint's log index: if this one lacks it, another may have it. */
  async #finder(heads: readonly Head[], tradeId: Bytes32, fromBlock: number) {
    const only = { event: tradeOpenedEvent, args: { tradeId } };
    const searches = heads.map(async (head) => {
      const toBlock = head.block.number;
      const filter = { fromBlock: Math.max(fromBlock, toBlock - OPENING_BLOCKS), toBlock, only };
      const found = (await findEvents(head.endpoint, this.#deployment, filter, this.#logRange)).find(
        isOpeningOf(tradeId),
      );
      return found && { head, found };
    });
    return (await Promise.all(searches)).find((one) => one !== undefined);
  }
}
