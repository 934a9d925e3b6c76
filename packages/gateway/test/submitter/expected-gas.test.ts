/** The gas charged before a transaction is final is at least what was measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MEASURED_GAS } from '../../src/submitter/generated/expected-gas.ts';

const snapshots = join(import.meta.dirname, '../../../../contracts/snapshots/EnergyMarket.json');
const measured = JSON.parse(readFileSync(snapshots, 'utf8')) as Readonly<Record<string, string>>;

it.each([
  ['openTrade', 'openTradeFirstEver', 2],
  ['openTrade', 'openTrade', 2],
  ['cancel', 'cancelOrder', 1],
  ['cancel', 'cancelNonces', 1],
  ['withdraw', 'withdraw', 1],
] as const)('an account is charged for %s at least its share of %s', (name, snapshot, accounts) => {
  expect(MEASURED_GAS[name]).toBeGreaterThanOrEqual(Number(measured[snapshot]) / accounts);
});
