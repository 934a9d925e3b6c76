/** From where the paths of a command count. */

/**
 * `npm run evlock` runs in the folder of the repository; a path that a person types counts from where the person stands, which
 * npm says in `INIT_CWD`.
 */
export function countFromThePerson(env: Readonly<Record<string, string | undefined>>, change = process.chdir): void {
  if (env.npm_lifecycle_event !== 'evlock' || env.INIT_CWD === undefined) return;
  try {
    change(env.INIT_CWD);
  } catch {
    // The folder is gone: paths count from where npm is.
  }
}
