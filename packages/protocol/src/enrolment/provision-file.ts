/** What is set at a meter's provisioning socket besides the market, as a file: limits, calibration, withdrawal addresses. */
import { z } from 'zod';
import { addressInputSchema } from '../network/address-input.ts';
import * as f from '../values/field.ts';
import { energy, money, power } from '../values/units.ts';

const whole = z.number().int();

/** Bounds that no passkey and no page can exceed. mW, mWh, micro-tokens. */
export const localLimitsSchema = z.strictObject({
  powerLimit: f.powerField.schema.refine((value) => value > 0, 'positive'),
  mandateEnergyMax: f.energyField.schema,
  mandateMoneyMax: f.moneyField.schema,
  submitterFeeMax: f.moneyField.schema,
});
export type LocalLimits = z.output<typeof localLimitsSchema>;

/** In the secure world's format. */
const calibrationSchema = z.strictObject({
  currentOffset: whole,
  currentScale: whole,
  voltageOffset: whole,
  voltageScale: whole.nonnegative(),
  noiseFloor: whole.nonnegative(),
  referenceCurrent: whole,
  referenceTolerance: f.ppmField.schema,
});

export const withdrawalAddressesSchema = z.array(addressInputSchema).max(8);

/** Every field is optional: what is missing is asked for, or has a default. */
export const provisionFileSchema = z
  .strictObject({
    limits: localLimitsSchema.partial(),
    calibration: calibrationSchema,
    withdrawalAddresses: withdrawalAddressesSchema,
  })
  .partial();
export type ProvisionFile = z.output<typeof provisionFileSchema>;

/** 48 V × 30 A; a day's energy; and no fee by default. */
export const DEFAULT_LIMITS: LocalLimits = {
  powerLimit: power(1_500_000),
  mandateEnergyMax: energy(20_000_000n),
  mandateMoneyMax: money(100_000_000n),
  submitterFeeMax: money(0n),
};
