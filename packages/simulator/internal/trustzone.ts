/** For other packages' tests, the benches and the scripts; not part of the published package. */
export * from '../src/trustzone/flash.ts';
export { CONSOLE_PORT, TrustZoneMachine, WORLD_PORT } from '../src/trustzone/machine.ts';
export { PortClient } from '../src/trustzone/port-client.ts';
export type { MachineProfile } from '../src/trustzone/profile.ts';
export * from '../src/trustzone/qemu.ts';
export { programPath, requireMachine } from '../src/trustzone/requirements.ts';
export { type RunningMachine, startMachine } from '../src/trustzone/start.ts';
