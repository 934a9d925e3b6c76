/** What just happened in the demo, as facts; the page words them in its reader's language. */
import { bytes32 as bytes32Field, CAUSES, energyField, moneyField, priceField } from '@evlock/protocol';
import { z } from 'zod';
import { sabotageSchema } from './sabotage.ts';

const house = z.string().max(64);
const code = z.string().max(64);
const block = z.number().int().nonnegative();
const energy = energyField.schema;
const money = moneyField.schema;
const bytes32 = bytes32Field.schema;
const ofTrade = { trade: bytes32, seller: house, buyer: house };

export const PROCESSES = ['meter', 'secure-world', 'gateway'] as const;

export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offer-placed'), house, energy, price: priceField.schema }),
  z.strictObject({ kind: z.literal('offer-cancelled'), house }),
  z.strictObject({
    kind: z.literal('trade-opened'),
    ...ofTrade,
    energy,
    price: priceField.schema,
    locked: money,
    block,
  }),
  z.strictObject({ kind: z.literal('delivery-started'), ...ofTrade }),
  z.strictObject({ kind: z.literal('delivery-paused'), ...ofTrade }),
  z.strictObject({ kind: z.literal('delivery-resumed'), ...ofTrade }),
  /** A delivery ended. `by`: the house whose meter ended it, and `cause` is its final receipt's. */
  z.strictObject({ kind: z.literal('delivery-ended'), ...ofTrade, by: house, cause: z.enum(CAUSES), energy }),
  z.strictObject({ kind: z.literal('trade-claimed'), ...ofTrade, block }),
  z.strictObject({
    kind: z.literal('trade-settled'),
    ...ofTrade,
    delivered: energy,
    paid: money,
    refunded: money,
    block,
  }),
  z.strictObject({ kind: z.literal('trade-expired'), ...ofTrade, refunded: money, block }),
  /** Never opened. */
  z.strictObject({ kind: z.literal('trade-failed'), ...ofTrade, code }),
  z.strictObject({ kind: z.literal('reputation-changed'), house, change: z.number().int() }),
  z.strictObject({ kind: z.literal('deposited'), house, amount: money }),
  z.strictObject({ kind: z.literal('meter-online'), house }),
  z.strictObject({ kind: z.literal('meter-offline'), house }),
  /** The meter refuses to trade: its self-test or its sensor failed. */
  z.strictObject({ kind: z.literal('meter-fault'), house, code }),
  /** `house` is null for the gateway. */
  z.strictObject({ kind: z.literal('process-ended'), process: z.enum(PROCESSES), house: house.nullable() }),
  z.strictObject({ kind: z.literal('process-running'), process: z.enum(PROCESSES), house: house.nullable() }),
  /** A house's meter or its owner's device caught the gateway: `code` is the error that says what did not verify. */
  z.strictObject({ kind: z.literal('lie-caught'), house, by: z.enum(['meter', 'owner']), code }),
  z.strictObject({ kind: z.literal('sabotaged'), sabotage: sabotageSchema }),
  z.strictObject({ kind: z.literal('mended'), sabotage: sabotageSchema }),
  /** A visitor's passkey was bound to the waiting house. */
  z.strictObject({ kind: z.literal('house-taken'), house }),
  /** Nothing can be traded now, for this reason. */
  z.strictObject({ kind: z.literal('trading-waits'), code }),
]);
export type Fact = z.infer<typeof factSchema>;
