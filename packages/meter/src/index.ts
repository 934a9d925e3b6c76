export * from './drivers/index.ts';
export * from './enrolment.ts';
export { createLog, type Log } from './log.ts';
export * from './meter.ts';
export * from './profile.ts';
export * from './signed-export.ts';
export { Store } from './store.ts';
export * from './store-copy.ts';
export * from './trade-rules.ts';
