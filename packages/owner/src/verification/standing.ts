/** Verifies what a gateway shows of standing orders. */
import {
  Mandate,
  parse,
  renewalDue,
  type StandingOrderView,
  type StandingRules,
  standingRulesSchema,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import type { Pinned } from './account.ts';
import { type Check, failedOf, type Shown, shownWith } from './verdict.ts';

/** What was approved is known to the meter alone, and nobody signs what became of it; its trades are proven one by one. */
const UNSIGNED = ['mandate', 'rules', 'state', 'progress'] as const;

/** With what its owner should know: why to approve the next one now, if there is a reason. */
export type ShownStandingOrder = Shown<StandingOrderView> & {
  readonly renewal: NonNullable<ReturnType<typeof renewalDue>> | null;
};

/** Checks whose standing order it is, and that it says nothing its own mandate rules out. Pure: makes no queries. */
export function verifyStandingOrder(
  view: StandingOrderView,
  { meterKey, now }: Pick<Pinned, 'meterKey'> & { readonly now: Timestamp },
): ShownStandingOrder {
  const { mandate } = view;
  const checks: readonly Check[] = [
    ['meter key', () => mandate.meterKey === meterKey],
    ['id', () => mandate.mandateId === view.id],
    ['energy', () => view.energyUsed <= mandate.energyCap && view.delivered <= view.energyUsed],
    ['money', () => mandate.side === 'offer' || (view.moneyUsed <= mandate.moneyCap && view.paid <= view.moneyUsed)],
  ];
  const shown = shownWith(view, { failed: failedOf(checks), unchecked: UNSIGNED });
  return { ...shown, renewal: renewalDue(view, now) ?? null };
}

/** Whether it is the one that was approved. */
export const isSameStandingOrder = (
  { mandate, rules }: Pick<StandingOrderView, 'mandate' | 'rules'>,
  approved: Pick<StandingOrderView, 'mandate' | 'rules'>,
): boolean => Mandate.hash(mandate) === Mandate.hash(approved.mandate) && inOrder(rules) === inOrder(approved.rules);

/** The same text for the same rules, however their fields are ordered. */
const inOrder = (rules: StandingRules): string | undefined => toJson(parse(standingRulesSchema, rules));
