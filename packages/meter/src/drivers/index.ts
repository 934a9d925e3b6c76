export * from './device-files.ts';
export { GpioLine, type GpioLineOptions } from './gpio-line.ts';
export { Iio, type IioOptions } from './iio.ts';
export { ReferenceLoad } from './reference-load.ts';
export { Relay } from './relay.ts';
export * from './sampler.ts';
export { Watchdog, type WatchdogOptions } from './watchdog.ts';
