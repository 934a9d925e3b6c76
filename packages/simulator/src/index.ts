export * from './control.ts';
export { nominalCalibration } from './electrical/calibration.ts';
export * from './electrical/config.ts';
export * from './electrical/fault.ts';
export * from './emulator/index.ts';
export { type RelyingParty, SoftwarePasskey } from './passkey.ts';
export { Simulation } from './simulation.ts';
export { SimulatorControl } from './simulator-control.ts';
export { Sysfs, type SysfsOptions } from './sysfs.ts';
