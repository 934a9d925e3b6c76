/** The emulator's profile file. */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readProfile } from '../profile-file.ts';

const path = z.string().min(1).max(4096);

export const emulatorProfileSchema = z.strictObject({
  /** Encrypted storage and its rollback counter. */
  dataFolder: path,
  /** `storage.key` and `tls-key.pem`, both 0600. */
  keyFolder: path,
  /** Unix socket of the meter; the kernel allows 107 bytes. */
  socket: path.max(107),
  /** The provisioning socket, a Unix socket of mode 0600. */
  consoleSocket: path.max(107),
  /** In place of the hardware's serial number. */
  serial: z.string().min(1).max(64),
  /** How much faster than wall time its clock runs: for a simulator in fast time. */
  speed: z.number().positive().max(1000).default(1),
});
export type EmulatorProfile = z.input<typeof emulatorProfileSchema>;

/** Paths in a profile are relative to its own folder. Throws `PROFILE_MISSING`, `PROFILE_INVALID`. */
export async function readEmulatorProfile(file: string): Promise<z.output<typeof emulatorProfileSchema>> {
  const profile = await readProfile(emulatorProfileSchema, file);
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...profile,
    dataFolder: absolute(profile.dataFolder),
    keyFolder: absolute(profile.keyFolder),
    socket: absolute(profile.socket),
    consoleSocket: absolute(profile.consoleSocket),
  };
}
