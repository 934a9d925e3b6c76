export * from './community.ts';
export * from './household.ts';
export * from './keys.ts';
export * from './layout.ts';
export * from './parts.ts';
export * from './process.ts';
export * from './progress.ts';
export * from './trade-run.ts';
