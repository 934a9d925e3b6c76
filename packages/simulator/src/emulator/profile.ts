/** The emulator's profile file. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EvlockError, parse } from '@evlock/protocol';
import { z } from 'zod';

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

/** Paths in a profile are relative to its own folder. Throws `PROFILE_INVALID`. */
export function readEmulatorProfile(file: string): z.output<typeof emulatorProfileSchema> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, problem: 'not readable as JSON' }, { cause });
  }
  const profile = parse(emulatorProfileSchema, value, 'PROFILE_INVALID');
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...profile,
    dataFolder: absolute(profile.dataFolder),
    keyFolder: absolute(profile.keyFolder),
    socket: absolute(profile.socket),
    consoleSocket: absolute(profile.consoleSocket),
  };
}
