/** Alters every column of every audited table, one at a time: the audit names exactly that row. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditFixture } from '../support/audit-fixture.ts';

let fixture: AuditFixture;
beforeAll(async () => {
  fixture = await AuditFixture.start();
});
afterAll(() => fixture.stop());

/** One row per table, and its key as the audit writes it. */
const ROWS: Readonly<Record<string, { where: string; key: string }>> = {
  chain_cursor: { where: 'true', key: `'true'` },
  offers: { where: 'opened_trade IS NOT NULL', key: `'0x' || encode(hash, 'hex')` },
  trades: { where: `state = 'settled'`, key: `'0x' || encode(id, 'hex')` },
  receipts: {
    where: `final AND role = 'buyer'`,
    key: `'0x' || encode(trade_id, 'hex') || '/' || role || '/' || sequence`,
  },
  readings: { where: 'sequence = 2', key: `'0x' || encode(meter_key, 'hex') || '/' || sequence` },
  chain_events: { where: `name = 'TradeSettled'`, key: `block || '/' || log_index` },
  chain_meters: { where: 'active', key: `'0x' || encode(meter_key, 'hex')` },
  chain_accounts: { where: 'true', key: `'0x' || encode(account, 'hex')` },
  signed_orders: { where: 'true', key: `'0x' || encode(meter_key, 'hex') || '/' || nonce` },
  meter_faults: { where: 'true', key: `'0x' || encode(meter_key, 'hex') || '/' || code` },
  device: { where: 'true', key: `'0x' || encode(device_id, 'hex')` },
  gas_charges: {
    where: `key LIKE 'open:%'`,
    key: `chain_id || '/0x' || encode(sender, 'hex') || '/' || key || '/0x' || encode(account, 'hex')`,
  },
  outbox: {
    where: `label = 'settleFinal'`,
    key: `chain_id || '/0x' || encode(sender, 'hex') || '/' || key`,
  },
};

/** Tables with nothing signed and nothing on chain, and why that is harmless. */
const NOT_AUDITED: Readonly<Record<string, string>> = {
  device_certificate: 'certificates the gateway issued: a wrong row locks a meter out',
  enrolment_code: 'hashes of codes the operator issued',
  enrolment_file: "devices' evidence: the operator verifies each before it goes on chain",
  device_record: 'decisions on devices: a wrong row locks a meter out, or lets in one the chain refuses',
  owner_session: 'hashes of tokens, which expire on their own',
  device_passkey: 'who may sign in: what a passkey approves is checked in the secure world',
  standing_orders: "mandates and rules as they arrived: the meter keeps its own, within the secure world's caps",
  movements: 'made from the chain events, which are audited; owners check each against the chain',
  operator: "the operator's people: a wrong row locks one out, or lets one see and refuse",
  operator_passkey: "what the operator's people sign in with: nothing on chain follows from it",
  operator_session: 'hashes of tokens, which expire on their own',
  operator_sign_up: 'hashes of codes, which expire on their own',
  operator_record: 'what people did: the database lets rows be added only',
  audit_run: 'results of audits, as reported',
  migration: 'the history of the schema, which the gateway checks at every start',
};

/** The gateway's own unsigned notes: its clock, and why its last attempt failed. */
const NOT_SIGNED = ['offers.placed', 'trades.ordered', 'trades.error', 'receipts.received', 'chain_cursor.time'];
/** The registry knows a device's key and account; a wrong value elsewhere only locks out a meter or its owner. */
const OF_DEVICE = ['security_class', 'passkey_x', 'passkey_y', 'certificate_serial', 'certificate_expires', 'state'];
const NOTES = [
  ...NOT_SIGNED,
  ...[...OF_DEVICE, 'requested'].map((column) => `device.${column}`),
  ...['outbox.error', 'chain_cursor.single', 'meter_faults.found', 'gas_charges.day', 'gas_charges.expected'],
  // For which standing order it was signed; the secure world counts for itself.
  'signed_orders.mandate_id',
];

const CHANGES: Readonly<Record<string, string>> = {
  bytea: 'set_byte(%, 0, (get_byte(%, 0) + 1) % 256)',
  int8: '% + 1',
  int4: '% + 1',
  numeric: '% + 1',
  bool: 'NOT %',
  'chain_cursor.block': '0',
  'trades.state': `'open'`,
  'receipts.role': `'seller'`,
  'receipts.cause': `'stopped-by-owner'`,
  'chain_events.name': `'TradeExpired'`,
  'chain_events.fields': `jsonb_set(%, '{paid}', '"1"')`,
  'outbox.label': `'claim'`,
  'outbox.error': `'{}'`,
  'outbox.items': `'[]'`,
  'trades.error': `'INTERNAL'`,
  'trades.offer_hash': '(SELECT hash FROM offers WHERE cancelled LIMIT 1)',
  'outbox.state': `'reverted'`,
  'outbox.attempts': `jsonb_set(%, '{0,transaction}', to_jsonb('0x' || repeat('11', 32)))`,
  'outbox.result': `jsonb_set(%, '{gas}', '1')`,
  'chain_events.meter_key': `decode(repeat('11', 20), 'hex')`,
  'chain_meters.replaced_by': `decode(repeat('11', 20), 'hex')`,
  // Within the price.
  'signed_orders.body': 'set_byte(%, 96, (get_byte(%, 96) + 1) % 256)',
  'device.state': `'revoked'`,
  'device.security_class': `'board'`,
  'device.certificate_serial': `'CD'`,
  'meter_faults.first': `'{}'`,
  'meter_faults.second': 'first',
  'trades.buyer_claim': '1',
  'trades.seller_claim': '1',
};
/** Tables whose rows are covered by one signature, which cannot tell which field was altered. */
const SIGNED = ['receipts', 'readings', 'signed_orders'];
/** Fields named differently from their column. */
const NAMED: Readonly<Record<string, string>> = {
  'meter_faults.second': 'row',
  'chain_events.fields': 'fields.paid',
  'outbox.result': 'result.gas',
};

interface Column {
  readonly table: string;
  readonly column: string;
  readonly kind: string;
  readonly type: string;
}

/** Every column but the primary keys. */
const columns = (): Promise<Column[]> =>
  fixture.database.query<Column>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
       coalesce(nullif(b.typname, ''), t.typname) AS kind
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_type b ON b.oid = t.typbasetype
     WHERE c.relname = ANY ($1) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
     ORDER BY 1, a.attnum`,
    [Object.keys(ROWS)],
  );

/** What the audit finds while the row is altered; the row is restored afterwards. */
async function findings({ table, column, kind, type }: Column) {
  const { database } = fixture;
  const { where, key } = ROWS[table]!;
  const name = `${table}.${column}`;
  const change = (CHANGES[name] ?? CHANGES[kind])?.replaceAll(/%(?! 256)/g, `"${column}"`);
  if (!change) throw new Error(`no change for ${name} of ${kind}`);
  const [row] = await database.query<{ place: string; key: string; old: string }>(
    `SELECT ctid::text AS place, ${key} AS key, "${column}"::text AS old FROM ${table} WHERE ${where} LIMIT 1`,
  );
  const [changed] = await database.query<{ place: string }>(
    `UPDATE ${table} SET "${column}" = ${change} WHERE ctid = $1::tid RETURNING ctid::text AS place`,
    [row!.place],
  );
  try {
    const { differences } = await fixture.audit();
    return { key: row!.key, found: differences.map((one) => ({ table: one.table, key: one.key, field: one.field })) };
  } finally {
    await database.query(`UPDATE ${table} SET "${column}" = $1::text::${type} WHERE ctid = $2::tid`, [
      row!.old,
      changed!.place,
    ]);
  }
}

describe('the audit', () => {
  it('finds nothing in an untouched database', async () => {
    const { differences, unproven, checked } = await fixture.audit();
    expect({ differences, unproven }).toEqual({ differences: [], unproven: [] });
    expect(checked).toMatchObject({ offers: 4, trades: 3, receipts: 12, readings: 3, meters: 4, accounts: 4 });
  });

  it('knows every table: audits it, or says why not', async () => {
    const tables = await fixture.database.query<{ name: string }>(
      `SELECT table_name::text AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const known = [...Object.keys(ROWS), ...Object.keys(NOT_AUDITED)].sort();
    expect(tables.map(({ name }) => name).sort()).toEqual(known);
    expect(new Set((await columns()).map(({ table }) => table))).toEqual(new Set(Object.keys(ROWS)));
  });

  it('names exactly the row and field that was altered, whichever it was', async () => {
    const all = await columns();
    expect(all.length).toBeGreaterThan(60);
    const surprises = [];
    for (const item of all) {
      const name = `${item.table}.${item.column}`;
      const { key, found } = await findings(item);
      const field = NAMED[name] ?? (SIGNED.includes(item.table) ? 'signature' : item.column);
      const expected = NOTES.includes(name) ? [] : [{ table: item.table, key, field }];
      if (JSON.stringify(found) !== JSON.stringify(expected)) surprises.push({ name, found });
    }
    expect(surprises).toEqual([]);
  });

  it('finds gas charged to an uninvolved account', async () => {
    const { database } = fixture;
    const change = (account: string) =>
      `UPDATE gas_charges SET account = ${account} WHERE ctid = (SELECT ctid FROM gas_charges WHERE key LIKE 'open:%'
       ORDER BY account = decode(repeat('11', 20), 'hex') DESC LIMIT 1)`;
    const [before] = await database.query<{ account: string }>(
      `SELECT encode(account, 'hex') AS account FROM gas_charges WHERE key LIKE 'open:%' LIMIT 1`,
    );
    await database.query(change(`decode(repeat('11', 20), 'hex')`));
    const { differences } = await fixture.audit();
    await database.query(change(`decode('${before?.account}', 'hex')`));
    expect(differences).toMatchObject([{ table: 'gas_charges', field: 'account', recorded: `0x${'11'.repeat(20)}` }]);
  });

  it('reports removed rows that another row or the chain references', async () => {
    const { database } = fixture;
    const removed = async (table: string, where: string) => {
      const [row] = await database.query<{ json: string }>(
        `DELETE FROM ${table} WHERE ctid = (SELECT ctid FROM ${table} WHERE ${where} LIMIT 1)
         RETURNING to_jsonb(${table})::text AS json`,
      );
      const { differences } = await fixture.audit();
      await database.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [row!.json]);
      return differences.map((one) => `${one.table} ${one.key.replace(/^0x\w+/, '…')} ${one.field}`);
    };
    expect(await removed('receipts', `final AND role = 'buyer'`)).toEqual(['receipts …/buyer/3 row']);
    expect(await removed('receipts', `NOT final AND role = 'seller' AND sequence = 2`)).toEqual([
      'receipts …/seller/2 row',
    ]);
    expect(await removed('signed_orders', 'true')).toEqual([expect.stringMatching(/^signed_orders …\/\d+ row$/)]);
    expect(await removed('readings', 'sequence = 2')).toEqual(['readings …/3 previous_hash']);
    expect(await removed('chain_events', `name = 'Claimed'`)).toEqual([
      expect.stringMatching(/^chain_events \d+\/\d+ row$/),
    ]);
    expect(await removed('chain_meters', 'active')).toEqual(['chain_meters … row']);
    expect(await removed('chain_accounts', 'true')).toEqual(['chain_accounts … row']);
    expect((await fixture.audit()).differences).toEqual([]);
  });
});
