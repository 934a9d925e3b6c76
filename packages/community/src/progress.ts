/** How a long start tells what it is doing: a step begins, and is done or has failed. */
export interface Progress {
  begin(step: string): void;
  /** What a step that takes long is waiting for. */
  note(step: string, text: string): void;
  /** `result`: what came of it, in a few words. */
  done(step: string, result: string): void;
  failed(step: string): void;
}

export const silentProgress: Progress = { begin: () => {}, note: () => {}, done: () => {}, failed: () => {} };

/** Runs one step of a start; `describe` says what came of it. */
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
