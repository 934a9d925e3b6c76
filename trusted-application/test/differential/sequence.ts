/** Random sequences of commands. A household's sequences run one after another on one device, so that states grow deep. */
import * as actions from './actions.ts';
import { type Coverage, Household } from './household.ts';
import * as migration from './migration-actions.ts';
import * as ordering from './ordering.ts';
import * as passkeys from './passkey-actions.ts';
import * as trading from './trading.ts';
import { ScriptedTwins } from './twins.ts';

/** Sequences per device before a new one is used. */
export const SEQUENCES_PER_DEVICE = 20;

/** Relative weight of each action. */
export type Repertoire = ReadonlyMap<actions.Action, number>;

export const everything: Repertoire = new Map<actions.Action, number>([
  [actions.provision, 1],
  [actions.restore, 1],
  [passkeys.bindPasskey, 1],
  [passkeys.bindFurtherPasskey, 2],
  [passkeys.listPasskeys, 1],
  [passkeys.removePasskey, 2],
  [passkeys.removeAllPasskeys, 0.3],
  [actions.enrol, 2],
  [actions.authorizeMandate, 3],
  [actions.revokeMandate, 1.5],
  [actions.selfTest, 3],
  [actions.signReading, 6],
  [actions.withdraw, 3],
  [actions.replace, 3],
  [actions.cancel, 3],
  [actions.attest, 3],
  [actions.info, 3],
  [actions.garbage, 3],
  [actions.failingStorage, 1],
  [trading.signOrder, 4],
  [trading.openAgain, 2],
  [trading.openEarlier, 2],
  [trading.openOdd, 0.7],
  [ordering.closeUnopened, 3],
  [ordering.releaseOrder, 1],
  [ordering.orderWhileDelivering, 0.5],
  [ordering.letOrdersEnd, 0.5],
  [ordering.drawInPieces, 0.7],
  [actions.listMandates, 2],
  [migration.move, 0.8],
  [trading.deliverMany, 0.3],
  [actions.grantMany, 0.3],
  [actions.useNumbersUp, 0.3],
  [trading.deliver, 4],
  [trading.partnerReceipt, 3],
  [trading.signReceipt, 3],
  [trading.closeDelivery, 4],
  [trading.nextMark, 2],
  [trading.brokenSensor, 3],
  [trading.frozenSensor, 1],
  [trading.recover, 2],
] as const);

/** A household's actions on a device, and for how long. */
export interface Course {
  readonly sequences: number;
  readonly repertoire: Repertoire;
  /** Most ms that pass between two actions: usually, and occasionally. */
  readonly pauses: readonly [usual: number, long: number];
  /** Probability of a restart after a sequence. */
  readonly restarts: number;
}

function choose(household: Household, repertoire: Repertoire): actions.Action {
  const total = [...repertoire.values()].reduce((sum, weight) => sum + weight, 0);
  let at = household.random() * total;
  for (const [action, weight] of repertoire) {
    at -= weight;
    if (at < 0) return action;
  }
  return actions.info;
}

/**
 * Once in a device's life: sent nonsense, provisioned, and bound to its owner. Commands before that meet a device without
 * keys.
 */
async function begin(household: Household, repertoire: Repertoire): Promise<void> {
  for (let count = household.below(3); count > 0; count--) await choose(household, repertoire)(household);
  await actions.garbageOfEach(household);
  const make = household.chance(0.75) ? actions.provision : actions.restore;
  for (let attempt = 0; attempt < 4 && household.meterPublicKey.endsWith('00'.repeat(33)); attempt++)
    await make(household);
  for (let attempt = 0; attempt < 4 && household.bound === 0; attempt++) await passkeys.bindPasskey(household);
}

/** All sequences on one device. */
export async function follow(household: Household, { sequences, repertoire, pauses, restarts }: Course): Promise<void> {
  await begin(household, repertoire);
  for (let sequence = 0; sequence < sequences; sequence++) {
    for (let length = 2 + household.below(5); length > 0; length--) {
      await choose(household, repertoire)(household);
      if (household.chance(0.2)) await household.twins.tick(household.below(pauses[household.chance(0.1) ? 1 : 0]));
    }
    if (household.chance(restarts)) await actions.restart(household);
    await actions.info(household);
    await household.twins.compareStorage();
  }
  await household.twins.compareStorage();
}

/** `sequences` of them on one device, from one seed: a script for the native program. */
export async function play(
  seed: number,
  sequences: number,
  coverage: Coverage,
): Promise<{ readonly twins: ScriptedTwins }> {
  const twins = new ScriptedTwins();
  const course: Course = { sequences, repertoire: everything, pauses: [3_000, 700_000], restarts: 0.1 };
  await follow(new Household(seed, coverage, twins), course);
  return { twins };
}
