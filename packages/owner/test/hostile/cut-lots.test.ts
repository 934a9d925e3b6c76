/**
 * Carol approves one sale of 100 Wh. Mallory's gateway has her meter asked for ten orders of 10 Wh inside that mandate instead, for ten
 * buyers of hers: each trade may cost the seller the stated bound of one delivery. The secure world signs none below the least energy
 * of the mandate, which is the whole sale where the owner says nothing else.
 */
import { mandateFor, offerTerms } from '@evlock/owner';
import { type Energy, type EvlockError, energy, Mandate, timestamp } from '@evlock/protocol';
import { domain, NOON, party } from '@evlock/secure-world/compliance/fixture';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BoundMeter, openBoundMeter, SALE } from './bound-meter.ts';

/** mWh that a seller may lose in one delivery (docs/architecture.md, limits). */
const BOUND = 1_608n;
const LOTS = 10;

let bound: BoundMeter;
beforeEach(async () => {
  bound = await openBoundMeter();
});
afterEach(() => bound.close());

/** Approves the sale, and asks for orders of this energy as often as somebody likes: what the meter signs, and why it stops. */
async function ordersOf(lot: Energy, change: Partial<Mandate> = {}): Promise<{ signed: Energy[]; refused: string[] }> {
  const { meter, passkey, keys } = bound;
  const { meterKey, account } = keys;
  const terms = offerTerms(SALE);
  const approvedAt = timestamp(NOON - 600);
  const mandate: Mandate = { ...mandateFor(terms, { meterKey, mandateId: NOON, approvedAt }), ...change };
  await meter.authorizeMandate(mandate, passkey.assert(Mandate.digest(domain, mandate), party));
  const signed: Energy[] = [];
  const refused: string[] = [];
  for (let nonce = 1; nonce <= LOTS; nonce++) {
    await meter.signOrder({ ...terms, account, meterKey, energy: lot, minEnergy: lot, nonce }).then(
      () => signed.push(lot),
      ({ code, details }: EvlockError) => refused.push(`${code} ${String(details.check)}`),
    );
  }
  return { signed, refused };
}

it('not one of the ten small orders is signed', async () => {
  const { signed, refused } = await ordersOf(energy(10_000));
  expect(signed).toEqual([]);
  expect(refused).toEqual(Array(LOTS).fill('COMMAND_NOT_AUTHORIZED MIN_ENERGY'));
});

it('the sale that was approved is, once: one delivery may lose its bound', async () => {
  const { signed } = await ordersOf(SALE.energy);
  expect(signed).toEqual([SALE.energy]);
});

it('control: a mandate that names no least energy is cut into ten deliveries, which lose ten bounds, 16 % of the sale', async () => {
  const { signed } = await ordersOf(energy(10_000), { minEnergy: energy(1) });
  expect(signed).toHaveLength(LOTS);
  const lost = BigInt(signed.length) * BOUND;
  expect((lost * 100n) / SALE.energy).toBe(16n);
});
