/** What the tests of other packages, the benches and the scripts use; no part of the package that is published. */
export * from '../src/trustzone/flash.ts';
export { CONSOLE_PORT, TrustZoneMachine, WORLD_PORT } from '../src/trustzone/machine.ts';
export { PortClient } from '../src/trustzone/port-client.ts';
export type { MachineProfile } from '../src/trustzone/profile.ts';
export * from '../src/trustzone/qemu.ts';
export { programPath, requireMachine } from '../src/trustzone/requirements.ts';
export { type RunningMachine, startMachine } from '../src/trustzone/start.ts';
