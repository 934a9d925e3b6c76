/** What a visitor of the demo may break. Absent wherever there is a public URL. */
import { z } from 'zod';

const house = z.string().max(64);
const wire = z.string().max(64);

/** What a hostile gateway tells owners and meters, or keeps from them. */
export const LIES = ['energies', 'prices', 'withhold-receipts'] as const;

export const sabotageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wire-cut'), wire }),
  /** What the seller sends goes to a third party, past the buyer's meter. */
  z.strictObject({ kind: z.literal('wire-stolen'), wire }),
  z.strictObject({ kind: z.literal('sensor-drift'), house }),
  z.strictObject({ kind: z.literal('sensor-frozen'), house }),
  /** A resistor across the sensor: it shows a fraction of the current. */
  z.strictObject({ kind: z.literal('sensor-shunted'), house }),
  /** The meter's process; its watchdog opens the relay. */
  z.strictObject({ kind: z.literal('meter-killed'), house }),
  z.strictObject({ kind: z.literal('gateway-killed') }),
  z.strictObject({ kind: z.literal('gateway-lies'), lie: z.enum(LIES) }),
]);
export type Sabotage = z.infer<typeof sabotageSchema>;

/** `POST /demo/sabotage`; answered with `{ fault }`, the id to mend. The header `DEMO_HEADER` carries the feed's token. */
export const sabotageRequestSchema = z.strictObject({ sabotage: sabotageSchema });
/** `POST /demo/sabotage/mend`; answered with `{}`. */
export const mendRequestSchema = z.strictObject({ fault: z.number().int() });

export const SABOTAGE_PATH = '/demo/sabotage';
export const MEND_PATH = '/demo/sabotage/mend';
/** Carries a token that only the pages' own origin can read, so that no other page's request counts. */
export const DEMO_HEADER = 'x-evlock-demo';
