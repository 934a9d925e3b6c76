/** A hacked gateway: its keys, certificates and listeners, controlled by whoever writes the rules. */
export * from './alone.ts';
export * from './as-device.ts';
export * from './hostile-api.ts';
export * from './hostile-link.ts';
export type * from './identity.ts';
export * from './rules.ts';
