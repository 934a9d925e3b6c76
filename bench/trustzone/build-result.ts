/** What `bench/results/trustzone-build.json` holds. */

export interface Build {
  readonly seconds: number;
  /** By part, whole seconds; what was unchanged is not there. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface TrustzoneBuildResult {
  readonly command: string;
  readonly machine: string;
  /** Of the host, over a minute: before, and at the end. */
  readonly load: readonly [before: number, after: number];
  /** Seconds. */
  readonly goals: { readonly warm: number; readonly boot: number };
  readonly cold: Build;
  /** The application alone has changed. */
  readonly applicationChanged: Build;
  readonly unchanged: Build;
  /** From nothing to both bridges ready, milliseconds. */
  readonly boot: { readonly median: number; readonly runs: readonly number[] };
}
