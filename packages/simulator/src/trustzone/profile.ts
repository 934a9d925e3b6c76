/** The profile file of a machine's process. */
import { dirname, resolve } from 'node:path';
import { parse } from '@evlock/protocol';
import { z } from 'zod';
import { readProfile } from '../profile-file.ts';

const path = z.string().min(1).max(4096);

export const machineProfileSchema = z.strictObject({
  /** Output of `npm run trustzone:build`. */
  imageFolder: path,
  /** This machine's flash, disk and logs. */
  dataFolder: path,
  /** `tls-key.pem`, 0600: the machine has no token for it. */
  keyFolder: path,
  /** Unix socket of the meter; the kernel allows 107 bytes. */
  socket: path.max(107),
  /** The provisioning socket, a Unix socket of mode 0600. */
  consoleSocket: path.max(107),
});
export type MachineProfile = z.output<typeof machineProfileSchema>;

/** Paths in a profile are relative to its own folder. Throws `PROFILE_MISSING`, `PROFILE_INVALID`. */
export async function readMachineProfile(file: string): Promise<MachineProfile> {
  const profile = await readProfile(machineProfileSchema, file);
  const entries = Object.entries(profile).map(([key, one]) => [key, resolve(dirname(file), one)]);
  return parse(machineProfileSchema, Object.fromEntries(entries), 'PROFILE_INVALID');
}
