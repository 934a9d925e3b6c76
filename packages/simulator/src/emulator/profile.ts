/** The emulator's profile file. */
import { readFileSync } from 'node:fs';
import { EvlockError, parse } from '@evlock/protocol';
import { z } from 'zod';

const path = z.string().min(1).max(4096);

export const emulatorProfileSchema = z.strictObject({
  /** Encrypted storage and its rollback counter. */
  dataFolder: path,
  /** `storage.key` and `tls-key.pem`, both 0600. */
  keyFolder: path,
  /** Unix socket of the meter; at most 107 bytes, as the kernel allows. */
  socket: path.max(107),
  /** Unix socket of the local console, 0600. */
  consoleSocket: path.max(107),
  /** Stands in for the serial number of the hardware. */
  serial: z.string().min(1).max(64),
  /** How much faster than the wall its clock runs: with a simulator in fast time. */
  speed: z.number().positive().max(1000).default(1),
});
export type EmulatorProfile = z.input<typeof emulatorProfileSchema>;

/** Throws `PROFILE_INVALID`. */
export function readEmulatorProfile(file: string): z.output<typeof emulatorProfileSchema> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, problem: 'not readable as JSON' }, { cause });
  }
  return parse(emulatorProfileSchema, value, 'PROFILE_INVALID');
}
