/** The tables that mirror the chain: cursor, events, meters. */
import { toJson } from '@evlock/protocol';
import { type Columns, compareRow, type Difference, missingRow, strayRow, type Value } from './difference.ts';
import { type Facts, SHOWS_GAS } from './facts.ts';

/** The database was filled from this chain and market, and is not ahead of them. */
export function checkCursor({ tables, deployment, chain }: Facts): Difference[] {
  const place = { check: 'cursor', table: 'chain_cursor', key: 'true' };
  const { cursor, events } = tables;
  if (!cursor) return [missingRow(place)];
  const differences = compareRow(place, { ...cursor }, { chain_id: deployment.chainId, market: deployment.market });
  const recorded = String(cursor.block);
  const newest = events.at(-1)?.block ?? 0n;
  const bound = (expected: string): Difference => ({ ...place, field: 'block', recorded, expected });
  if (cursor.block > BigInt(chain.head)) differences.push(bound(`at most ${chain.head}`));
  if (cursor.block < newest) differences.push(bound(`at least ${newest}`));
  return differences;
}

/** Every event matches the chain, none is missing and none was added. */
export function checkEvents({ tables, chain, history, gas: shares }: Facts): Difference[] {
  const place = (key: string) => ({ check: 'events', table: 'chain_events', key });
  const rows = new Map(tables.events.map((row) => [`${row.block}/${row.log_index}`, row]));
  const differences = chain.events.flatMap((event) => {
    const { block, blockHash, time, transaction, logIndex, name, ...fields } = event;
    const key = `${block}/${logIndex}`;
    const row = rows.get(key);
    rows.delete(key);
    if (!row) return [missingRow(place(key), name)];
    const gas = SHOWS_GAS.has(name) ? shares.get(transaction) : null;
    const columns: Columns = {
      block_hash: blockHash,
      transaction,
      time,
      name,
      trade_id: history.tradeOf.get(event),
      meter_key: 'meterKey' in event ? event.meterKey : null,
      gas,
    };
    return [...compareRow(place(key), row, columns), ...compareRow(place(key), flat(row.fields), flat(fields))];
  });
  return [...differences, ...[...rows.keys()].map((key) => strayRow(place(key)))];
}

const flat = (fields: object): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(JSON.parse(toJson(fields)) as Record<string, Value>).map(([name, value]) => [
      `fields.${name}`,
      value,
    ]),
  );

/** Every meter matches the registry's events. */
export function checkMeters({ tables, history }: Facts): Difference[] {
  const place = (key: string) => ({ check: 'meters', table: 'chain_meters', key });
  const rows = new Map(tables.meters.map((row) => [row.meter_key, row]));
  const differences = [...history.meters].flatMap(([meterKey, meter]) => {
    const row = rows.get(meterKey);
    rows.delete(meterKey);
    if (!row) return [missingRow(place(meterKey))];
    const { account, active, suspended, replacedBy } = meter;
    return compareRow(place(meterKey), row, { account, active, suspended, replaced_by: replacedBy });
  });
  return [...differences, ...[...rows.keys()].map((key) => strayRow(place(key)))];
}

/** Every account whose reputation ever changed has what its trades gave it. */
export function checkAccounts({ tables, chain, reputation: ledger }: Facts): Difference[] {
  const place = (key: string) => ({ check: 'accounts', table: 'chain_accounts', key });
  const rows = new Map(tables.accounts.map((row) => [row.account, row]));
  const moved = chain.events.flatMap((event) => (event.name === 'ReputationChanged' ? [event.account] : []));
  const differences = [...new Set(moved)].flatMap((account) => {
    const row = rows.get(account);
    rows.delete(account);
    if (!row) return [missingRow(place(account))];
    return compareRow(place(account), { ...row }, { reputation: ledger.reputation.get(account) });
  });
  return [...differences, ...[...rows.keys()].map((key) => strayRow(place(key)))];
}
