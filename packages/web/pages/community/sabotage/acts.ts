/** What can be broken, and how it is asked of the demo. */
import type { MEND_PATH, SABOTAGE_PATH } from '@evlock/community/feed';
import { postDemo } from '../../shared/demo.ts';
import type { Act } from '../model.ts';

/** The types hold these to the feed's own. */
const SABOTAGE: typeof SABOTAGE_PATH = '/demo/sabotage';
const MEND: typeof MEND_PATH = '/demo/sabotage/mend';

export const LIES = ['energies', 'prices', 'withhold-receipts'] as const satisfies readonly Extract<
  Act,
  { kind: 'gateway-lies' }
>['lie'][];

/** What an act needs to be told; `none` for the gateway's process. */
export type Needs = 'wire' | 'house' | 'lie' | 'none';

export interface ActKind {
  readonly kind: Act['kind'];
  readonly needs: Needs;
  readonly name: `act${string}`;
  readonly text: `act${string}Text`;
}

export const ACT_KINDS = [
  { kind: 'wire-cut', needs: 'wire', name: 'actWireCut', text: 'actWireCutText' },
  { kind: 'wire-stolen', needs: 'wire', name: 'actWireStolen', text: 'actWireStolenText' },
  { kind: 'sensor-shunted', needs: 'house', name: 'actSensorShunted', text: 'actSensorShuntedText' },
  { kind: 'sensor-frozen', needs: 'house', name: 'actSensorFrozen', text: 'actSensorFrozenText' },
  { kind: 'sensor-drift', needs: 'house', name: 'actSensorDrift', text: 'actSensorDriftText' },
  { kind: 'meter-killed', needs: 'house', name: 'actMeterKilled', text: 'actMeterKilledText' },
  { kind: 'gateway-killed', needs: 'none', name: 'actGatewayKilled', text: 'actGatewayKilledText' },
  { kind: 'gateway-lies', needs: 'lie', name: 'actGatewayLies', text: 'actGatewayLiesText' },
] as const satisfies readonly ActKind[];

/** The act with what was chosen for it. */
export function actOf({ kind, needs }: Pick<ActKind, 'kind' | 'needs'>, choice: string): Act {
  return (needs === 'none' ? { kind } : { kind, [needs]: choice }) as Act;
}

/** Whether the same is broken already: at the gateway only one thing can be. */
export function isSame(one: Act, other: Act): boolean {
  const ofGateway = (act: Act): boolean => act.kind === 'gateway-killed' || act.kind === 'gateway-lies';
  if (ofGateway(one) && ofGateway(other)) return true;
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

/** Throws what the demo answers. */
export async function commit(sabotage: Act, token: string): Promise<void> {
  await postDemo(SABOTAGE, { sabotage }, token);
}
/** Throws what the demo answers. */
export async function mend(fault: number, token: string): Promise<void> {
  await postDemo(MEND, { fault }, token);
}
