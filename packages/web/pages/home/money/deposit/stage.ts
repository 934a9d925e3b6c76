import type { DepositPlan, Sent } from '@evlock/owner';

/** Where a deposit is. */
export type Stage =
  | { readonly at: 'amount' }
  | { readonly at: 'checking' }
  | { readonly at: 'approve' | 'deposit' | 'waiting'; readonly plan: DepositPlan }
  | { readonly at: 'done'; readonly plan: DepositPlan; readonly sent: Sent | undefined };
