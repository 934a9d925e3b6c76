/** How a long start reports progress: a step begins, then is done or has failed. */
export interface Progress {
  begin(step: string): void;
  /** What a slow step is waiting for. */
  note(step: string, text: string): void;
  /** `result`: the outcome in a few words. */
  done(step: string, result: string): void;
  failed(step: string): void;
}

/** Tells each what happens. */
export const both = (...listeners: readonly Progress[]): Progress => ({
  begin: (step) => listeners.forEach((one) => void one.begin(step)),
  note: (step, text) => listeners.forEach((one) => void one.note(step, text)),
  done: (step, result) => listeners.forEach((one) => void one.done(step, result)),
  failed: (step) => listeners.forEach((one) => void one.failed(step)),
});

export const silentProgress: Progress = { begin: () => {}, note: () => {}, done: () => {}, failed: () => {} };

/** Runs one step of a start; `describe` words its outcome. */
export async function step<T>(
  progress: Progress,
  name: string,
  work: () => Promise<T>,
  describe: (result: T) => string,
): Promise<T> {
  progress.begin(name);
  try {
    const result = await work();
    progress.done(name, describe(result));
    return result;
  } catch (error) {
    progress.failed(name);
    throw error;
  }
}
