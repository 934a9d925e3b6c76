/** A process that stores receipts as fast as it can and reports each one stored, until it is killed. */
import { writeSync } from 'node:fs';
import { receiptOf, sampleTrade, unsigned } from '@evlock/testing/meter/samples';
import { Store } from '../../src/store/store.ts';

const [, , file = ''] = process.argv;
const store = Store.open(file);
const trade = sampleTrade();
for (let sequence = 1; ; sequence++) {
  const receipt = receiptOf(trade, 'seller', { sequence, energy: BigInt(sequence) });
  store.addOwnReceipt({ receipt, signature: unsigned });
  writeSync(1, `${sequence}\n`);
}
