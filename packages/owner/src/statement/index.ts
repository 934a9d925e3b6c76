/** Statements of days and months. */
export * from './csv.ts';
export * from './energy-rows.ts';
export type { EnergyTable, MovementList, StatementWish } from './history.ts';
export * from './local-time.ts';
export * from './statement.ts';
