/** The self-test on request, by whoever may use the sensor: the running meter, or nobody else. */
import { FolderLock } from '@evlock/files/folder-lock';
import { type Clock, EvlockError } from '@evlock/protocol';
import type { SecureWorldClient } from '@evlock/secure-world';
import { disposeHardware, type Hardware, openHardware } from '../drivers/hardware.ts';
import type { MeterProfile } from '../profile.ts';
import { SelfTest, type SensorTest } from '../self-test/self-test.ts';

export interface SensorTestModules {
  readonly secureWorld: Pick<SecureWorldClient, 'selfTestResult'>;
  readonly clock: Clock;
  readonly open?: (profile: MeterProfile) => Hardware;
}

/**
 * For a meter that is not running: takes its folder's lock, so that none starts meanwhile and no relay is opened under a delivery.
 * Throws `METER_IN_USE`, what `openHardware` throws, or the secure world's error.
 */
export async function testIdleSensor(
  profile: MeterProfile,
  { secureWorld, clock, open = openHardware }: SensorTestModules,
  signal: AbortSignal,
): Promise<SensorTest> {
  const lock = acquire(profile.dataFolder);
  try {
    const hardware = open(profile);
    try {
      return await new SelfTest({}, { ...hardware, clock, secureWorld }).show(signal);
    } finally {
      disposeHardware(hardware);
    }
  } finally {
    lock.release();
  }
}

function acquire(folder: string): FolderLock {
  try {
    return FolderLock.acquire(folder, 'meter');
  } catch (cause) {
    if (EvlockError.is(cause, 'ALREADY_RUNNING')) throw new EvlockError('METER_IN_USE', {}, { cause });
    throw cause;
  }
}
