/**
 * Carol approves one sale of 100 Wh. Mallory's gateway asks her meter for ten orders of 10 Wh under that mandate instead, for ten
 * buyers of hers: each trade may cost the seller the stated bound for one delivery. The secure world signs none below the
 * mandate's minimum energy, by default the whole sale.
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

/** Approves the sale, then requests orders of this energy repeatedly: what the meter signs, and why it stops. */
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

it('the approved sale is, once: one delivery may lose its bound', async () => {
  const { signed } = await ordersOf(SALE.energy);
  expect(signed).toEqual([SALE.energy]);
});

it('control: a mandate without a minimum energy is split into ten deliveries, which lose ten bounds, 16 % of the sale', async () => {
  const { signed } = await ordersOf(energy(10_000), { minEnergy: energy(1) });
  expect(signed).toHaveLength(LOTS);
  const lost = BigInt(signed.length) * BOUND;
  expect((lost * 100n) / SALE.energy).toBe(16n);
});
