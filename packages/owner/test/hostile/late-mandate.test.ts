/**
 * Carol approves a sale, and Mallory's gateway says her meter is offline. She revokes the mandate, and finds all her orders so
 * far cancelled on chain. Mallory withheld the approval all along: now she hands it to the meter and requests the order.
 */
import { mandateFor, offerTerms } from '@evlock/owner';
import { Mandate, timestamp } from '@evlock/protocol';
import { domain, NOON, party } from '@evlock/secure-world/compliance/fixture';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BoundMeter, openBoundMeter, SALE } from './bound-meter.ts';

let bound: BoundMeter;
beforeEach(async () => {
  bound = await openBoundMeter();
});
afterEach(() => bound.close());

/** What the owner's device approves, numbered by its clock. */
function approvedSale() {
  const { meter, passkey, keys } = bound;
  const { meterKey, account } = keys;
  const terms = offerTerms(SALE);
  const approvedAt = timestamp(NOON - 600);
  const mandate = mandateFor(terms, { meterKey, mandateId: approvedAt, approvedAt });
  const assertion = passkey.assert(Mandate.digest(domain, mandate), party);
  const sell = async () => {
    await meter.authorizeMandate(mandate, assertion);
    const { nextNonce } = await meter.info();
    return meter.signOrder({ ...terms, account, meterKey, nonce: nextNonce });
  };
  return { mandate, sell };
}

it('an approval withheld until its revocation allows nothing', async () => {
  const { mandate, sell } = approvedSale();
  await bound.meter.revokeMandate(mandate.mandateId);
  await expect(sell()).rejects.toMatchObject({ code: 'REPLAYED' });
});

it('control: withheld but never revoked, it is the order the owner approved', async () => {
  await expect(approvedSale().sell()).resolves.toMatch(/^0x/);
});
