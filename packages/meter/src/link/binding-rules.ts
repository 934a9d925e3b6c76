/**
 * Which rules bind an order: those of the standing order that it is signed for. The secure world checks mandates and knows no rules; it
 * charges an order to whichever mandate allows it. So an order that only standing orders allow is bound by their rules, whatever the
 * gateway says it is for.
 */
import {
  brokenRule,
  EvlockError,
  type HouseholdInputs,
  lock,
  type Mandate,
  type Order,
  SENSOR_CLASSES,
  type StandingRuleName,
  type StandingRules,
} from '@evlock/protocol';
import type { MandateRemainder } from '@evlock/secure-world';

/** A mandate that this meter took in, with its rules if it is a standing order's. */
export interface Granted {
  readonly mandate: Mandate;
  readonly rules: StandingRules | null;
}

const rank = ({ minSensorClass }: Order | Mandate): number => SENSOR_CLASSES.indexOf(minSensorClass);

/** As the secure world decides it. */
function allows({ mandate }: Granted, left: MandateRemainder, order: Order): boolean {
  const buys = order.side === 'bid';
  return (
    mandate.side === order.side &&
    (buys ? order.price <= mandate.limitPrice : order.price >= mandate.limitPrice) &&
    order.start >= mandate.deliveryFrom &&
    order.end <= mandate.deliveryUntil &&
    order.openBefore <= mandate.validUntil &&
    order.minReputation >= mandate.minReputation &&
    order.lossBandPpm <= mandate.lossBandPpm &&
    rank(order) >= rank(mandate) &&
    order.minEnergy >= mandate.minEnergy &&
    order.energy <= left.energyLeft &&
    (!buys || lock(order.energy, order.price) <= left.moneyLeft)
  );
}

export interface OrderRequest {
  readonly order: Order;
  /** For which mandate the gateway asks; a standing order's names it. */
  readonly mandateId?: number | undefined;
}

/**
 * The rules under which the order may be signed now; null where none bind it. Throws `STANDING_RULE_BROKEN` with the rule. `held` is what
 * the secure world has left of its mandates.
 */
export function bindingRules(
  { order, mandateId }: OrderRequest,
  granted: readonly Granted[],
  held: readonly MandateRemainder[],
  inputs: HouseholdInputs,
): StandingRules | null {
  const leftOf = new Map(held.map((left) => [left.mandateId, left]));
  const allowing = granted.filter((one) => {
    const left = leftOf.get(one.mandate.mandateId);
    return left !== undefined && allows(one, left, order);
  });
  const named = granted.find(({ mandate }) => mandate.mandateId === mandateId);
  // One that does not allow it is not charged for it: its rules must not stand in for those of the one that is.
  const isNamed = named?.rules && (allowing.length === 0 || allowing.includes(named));
  const bound = isNamed ? [named] : allowing;
  let broken: StandingRuleName | undefined;
  // Where nothing allows it, the secure world says why.
  if (bound.some(({ rules }) => rules === null)) return null;
  for (const { rules } of bound) {
    if (!rules) continue;
    const found = brokenRule(rules, order, inputs);
    if (!found) return rules;
    broken ??= found;
  }
  if (broken) throw new EvlockError('STANDING_RULE_BROKEN', { rule: broken });
  return null;
}
