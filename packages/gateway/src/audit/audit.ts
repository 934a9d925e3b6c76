/**
 * The audit: every row checked against what meters and owners signed and what the chain says. The database is not trusted; the
 * chain is believed as the endpoint reports it.
 */
import type { AuditStage, Bytes32, Clock, Deployment } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { type Snapshot, withSnapshot } from '../database/snapshot.ts';
import { checkDevices, checkGasCharges } from './check-accounts.ts';
import { checkAccounts, checkCursor, checkEvents, checkMeters } from './check-chain-tables.ts';
import { checkFaults } from './check-faults.ts';
import { checkOffers, checkTrades } from './check-orders.ts';
import { checkOutbox } from './check-outbox.ts';
import { ReadingCheck } from './check-readings.ts';
import { checkReceipts, checkStray, submittedReceipts } from './check-receipts.ts';
import { checkReputation } from './check-reputation.ts';
import { checkSignedOrders } from './check-signed-orders.ts';
import { checkStanding } from './check-standing.ts';
import type { Difference } from './difference.ts';
import { type Facts, factsOf } from './facts.ts';
import { type AuditedChain, readChain, readTables } from './read-facts.ts';

export interface AuditModules {
  readonly database: Database;
  readonly chain: AuditedChain;
  readonly clock: Clock;
  /** Called with each stage as it begins. */
  readonly onStage?: (stage: AuditStage) => void;
}

export interface AuditReport {
  /** The last block the database has indexed. */
  readonly block: number;
  /** How many of each were checked. */
  readonly checked: {
    readonly offers: number;
    readonly trades: number;
    readonly receipts: number;
    readonly readings: number;
    readonly events: number;
    readonly meters: number;
    readonly transactions: number;
    readonly accounts: number;
  };
  /** Trades claimed or settled by receipts found neither here nor in plain calldata: these cannot be recomputed. */
  readonly unproven: readonly Bytes32[];
  readonly differences: readonly Difference[];
}

/** The checks on tables that are read whole, in reporting order. */
const checks: readonly ((facts: Facts) => Difference[])[] = [
  checkCursor,
  checkEvents,
  checkMeters,
  checkAccounts,
  checkOffers,
  checkTrades,
  checkSignedOrders,
  checkFaults,
  checkDevices,
  checkOutbox,
  checkGasCharges,
  checkReputation,
];

const STRAY_RECEIPTS = 1_000;

/**
 * Read-only, in one snapshot; a running gateway is not disturbed. Throws `DATABASE_UNREACHABLE`, `CHAIN_UNREACHABLE`,
 * `CHAIN_WRONG_NETWORK`. Differences are not failures here: they are the result.
 */
export function audit(deployment: Deployment, modules: AuditModules): Promise<AuditReport> {
  const { onStage = () => {} } = modules;
  return withSnapshot(modules.database, async (snapshot) => {
    onStage('tables');
    const tables = await readTables(snapshot);
    onStage('chain');
    const facts = factsOf(deployment, tables, await readChain(deployment, tables, modules));
    onStage('receipts');
    const receipts = await auditReceipts(facts, snapshot);
    onStage('readings');
    const readings = await auditReadings(facts, snapshot);
    onStage('accounts');
    const standing = await checkStanding(facts, modules.chain);
    onStage('checks');
    return {
      block: Number(tables.cursor?.block ?? 0),
      checked: {
        offers: tables.offers.length,
        trades: tables.trades.length,
        receipts: receipts.count,
        readings: readings.count,
        events: facts.chain.events.length,
        meters: tables.meters.length,
        transactions: tables.outbox.length,
        accounts: standing.accounts,
      },
      unproven: receipts.unproven,
      differences: [
        ...checks.flatMap((check) => check(facts)),
        ...receipts.differences,
        ...readings.differences,
        ...standing.differences,
      ],
    };
  });
}

async function auditReceipts(facts: Facts, snapshot: Snapshot) {
  const submitted = submittedReceipts(facts.tables.outbox);
  const stray = await snapshot.strayReceipts(STRAY_RECEIPTS);
  const differences: Difference[] = checkStray(stray);
  const unproven: Bytes32[] = [];
  let count = stray.length;
  // Includes trades only the chain knows: someone else opened them.
  for (const id of new Set([...facts.tradeRows.keys(), ...facts.history.trades.keys()])) {
    const rows = await snapshot.receipts(id);
    const found = checkReceipts(facts, submitted, id, rows);
    differences.push(...found.differences);
    if (found.unproven) unproven.push(id);
    count += rows.length;
  }
  return { count, differences, unproven };
}

async function auditReadings(facts: Facts, snapshot: Snapshot) {
  const check = new ReadingCheck(facts);
  const differences: Difference[] = [];
  let count = 0;
  for await (const rows of snapshot.readings()) {
    differences.push(...check.take(rows));
    count += rows.length;
  }
  return { count, differences };
}
