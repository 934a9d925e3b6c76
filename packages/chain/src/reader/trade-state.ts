/**
 * A trade's state, as one endpoint shows it. The market keeps a trade only while it is open or claimed; that it ended, and how,
 * is shown only by its event, in a block whose receipts are all present.
 */
import { type Bytes32, type Claim, type Deployment, energy, type TradeOnChain, timestamp } from '@evlock/protocol';
import { type AbiEvent, getAbiItem } from 'viem';
import { marketAbi } from '../contracts/abi.ts';
import type { ChainEvent } from '../contracts/chain-event.ts';
import type { OrderPlace, TradePlace } from '../contracts/on-chain.ts';
import { askAt, findEvents, provenEvents, readView } from '../endpoints/endpoint-reads.ts';
import type { Head } from '../endpoints/head.ts';
import { notKnown } from '../endpoints/proof.ts';

/** From the market's lanes. `CLOSED` is a leftover that may vanish at any time, and does not say how it closed. */
const TRADE_STATES = ['none', 'open', 'claimed', 'none'] as const;
const CLOSED = 3;

type LifeEvent = ChainEvent<'TradeOpened' | 'TradeSettled' | 'TradeExpired'>;
/** Endings first: they say the most. */
const LIFE = ['TradeSettled', 'TradeExpired', 'TradeOpened'] as const satisfies readonly LifeEvent['name'][];

const eventNamed = (name: LifeEvent['name']): AbiEvent => getAbiItem({ abi: marketAbi, name }) as AbiEvent;

/**
 * State and claims of a trade at the head. `none`: its bid's nonce is free, so it was never opened; or the nonce is spent and the
 * endpoint finds no event of the trade, as after a cancel. Throws `CHAIN_BEHIND` when the endpoint shows a trade neither open nor
 * ended, though it was opened; and as `Endpoint.ask`.
 */
export async function tradeAt(head: Head, deployment: Deployment, trade: TradePlace): Promise<TradeOnChain> {
  const { meterKey, nonce } = trade.buyer;
  const market = { address: deployment.market, abi: marketAbi } as const;
  const [stored, past] = await askAt(head, async (at) => {
    const [stored, spent] = await Promise.all([
      readView(at, { ...market, functionName: 'trade', args: [meterKey, trade.id] }),
      readView(at, { ...market, functionName: 'isNonceSpent', args: [meterKey, nonce] }),
    ]);
    const { buyerClaimed, buyerEnergy, buyerFinal, sellerClaimed, sellerEnergy, sellerFinal, busyUntil } = stored;
    const state = TRADE_STATES[stored.state] ?? 'none';
    const buyer = claimOf(buyerClaimed, buyerEnergy, buyerFinal);
    const seller = claimOf(sellerClaimed, sellerEnergy, sellerFinal);
    const isFreeable = busyUntil > head.block.time && (state === 'none' || buyerFinal || sellerFinal);
    const busy = isFreeable ? { busyUntil: timestamp(busyUntil) } : {};
    const known = { state, ...(buyer && { buyer }), ...(seller && { seller }), ...busy };
    return [known, { isSpent: spent, isClosed: stored.state === CLOSED }] as const;
  });
  if (stored.state !== 'none') return stored;
  if (!past.isSpent && !past.isClosed) return { state: stored.state };
  const ended = await pastOf(head, deployment, trade.id);
  // It ended, and the endpoint does not show how; it was not left unopened.
  if (ended.state === 'none' && past.isClosed) throw notKnown(head.endpoint, 'end of the trade', head.block.number);
  return { ...stored, ...ended };
}

/** Whether an order's nonce is spent at the head, by a trade or a cancel. Throws as `Endpoint.ask`. */
export const isNonceSpentAt = (
  head: Head,
  { market }: Deployment,
  { meterKey, nonce }: Pick<OrderPlace, 'meterKey' | 'nonce'>,
): Promise<boolean> =>
  askAt(head, (at) =>
    readView(at, { address: market, abi: marketAbi, functionName: 'isNonceSpent', args: [meterKey, nonce] }),
  );

const claimOf = (claimed: boolean, amount: bigint, final: boolean): Claim | undefined =>
  claimed ? { energy: energy(amount), final } : undefined;

/** The outcome of a trade the market no longer keeps. */
async function pastOf(head: Head, deployment: Deployment, tradeId: Bytes32): Promise<TradeOnChain> {
  const isOfTrade = (event: ChainEvent): event is LifeEvent =>
    LIFE.some((name) => name === event.name) && (event as LifeEvent).tradeId === tradeId;
  for (const name of LIFE) {
    const only = { event: eventNamed(name), args: { tradeId } };
    const filter = { fromBlock: deployment.block, toBlock: head.block.number, only };
    // One query over all blocks, as far as the provider allows: the trade id is indexed.
    const found = await findEvents(head.endpoint, deployment, filter, Number.MAX_SAFE_INTEGER);
    // The endpoint filters; a lying one could return any event.
    const [hint] = found.filter((event) => event.name === name && isOfTrade(event));
    if (!hint) continue;
    if (name === 'TradeOpened') throw notKnown(head.endpoint, 'end of the trade', head.block.number);
    const { block } = hint;
    const proven = (await provenEvents(head, deployment, { fromBlock: block, toBlock: block })).filter(isOfTrade);
    if (!proven.some((event) => event.name === name)) throw notKnown(head.endpoint, name, block);
    return { state: name === 'TradeSettled' ? 'settled' : 'expired' };
  }
  return { state: 'none' };
}
