/** The part of a meter's profile that concerns its local page. */
import { resolve } from 'node:path';
import { z } from 'zod';

const path = z.string().min(1).max(4096);

export const localPageProfileSchema = z.strictObject({
  /** The secure world's provisioning socket: whoever reaches it and sits at the meter may set it up. */
  provisioningSocket: z.union([
    z.strictObject({ path }),
    z.strictObject({ host: z.string().min(1).max(253), port: z.number().int().min(1).max(65_535) }),
  ]),
  /** On loopback. Any free one if it is not set, chosen once. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** `meter`: the meter's process serves it. `own`: only `evlock meter page` does, which may run as another system user. */
  process: z.enum(['own', 'meter']).default('own'),
  /** The code on the label, 0600. Without it every start prints a new one. */
  codeFile: path.optional(),
  /** Limits, calibration and withdrawal addresses to propose; `evlock profiles print provision` prints an example. */
  settingsFile: path.optional(),
  /** The operator's one-time code for this device, 0600, where an installer puts it; otherwise it is typed. */
  enrolmentCodeFile: path.optional(),
  /** The built pages; `evlock` knows its own. */
  pagesFolder: path.optional(),
});
export type LocalPageProfile = z.output<typeof localPageProfileSchema>;

/** Relative paths are relative to the profile's folder. */
export function withAbsoluteLocalPaths(local: LocalPageProfile, folder: string): LocalPageProfile {
  const { provisioningSocket: socket } = local;
  const files = (['codeFile', 'settingsFile', 'enrolmentCodeFile', 'pagesFolder'] as const).flatMap((name) => {
    const file = local[name];
    return file === undefined ? [] : [[name, resolve(folder, file)]];
  });
  return {
    ...local,
    ...Object.fromEntries(files),
    provisioningSocket: 'path' in socket ? { path: resolve(folder, socket.path) } : socket,
  };
}
