/**
 * `packages/gateway/src/submitter/generated/expected-gas.ts`: the gas charged for a transaction until it is final, from the gas
 * snapshots.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const TARGET = 'packages/gateway/src/submitter/generated/expected-gas.ts';
/** Two accounts share a trade's opening. */
const ACCOUNTS_OF_TRADE = 2;

export async function generate(): Promise<Record<string, string>> {
  const text = await readFile(join(root, 'contracts/snapshots/EnergyMarket.json'), 'utf8');
  const snapshot: Record<string, string> = JSON.parse(text);
  /** Rounded up to a thousand. Throws when a measurement is missing: a zero charge would limit nothing. */
  const measured = (name: string, accounts = 1): string => {
    const gas = Number(snapshot[name]);
    if (!(gas > 0)) throw new Error(`contracts/snapshots/EnergyMarket.json has no ${name}`);
    return String(Math.ceil(gas / accounts / 1_000) * 1_000).replace(/(?<=\d)(?=(\d{3})+$)/g, '_');
  };
  return {
    [TARGET]: [
      '// Generated from contracts/snapshots/EnergyMarket.json by `npm run generate`; do not edit by hand.',
      '/** Gas, rounded up to a thousand: the dearest measured case of each call. */',
      'export const MEASURED_GAS = {',
      '  /** Of each of the two accounts, which share it; the first trade of both. */',
      `  openTrade: ${measured('openTradeFirstEver', ACCOUNTS_OF_TRADE)},`,
      `  cancel: ${measured('cancelOrder')},`,
      `  withdraw: ${measured('withdraw')},`,
      '} as const;',
      '',
    ].join('\n'),
  };
}
