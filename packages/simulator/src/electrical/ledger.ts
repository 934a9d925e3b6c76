/** Where energy came from and went, each entry integrated from its own voltage and current. Joule. */

export const LEDGER_ENTRIES = [
  'generation',
  'foreign',
  'load',
  'reference',
  'batteryLoss',
  'converterLoss',
  'wireLoss',
  'leak',
  'elsewhere',
] as const;
export type LedgerEntry = (typeof LEDGER_ENTRIES)[number];

export class Ledger {
  readonly #joule: Record<LedgerEntry, number> = {
    generation: 0,
    foreign: 0,
    load: 0,
    reference: 0,
    batteryLoss: 0,
    converterLoss: 0,
    wireLoss: 0,
    leak: 0,
    elsewhere: 0,
  };

  add(entry: LedgerEntry, joule: number): void {
    this.#joule[entry] += joule;
  }

  /** Joule so far. */
  total(entry: LedgerEntry): number {
    return this.#joule[entry];
  }

  /** Inflow minus outflow and losses, in J: what the batteries must have gained. */
  get gained(): number {
    const { generation, foreign, ...spent } = this.#joule;
    return generation + foreign - Object.values(spent).reduce((sum, joule) => sum + joule, 0);
  }
}
