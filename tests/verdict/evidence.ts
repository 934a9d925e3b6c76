/** Everything that chain, database and meters record about a community once all its trades are over. */
import type { ChainEvent } from '@evlock/chain';
import type { Community } from '@evlock/community';
import { type Acknowledged, acknowledgedTo } from './acknowledgements.ts';
import { type Records, readRecords } from './database.ts';
import { type MeterReceipt, MeterStore, type MeterTrade } from './meter-store.ts';
import { type Sent, sentBySubmitter } from './sent.ts';

export type Opened = ChainEvent<'TradeOpened'>;
export type Ended = ChainEvent<'TradeSettled'> | ChainEvent<'TradeExpired'>;

export interface MeterWitness {
  readonly name: string;
  readonly trades: readonly MeterTrade[];
  /** Of each side the newest and the final ones. */
  readonly receipts: readonly MeterReceipt[];
  /** Trades whose newest own receipt the gateway has not acknowledged. */
  readonly waiting: ReadonlySet<string>;
  readonly acknowledged: readonly Acknowledged[];
  /** On chain. */
  readonly reputation: number;
  readonly balance: bigint;
  readonly locked: bigint;
}

export interface Evidence {
  /** In the order of the chain. */
  readonly events: readonly ChainEvent[];
  readonly records: Records;
  readonly sent: readonly Sent[];
  /** By meter key. */
  readonly meters: ReadonlyMap<string, MeterWitness>;
}

export async function gather(community: Community): Promise<Evidence> {
  const { reader } = community;
  const { number } = await reader.finalized();
  const witnesses = [...community.households.values()].map(async (household): Promise<[string, MeterWitness]> => {
    const store = new MeterStore(household);
    const { balance, locked, reputation } = await reader.account(household.account);
    const witness = {
      name: household.name,
      trades: store.trades(),
      receipts: store.receipts(),
      waiting: store.unacknowledged(),
      acknowledged: await acknowledgedTo(community, household),
      reputation,
      balance,
      locked,
    };
    return [household.meterKey, witness];
  });
  return {
    events: await reader.events(community.deployment.block, number),
    records: await readRecords(community),
    sent: await sentBySubmitter(community),
    meters: new Map(await Promise.all(witnesses)),
  };
}

const isEnd = (event: ChainEvent): event is Ended => event.name === 'TradeSettled' || event.name === 'TradeExpired';

export const openedTrades = ({ events }: Evidence): Opened[] =>
  events.filter((event): event is Opened => event.name === 'TradeOpened');

export const endsOf = ({ events }: Evidence, tradeId: string): Ended[] =>
  events.filter(isEnd).filter((end) => end.tradeId === tradeId);

/** What one event paid on chain. */
export const paidBy = (end: Ended): { delivered: bigint; paid: bigint; refunded: bigint } =>
  end.name === 'TradeSettled' ? end : { delivered: 0n, paid: 0n, refunded: end.refunded };
