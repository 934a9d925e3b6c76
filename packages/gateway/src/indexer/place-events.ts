/** Which trade an event belongs to, and what gas its transaction took. */
import type { ChainEvent, ChainReader } from '@evlock/chain';
import { type Bytes32, EvlockError } from '@evlock/protocol';
import type { PlacedEvent } from '../database/projection.ts';

/**
 * The trade that each event changes, in the same order. The contract moves reputation right after it ends a trade, in the
 * same transaction.
 */
export function tradesOf(events: readonly ChainEvent[]): (Bytes32 | null)[] {
  let ended: ChainEvent<'TradeSettled' | 'TradeExpired'> | undefined;
  return events.map((event) => {
    switch (event.name) {
      case 'TradeSettled':
      case 'TradeExpired':
        ended = event;
        return event.tradeId;
      case 'TradeOpened':
      case 'Claimed':
      case 'MetersFreed':
        return event.tradeId;
      case 'ReputationChanged':
        return ended?.transaction === event.transaction ? ended.tradeId : null;
      default:
        return null;
    }
  });
}

const SHOWS_GAS: ReadonlySet<ChainEvent['name']> = new Set(['TradeOpened', 'TradeSettled', 'TradeExpired'] as const);

/**
 * The events with their trades, and gas where it is shown: the trades of a batch share its gas, as the audit works out independently
 * (`audit/facts.ts`). Throws `CHAIN_BEHIND` while a transaction's receipt is not there.
 */
export async function placeEvents(
  chain: Pick<ChainReader, 'transactionReceipt'>,
  events: readonly ChainEvent[],
): Promise<PlacedEvent[]> {
  const trades = tradesOf(events);
  const gas = new Map<Bytes32, number>();
  const shown = Map.groupBy(
    events.filter(({ name }) => SHOWS_GAS.has(name)),
    ({ transaction }) => transaction,
  );
  for (const [transaction, { length }] of shown) {
    const receipt = await chain.transactionReceipt(transaction);
    if (!receipt) throw new EvlockError('CHAIN_BEHIND', { missing: 'transaction receipt', transaction });
    gas.set(transaction, Math.ceil(receipt.gas / length));
  }
  return events.map((event, index) => ({
    event,
    tradeId: trades[index] ?? null,
    gas: SHOWS_GAS.has(event.name) ? (gas.get(event.transaction) ?? null) : null,
  }));
}
