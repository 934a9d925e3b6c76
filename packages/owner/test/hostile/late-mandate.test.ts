/**
 * Carol approves a sale, and Mallory's gateway says that her meter is away. She revokes it, and finds the cancel of every order so far on
 * chain. Mallory held the approval back all the time: she hands it to the meter now, and asks for the order.
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

it('an approval that was held back until its revocation allows nothing', async () => {
  const { mandate, sell } = approvedSale();
  await bound.meter.revokeMandate(mandate.mandateId);
  await expect(sell()).rejects.toMatchObject({ code: 'REPLAYED' });
});

it('control: held back and never revoked, it is the order that the owner approved', async () => {
  await expect(approvedSale().sell()).resolves.toMatch(/^0x/);
});
