/** The meter's hardware as named by its profile. Opened and released with the relay open. */
import { join } from 'node:path';
import type { MeterProfile } from '../profile.ts';
import { Iio } from './iio.ts';
import { ReferenceLoad } from './reference-load.ts';
import { Relay } from './relay.ts';
import { Watchdog } from './watchdog.ts';
import { requireWatchdog } from './watchdog-timeout.ts';

export interface Hardware {
  readonly iio: Pick<Iio, 'read' | 'close'>;
  readonly relay: Pick<Relay, 'drive' | 'dispose'>;
  readonly referenceLoad: Pick<ReferenceLoad, 'switch' | 'dispose'>;
  readonly watchdog: Pick<Watchdog, 'feed' | 'doubt' | 'trust' | 'dispose'>;
}

/** Throws `RELAY_FAULT` when a line is unavailable, `WATCHDOG_FAULT` when the watchdog would fire too late. */
export function openHardware({ sysfsRoot, devRoot, gpio, iio, watchdog, watchdogSeconds }: MeterProfile): Hardware {
  const chip = join(devRoot, gpio.chip);
  const path = join(devRoot, watchdog);
  // The relay first: whatever else is wrong, it is then open.
  const relay = Relay.open({ sysfsRoot, chip, gpio: gpio.relay });
  try {
    requireWatchdog({ sysfsRoot, name: watchdog, path }, watchdogSeconds);
    return {
      relay,
      referenceLoad: ReferenceLoad.open({ sysfsRoot, chip, gpio: gpio.referenceLoad }),
      iio: new Iio({ sysfsRoot, ...iio }),
      watchdog: new Watchdog({ path, mostSeconds: watchdogSeconds }),
    };
  } catch (error) {
    relay.dispose();
    throw error;
  }
}

/** The relay first; each part is released even when the one before fails. */
export function disposeHardware({ relay, referenceLoad, watchdog, iio }: Hardware): void {
  const steps = [() => relay.dispose(), () => referenceLoad.dispose(), () => watchdog.dispose(), () => iio.close()];
  const failures = steps.flatMap((step) => {
    try {
      step();
      return [];
    } catch (error) {
      return [error];
    }
  });
  if (failures.length > 0) throw failures[0];
}
