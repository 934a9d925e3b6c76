/** The smallest possible orders: what Mallory places by the thousand. */
import { join } from 'node:path';
import { firstPage, mandateFor, offerTerms } from '@evlock/owner';
import {
  domainOf,
  type Energy,
  energy,
  Mandate,
  type OrderTerms,
  price,
  systemClock,
  timestamp,
} from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import type { Lane } from './lane.ts';

/** An offer of Mallory's that her passkey approves. */
export async function dustOffer({ mallory }: Lane, amount: Energy) {
  const { owner, layout } = mallory;
  const now = systemClock.now();
  const terms: OrderTerms = offerTerms({
    energy: amount,
    price: price(120_000),
    start: timestamp(now + 60),
    end: timestamp(now + 600),
  });
  // One mandate for all of them.
  const mandate = {
    ...mandateFor(terms, { meterKey: owner.meterKey, mandateId: now, approvedAt: now }),
    energyCap: energy(10_000_000),
  };
  const passkey = await SoftwarePasskey.load(join(layout.keys, 'passkey.pem'));
  const { deployment } = owner;
  const assertion = passkey.assert(Mandate.digest(domainOf(deployment), mandate), firstPage(deployment));
  return { approval: { mandate, assertion }, terms };
}
