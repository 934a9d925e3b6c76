/** Energy between moments, from signed registers: nothing is estimated, and nothing is lost when a reading is missing. */
import { type Energy, type EnergyHistory, type Reading, ZERO_BYTES32 } from '@evlock/protocol';

export interface EnergyRow {
  readonly from: number;
  readonly until: number;
  /** What the registers counted; null where no reading came in. */
  readonly import: Energy | null;
  readonly export: Energy | null;
  /** Where readings were missing before: the moment from which this row counts. */
  readonly since: number | null;
  /** What this meter's receipts said of trades, by the time at which the gateway had them. */
  readonly bought: Energy;
  readonly sold: Energy;
}

interface Register {
  readonly at: number;
  readonly sequence: number;
  readonly import: bigint;
  readonly export: bigint;
}

const registerOf = (reading: Reading): Register => ({
  at: reading.intervalEnd,
  sequence: reading.sequence,
  import: reading.import,
  export: reading.export,
});

/** Registers begin at zero with the meter's very first reading. */
function beginning({ first }: EnergyHistory): Register | undefined {
  if (!first || first.reading.previousHash !== ZERO_BYTES32) return undefined;
  return { at: first.reading.intervalStart, sequence: 0, import: 0n, export: 0n };
}

export function energyRows(moments: readonly number[], history: EnergyHistory): EnergyRow[] {
  const registers = history.readings.map((one) => (one ? registerOf(one.reading) : undefined));
  let last = registers[0] ?? beginning(history);
  return moments.slice(1).map((until, index) => {
    const from = moments[index] ?? until;
    const traded = tradedBetween(history, index);
    const next = registers[index + 1];
    if (!next || !last || next.sequence === last.sequence) {
      last ??= next;
      return { from, until, import: null, export: null, since: null, ...traded };
    }
    const row = {
      from,
      until,
      import: (next.import - last.import) as Energy,
      export: (next.export - last.export) as Energy,
      since: last.at === from ? null : last.at,
      ...traded,
    };
    last = next;
    return row;
  });
}

function tradedBetween({ trades }: EnergyHistory, index: number): Pick<EnergyRow, 'bought' | 'sold'> {
  const sum = (wanted: 'buyer' | 'seller'): Energy =>
    trades
      .filter(({ role }) => role === wanted)
      .reduce((left, { receipts }) => {
        const [before, after] = [receipts[index], receipts[index + 1]];
        return left + (after?.receipt.energy ?? 0n) - (before?.receipt.energy ?? 0n);
      }, 0n) as Energy;
  return { bought: sum('buyer'), sold: sum('seller') };
}
