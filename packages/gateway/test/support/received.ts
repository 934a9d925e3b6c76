/** What the market receives from a device, as the device link delivers it: with its signature verified. */
import { type Domain, domainOf, Reading, Receipt, type Signature, type SignedReceipt } from '@evlock/protocol';
import type { Principal } from '../../src/database/principal.ts';
import type { Market } from '../../src/market/market.ts';
import { ownSigned } from '../../src/market/own-signed.ts';
import { localMarketInfo } from './market-fixture.ts';

const LOCAL = domainOf(localMarketInfo);

export const receiveReceipt = async (
  { receipts }: Pick<Market, 'receipts'>,
  principal: Principal,
  signed: SignedReceipt,
  domain: Domain = LOCAL,
): Promise<void> => receipts.receive(principal, ownSigned(principal, Receipt.digest(domain, signed.receipt), signed));

export const receiveReading = async (
  { readings }: Pick<Market, 'readings'>,
  principal: Principal,
  signed: { readonly reading: Reading; readonly signature: Signature },
  domain: Domain = LOCAL,
): Promise<void> => readings.receive(principal, ownSigned(principal, Reading.digest(domain, signed.reading), signed));
