/** Files that outlive a process. The folder lock has its own entry point, since it loads SQLite. */
export * from './authority.ts';
export * from './guarded-process.ts';
export * from './log-file.ts';
export * from './loopback.ts';
export * from './private-socket.ts';
export * from './process-identity.ts';
export * from './profile-file.ts';
export * from './remains.ts';
export * from './reserved-file.ts';
export { profileArgument, runPart, runUntilStopped } from './run-part.ts';
export * from './secret-file.ts';
export { failureOf, unusable } from './unusable.ts';
export * from './whole-file.ts';
