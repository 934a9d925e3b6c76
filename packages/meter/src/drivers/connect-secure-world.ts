/** The connection to the secure world, which may start later than the meter. */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import type { MeterProfile } from '../profile.ts';

const ATTEMPTS = 20;
const WAIT = milliseconds(500);

/** Retries for ten seconds. Throws `SECURE_WORLD_UNREACHABLE`, and as `SecureWorldClient.connect`. */
export async function connectSecureWorld(
  address: MeterProfile['secureWorld'],
  signal: AbortSignal,
  clock: Clock,
): Promise<SecureWorldClient> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await SecureWorldClient.connect(address);
    } catch (error) {
      if (attempt === ATTEMPTS || !EvlockError.is(error, 'SECURE_WORLD_UNREACHABLE')) throw error;
      await clock.sleep(WAIT, signal);
    }
  }
}
