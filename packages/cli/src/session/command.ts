/** A process that runs one command. */
import { processContext } from '../context.ts';
import { run } from '../run.ts';

/** Runs it, and returns the exit code once its output is written. */
export async function main(argv: readonly string[]): Promise<number> {
  const context = processContext();
  return context.exitCode(await run(argv, context));
}
