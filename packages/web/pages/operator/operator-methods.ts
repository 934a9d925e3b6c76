import type { Operator } from '@evlock/owner';

/** What of `Operator` the window may call by name. */
export const OPERATOR_METHODS = [
  ...(['enrolments', 'file', 'readmit', 'revoke', 'meterFaults', 'people', 'addPerson', 'removePerson'] as const),
  ...(['record', 'report', 'meters', 'operations', 'disputes', 'audits', 'startAudit'] as const),
] as const satisfies readonly (keyof Operator)[];
export type OperatorMethod = (typeof OPERATOR_METHODS)[number];
