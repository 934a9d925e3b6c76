/** Random sequences of commands. Sequences of one household follow each other on one device, so that states grow deep. */
import * as actions from './actions.ts';
import { type Coverage, Household } from './household.ts';
import * as trading from './trading.ts';

/** Sequences on one device before the next begins with a new one. */
export const SEQUENCES_PER_DEVICE = 20;

const weighted: readonly [weight: number, action: actions.Action][] = [
  [1, actions.provision],
  [1, actions.restore],
  [1, actions.bindPasskey],
  [2, actions.bindFurtherPasskey],
  [3, actions.authorizeMandate],
  [1.5, actions.revokeMandate],
  [3, actions.selfTest],
  [6, actions.signReading],
  [3, actions.withdraw],
  [3, actions.replace],
  [3, actions.cancel],
  [3, actions.attest],
  [3, actions.info],
  [3, actions.garbage],
  [1, actions.failingStorage],
  [4, trading.signOrder],
  [2, trading.openAgain],
  [2, trading.openEarlier],
  [0.3, trading.deliverMany],
  [0.3, actions.grantMany],
  [4, trading.deliver],
  [3, trading.partnerReceipt],
  [3, trading.signReceipt],
  [4, trading.closeDelivery],
  [2, trading.nextMark],
  [3, trading.brokenSensor],
  [1, trading.frozenSensor],
  [2, trading.recover],
];
const total = weighted.reduce((sum, [weight]) => sum + weight, 0);

function choose(household: Household): actions.Action {
  let at = household.random() * total;
  for (const [weight, action] of weighted) {
    at -= weight;
    if (at < 0) return action;
  }
  return actions.info;
}

/** Once in the life of a device: made, and bound to its owner. The commands before are asked of a device without keys. */
async function begin(household: Household): Promise<void> {
  for (let count = household.below(3); count > 0; count--) await choose(household)(household);
  const make = household.chance(0.75) ? actions.provision : actions.restore;
  for (let attempt = 0; attempt < 4 && household.meterPublicKey.endsWith('00'.repeat(33)); attempt++)
    await make(household);
  for (let attempt = 0; attempt < 4 && household.bound === 0; attempt++) await actions.bindPasskey(household);
}

/** `sequences` of them on one device, from one seed. */
export async function play(seed: number, sequences: number, coverage: Coverage): Promise<Household> {
  const household = new Household(seed, coverage);
  await begin(household);
  for (let sequence = 0; sequence < sequences; sequence++) {
    for (let length = 2 + household.below(5); length > 0; length--) {
      await choose(household)(household);
      if (household.chance(0.2)) household.twins.tick(household.below(household.chance(0.1) ? 700_000 : 3_000));
    }
    if (household.chance(0.1)) actions.restart(household);
    await actions.info(household);
    household.twins.compareStorage();
  }
  if (household.chance(0.3)) await actions.lastNonce(household);
  household.twins.compareStorage();
  return household;
}
