/** For other packages' tests, the benches and the scripts; not part of the published package. */

export { sha256 } from '../src/emulator/device.ts';
export { Emulator } from '../src/emulator/emulator.ts';
export { FlowDetector } from '../src/emulator/flow.ts';
export { type Keys, keysOf, wordlist, wordsOf } from '../src/emulator/keys.ts';
export { MarkTracker, markInterval } from '../src/emulator/mark.ts';
export { count, measure } from '../src/emulator/registers.ts';
export * from '../src/emulator/state.ts';
export { MemoryStorage } from '../src/emulator/storage.ts';
