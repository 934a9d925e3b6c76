/** The folder that relative paths in arguments start from. */

/**
 * `npm run evlock` runs in the repository's folder; a typed path is relative to the person's own, which npm passes in `INIT_CWD`.
 */
export function countFromThePerson(env: Readonly<Record<string, string | undefined>>, change = process.chdir): void {
  if (env.npm_lifecycle_event !== 'evlock' || env.INIT_CWD === undefined) return;
  try {
    change(env.INIT_CWD);
  } catch {
    // The folder is gone: paths are relative to npm's.
  }
}
