export type { EmulatorModules, EmulatorOptions, Storage } from './device.ts';
export { Emulator } from './emulator.ts';
export { MarkTracker, markInterval } from './mark.ts';
export { type EmulatorProfile, emulatorProfileSchema } from './profile.ts';
export { type EmulatorServer, type ServeOptions, serveEmulator } from './server.ts';
export { createEmulator, type EmulatorReady } from './start.ts';
export { FileStorage, MemoryStorage } from './storage.ts';
export { makeTlsKey, tlsKeyPath } from './tls-key.ts';
