import type { AuditStage } from '@evlock/protocol';

/** In their order; the protocol's own list would bring the whole API with it. */
export const AUDIT_STAGES_OF = [
  'tables',
  'chain',
  'receipts',
  'readings',
  'accounts',
  'checks',
] as const satisfies readonly AuditStage[];
