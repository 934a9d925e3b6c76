/** Standing orders as the gateway presents them, and when their owner should approve another. */
import { z } from 'zod';
import { mandateApprovalSchema } from '../device-link/device-link.ts';
import { standingRulesSchema } from '../device-link/standing-rules.ts';
import { Mandate } from '../signed-data/structs.ts';
import * as f from '../values/field.ts';
import type { Timestamp } from '../values/units.ts';

/**
 * `active`: it trades; `stopping`: its owner stopped it, and its meter does not know yet; `stopped`: its meter does; `ended`: its
 * time, energy or money is used up.
 */
export const STANDING_STATES = ['active', 'stopping', 'stopped', 'ended'] as const;
export type StandingState = (typeof STANDING_STATES)[number];

/** Most standing orders of one meter that are not over: its secure world keeps few mandates, and drops the oldest. */
export const STANDING_ORDERS_MAX = 4;

export const standingOrderBodySchema = z.strictObject({ approval: mandateApprovalSchema, rules: standingRulesSchema });

export const standingOrderViewSchema = z.strictObject({
  /** Of its mandate. */
  id: z.number().int(),
  /** Checked by the secure world: side, price, energy, money, time. */
  mandate: Mandate.schema,
  /** Kept by the meter's program. */
  rules: standingRulesSchema,
  state: z.enum(STANDING_STATES),
  placed: f.timeField.schema,
  /** Energy and money of the trades that it made, as they were agreed. */
  energyUsed: f.energyField.schema,
  moneyUsed: f.moneyField.schema,
  /** Energy and money of orders that may still become trades; without one it returns an hour after their end. */
  energyReserved: f.energyField.schema,
  moneyReserved: f.moneyField.schema,
  trades: z.number().int().nonnegative(),
  /** What its ended trades delivered and paid. */
  delivered: f.energyField.schema,
  paid: f.moneyField.schema,
  /** Code of what keeps it from trading now; null where nothing does, and where only a partner is missing. */
  waitsFor: z.string().max(64).nullable(),
  /** The rule in the way where `waitsFor` is `STANDING_RULE_BROKEN`. */
  rule: z.string().max(16).nullable(),
});
export type StandingOrderView = z.infer<typeof standingOrderViewSchema>;

const LAST_DAY_SECONDS = 86_400;

/** Why an owner should approve the next mandate now, while this one still trades; undefined where there is no need. */
export function renewalDue(
  { state, mandate, energyUsed, moneyUsed, placed }: StandingOrderView,
  now: Timestamp,
): 'time' | 'energy' | 'money' | undefined {
  if (state !== 'active') return undefined;
  // The last day, or the last fifth of what is shorter than five days.
  const notice = Math.min(LAST_DAY_SECONDS, Math.floor((mandate.validUntil - placed) / 5));
  if (now >= mandate.validUntil - notice) return 'time';
  if (energyUsed * 5n >= mandate.energyCap * 4n) return 'energy';
  if (mandate.side === 'bid' && moneyUsed * 5n >= mandate.moneyCap * 4n) return 'money';
  return undefined;
}
