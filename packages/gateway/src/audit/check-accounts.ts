/** Which accounts the gateway attributes devices and transactions to, against the registry and the trades' parties. */
import { type Bytes32, deviceIdHash } from '@evlock/protocol';
import type { DeviceRow, GasChargeRow } from '../database/snapshot.ts';
import { compareRow, type Difference } from './difference.ts';
import type { Facts } from './facts.ts';

/** A device only ever enrols one key: its row names that key and account. One not yet enrolled has no owner on chain. */
export function checkDevices({ tables, chain }: Facts): Difference[] {
  const enrolled = new Map(
    chain.events.flatMap((event) => (event.name === 'Enrolled' ? [[event.deviceIdHash, event] as const] : [])),
  );
  return tables.devices.flatMap((row: DeviceRow) => {
    const event = enrolled.get(deviceIdHash(row.device_id));
    const place = { check: 'devices', table: 'device', key: row.device_id };
    return event ? compareRow(place, { ...row }, { meter_key: event.meterKey, account: event.account }) : [];
  });
}

/** How many accounts share the gas of each kind of transaction; ending a trade is charged to nobody. */
const SHARES: Readonly<Record<string, number>> = { open: 2, cancel: 1, withdraw: 1, replace: 1 };

/** Gas is charged in equal parts to the parties of an opening trade, otherwise to one account. */
export const checkGasCharges = (facts: Facts): Difference[] =>
  facts.tables.gasCharges.flatMap((row) => checkGasCharge(facts, row));

function checkGasCharge({ bids, offers }: Facts, row: GasChargeRow): Difference[] {
  const { chain_id, sender, key, account } = row;
  const place = { check: 'gas charges', table: 'gas_charges', key: `${chain_id}/${sender}/${key}/${account}` };
  const [kind = '', id = ''] = key.split(':');
  const differences = compareRow(place, { ...row }, { shares: SHARES[kind] });
  const bid = kind === 'open' ? bids.get(id as Bytes32) : undefined;
  const offer = bid && offers.get(bid.counterOrder);
  if (!offer || [bid.account, offer.account].includes(account)) return differences;
  return [
    ...differences,
    { ...place, field: 'account', recorded: account, expected: `${bid.account} or ${offer.account}` },
  ];
}
