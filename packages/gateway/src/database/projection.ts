/** Applies the chain's events to trades, offers and meters. The only writer of on-chain state. */
import type { ChainEvent } from '@evlock/chain';
import type { Bytes32 } from '@evlock/protocol';
import { bytes } from './columns.ts';
import { projectMovements } from './movements.ts';
import type { Statements } from './statements.ts';

/** An event together with what it belongs to. */
export interface PlacedEvent {
  readonly event: ChainEvent;
  /** The trade that it changes; of `ReputationChanged` the one whose end moved it. */
  readonly tradeId: Bytes32 | null;
  /** Of its whole transaction, where it opens or ends a trade. */
  readonly gas: number | null;
}

/** Trades and offers that events changed. */
export interface Touched {
  readonly trades: Set<Bytes32>;
  readonly offers: Set<Bytes32>;
}

export const nothingTouched = (): Touched => ({ trades: new Set(), offers: new Set() });

/** Applies one event; `touched` collects what changed. */
export async function project(statements: Statements, placed: PlacedEvent, touched: Touched): Promise<void> {
  await projectTrade(statements, placed, touched);
  await projectOffers(statements, placed.event, touched);
  await projectMeters(statements, placed.event);
  await projectAccounts(statements, placed.event);
  await projectMovements(statements, placed.event);
}

export async function projectTrade(statements: Statements, placed: PlacedEvent, touched: Touched): Promise<void> {
  const { event, tradeId } = placed;
  if (tradeId === null) return;
  touched.trades.add(tradeId);
  switch (event.name) {
    case 'TradeOpened':
      return openTrade(statements, event, placed.gas, touched);
    case 'Claimed':
      return claimTrade(statements, event);
    case 'TradeSettled':
      return endTrade(statements, 'settled', event, placed.gas);
    case 'TradeExpired':
      return endTrade(statements, 'expired', { ...event, delivered: 0n, paid: 0n }, placed.gas);
    case 'ReputationChanged':
      return moveReputation(statements, tradeId, event);
    case 'MetersFreed':
      await statements.query('UPDATE trades SET freed = true WHERE id = $1', [bytes(tradeId)]);
  }
}

/** The chain decides which bid bought an offer: another that waits for the same one has failed. */
async function openTrade(
  statements: Statements,
  event: ChainEvent<'TradeOpened'>,
  gas: number | null,
  touched: Touched,
): Promise<void> {
  const losers = await statements.query<{ id: Bytes32 }>(
    `UPDATE trades SET state = 'failed', error = 'ORDER_TAKEN'
     WHERE offer_hash = $1 AND id <> $2 AND state = 'signed' RETURNING id`,
    [bytes(event.offerHash), bytes(event.tradeId)],
  );
  for (const { id } of losers) touched.trades.add(id);
  await statements.query(
    `UPDATE trades SET state = 'open', error = NULL,
       opened_transaction = $2, opened_block = $3, opened_time = $4, opened_gas = $5
     WHERE id = $1`,
    [bytes(event.tradeId), bytes(event.transaction), event.block, event.time, gas],
  );
}

async function claimTrade(statements: Statements, event: ChainEvent<'Claimed'>): Promise<void> {
  const columns =
    event.role === 'buyer' ? ['buyer_claim', 'buyer_claim_final'] : ['seller_claim', 'seller_claim_final'];
  await statements.query(`UPDATE trades SET state = 'claimed', ${columns[0]} = $2, ${columns[1]} = $3 WHERE id = $1`, [
    bytes(event.tradeId),
    event.energy,
    event.final,
  ]);
}

interface Ending {
  readonly tradeId: Bytes32;
  readonly transaction: Bytes32;
  readonly block: number;
  readonly time: number;
  readonly delivered: bigint;
  readonly paid: bigint;
  readonly refunded: bigint;
}

async function endTrade(
  statements: Statements,
  state: 'settled' | 'expired',
  ending: Ending,
  gas: number | null,
): Promise<void> {
  await statements.query(
    `UPDATE trades SET state = $2, error = NULL,
       ended_transaction = $3, ended_block = $4, ended_time = $5, ended_gas = $6,
       delivered = $7, paid = $8, refunded = $9, buyer_reputation = 0, seller_reputation = 0
     WHERE id = $1`,
    [
      bytes(ending.tradeId),
      state,
      bytes(ending.transaction),
      ending.block,
      ending.time,
      gas,
      ending.delivered,
      ending.paid,
      ending.refunded,
    ],
  );
}

async function moveReputation(
  statements: Statements,
  tradeId: Bytes32,
  event: ChainEvent<'ReputationChanged'>,
): Promise<void> {
  await statements.query(
    `UPDATE trades SET
       buyer_reputation = buyer_reputation + CASE WHEN buyer_account = $2 THEN $3::int ELSE 0 END,
       seller_reputation = seller_reputation + CASE WHEN seller_account = $2 THEN $3::int ELSE 0 END
     WHERE id = $1`,
    [bytes(tradeId), bytes(event.account), event.change],
  );
}

export async function projectOffers(statements: Statements, event: ChainEvent, touched: Touched): Promise<void> {
  const changed = async (sql: string, values: readonly unknown[]): Promise<void> => {
    for (const { hash } of await statements.query<{ hash: Bytes32 }>(sql, values)) touched.offers.add(hash);
  };
  switch (event.name) {
    case 'TradeOpened':
      return changed('UPDATE offers SET opened_trade = $2 WHERE hash = $1 RETURNING hash', [
        bytes(event.offerHash),
        bytes(event.tradeId),
      ]);
    case 'Cancelled':
      return changed('UPDATE offers SET cancelled = true WHERE hash = $1 RETURNING hash', [bytes(event.orderHash)]);
    case 'NoncesCancelled':
      return changed(
        `UPDATE offers SET cancelled = true
         WHERE meter_key = $1 AND nonce < $2 AND opened_trade IS NULL AND NOT cancelled RETURNING hash`,
        [bytes(event.meterKey), event.minNonce],
      );
  }
}

export async function projectMeters(statements: Statements, event: ChainEvent): Promise<void> {
  switch (event.name) {
    case 'Enrolled':
      await statements.query(
        `INSERT INTO chain_meters (meter_key, account, active, suspended) VALUES ($1, $2, $3, false)
         ON CONFLICT (meter_key) DO UPDATE SET account = $2, active = $3`,
        [bytes(event.meterKey), bytes(event.account), event.active],
      );
      return;
    case 'Suspended':
    case 'Resumed':
      await statements.query('UPDATE chain_meters SET suspended = $2 WHERE meter_key = $1', [
        bytes(event.meterKey),
        event.name === 'Suspended',
      ]);
      return;
    case 'Replaced':
      await statements.query('UPDATE chain_meters SET active = false, replaced_by = $2 WHERE meter_key = $1', [
        bytes(event.oldMeterKey),
        bytes(event.newMeterKey),
      ]);
      await statements.query('UPDATE chain_meters SET active = true WHERE meter_key = $1', [bytes(event.newMeterKey)]);
      return;
  }
}

/** Reputation is an account's, whatever meter it has. */
export async function projectAccounts(statements: Statements, event: ChainEvent): Promise<void> {
  if (event.name !== 'ReputationChanged') return;
  await statements.query(
    `INSERT INTO chain_accounts (account, reputation) VALUES ($1, $2)
     ON CONFLICT (account) DO UPDATE SET reputation = $2`,
    [bytes(event.account), event.reputation],
  );
}
