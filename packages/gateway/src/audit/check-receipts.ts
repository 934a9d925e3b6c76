/** One trade's receipts: signed by its meters, in order, complete as far as others reference them, and paid accordingly. */
import { type Bytes32, checkReceiptOrder, EvlockError, Receipt, type Role } from '@evlock/protocol';
import { type ReceiptRow, signedReceipt } from '../database/receipts.ts';
import type { OutboxRow } from '../database/snapshot.ts';
import { checkSettlement } from './check-settlement.ts';
import { type Difference, missingRow, strayRow } from './difference.ts';
import { type Facts, metersOf } from './facts.ts';
import { checkSignature } from './signatures.ts';

const keyOf = ({ trade_id, role, sequence }: ReceiptRow): string => `${trade_id}/${role}/${sequence}`;
const place = (check: string, key: string) => ({ check, table: 'receipts', key });

export interface ReceiptFindings {
  readonly differences: readonly Difference[];
  /** The trade was claimed or settled by receipts found neither in this database nor in the calldata. */
  readonly unproven: boolean;
}

/** All checks of one trade's receipts; each builds on the previous. */
export function checkReceipts(
  facts: Facts,
  submitted: SubmittedReceipts,
  tradeId: Bytes32,
  rows: readonly ReceiptRow[],
): ReceiptFindings {
  const signatures = rows.map((row) => checkOne(facts, row));
  const sound = rows.filter((_row, index) => signatures[index]?.length === 0);
  const complete = sound.length === rows.length;
  const lost = checkSubmitted(submitted.get(tradeId) ?? [], rows);
  // What is already reported is not reported again under another row.
  const differences = [
    ...signatures.flat(),
    ...checkOrder(sound),
    ...(complete && lost.length === 0 ? checkNamed(sound) : []),
    ...lost,
  ];
  const settlement = checkSettlement(facts, tradeId, sound);
  const unproven = settlement.unproven && differences.length === 0;
  return { differences: [...differences, ...settlement.differences], unproven };
}

/** Receipts without a trade. */
export const checkStray = (rows: readonly ReceiptRow[]): Difference[] =>
  rows.map((row) => strayRow(place('receipts: trade', keyOf(row)), 'a receipt of a known trade'));

/** Signed by the meter in its role. */
function checkOne(facts: Facts, row: ReceiptRow): Difference[] {
  const signer = metersOf(facts, row.trade_id)[row.role];
  // The trade's own row is reported then.
  if (signer === undefined) return [];
  const digest = Receipt.digest(facts.domain, signedReceipt(row).receipt);
  return checkSignature(place('receipts: signature', keyOf(row)), digest, row.signature, signer);
}

/** Energy never decreases with the sequence, and final stays final. */
function checkOrder(rows: readonly ReceiptRow[]): Difference[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (before?.role !== row.role) return [];
    try {
      checkReceiptOrder(signedReceipt(row).receipt, signedReceipt(before).receipt);
      return [];
    } catch (error) {
      if (!EvlockError.is(error, 'RECEIPT_STALE')) throw error;
      const found = `${row.energy}${row.final ? ' final' : ''}`;
      const expected = `at least ${before.energy}${before.final ? ' final' : ''}`;
      return [{ ...place('receipts: order', keyOf(row)), field: 'energy', recorded: found, expected }];
    }
  });
}

/** What a receipt references, the partner signed: a meter receives receipts only after they are stored here. */
function checkNamed(rows: readonly ReceiptRow[]): Difference[] {
  const energies = new Map(rows.map((row) => [keyOf(row), row.energy]));
  const named = new Map<string, Difference>();
  for (const row of rows) {
    const partner: Role = row.role === 'buyer' ? 'seller' : 'buyer';
    const key = keyOf({ ...row, role: partner, sequence: row.partner_sequence });
    const energy = row.partner_sequence === 0n ? 0n : energies.get(key);
    if (energy === undefined) {
      named.set(key, missingRow(place('receipts: named by the partner', key), `named by ${keyOf(row)}`));
    } else if (energy !== row.partner_energy) {
      const own = place('receipts: named by the partner', keyOf(row));
      named.set(keyOf(row), {
        ...own,
        field: 'partner_energy',
        recorded: String(row.partner_energy),
        expected: String(energy),
      });
    }
  }
  return [...named.values()];
}

/** The receipts this gateway put on chain are recorded here. */
function checkSubmitted(submitted: readonly string[], rows: readonly ReceiptRow[]): Difference[] {
  const known = new Set(rows.map(keyOf));
  return [...new Set(submitted)]
    .filter((key) => !known.has(key))
    .map((key) => missingRow(place('receipts: put on chain', key), 'the receipt that was put on chain'));
}

/** Per trade, the keys of the receipts this gateway put on chain. */
export type SubmittedReceipts = ReadonlyMap<Bytes32, readonly string[]>;

/** The submitter keys its transactions, and its batches' items, by the sequences of the receipts in them. */
export function submittedReceipts(outbox: readonly Pick<OutboxRow, 'key' | 'items'>[]): SubmittedReceipts {
  const found = new Map<Bytes32, string[]>();
  for (const key of outbox.flatMap((row) => [row.key, ...(row.items ?? []).map((item) => item.key)])) {
    const [, kind, trade, first, second] =
      /^(settle|claim-buyer|claim-seller):(0x\w{64}):(\d+)(?::(\d+))?/.exec(key) ?? [];
    if (kind === undefined || trade === undefined) continue;
    const tradeId = trade as Bytes32;
    const keys =
      kind === 'settle'
        ? [`${tradeId}/buyer/${first}`, `${tradeId}/seller/${second}`]
        : [`${tradeId}/${kind.slice('claim-'.length)}/${first}`];
    found.set(tradeId, [...(found.get(tradeId) ?? []), ...keys]);
  }
  return found;
}
