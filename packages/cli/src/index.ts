export type { Context } from './context.ts';
export { EXIT, run } from './run.ts';
