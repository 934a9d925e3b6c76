/** One route of the HTTP API: how it is called, by whom, and what goes in and out. */
import type { z } from 'zod';

/** What a person of the operator's may do: everything; admit devices; or read only. */
export const OPERATOR_ROLES = ['operator', 'installer', 'auditor'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Who may call it: anyone, an owner with a session, or the operator with the operator's token or a session of the console. */
  readonly access: 'public' | 'owner' | 'operator';
  /** Of `operator`: which roles may call it; only `operator` where it is not given. The operator's token has that role. */
  readonly roles?: readonly OperatorRole[];
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
}
export const route = <const R extends Route>(definition: R): R => definition;

/** The roles that may call a route of the operator's. */
export const rolesOf = ({ roles = ['operator'] }: Pick<Route, 'roles'>): readonly OperatorRole[] => roles;
