/** Top-level help and version, loading no more than they show. */
import { CommanderError } from 'commander';
import { outline } from '../program.ts';
import { openOutputs } from './streams.ts';

/** Same exit codes as `run`: 0 when requested, 2 for no arguments. */
export async function main(argv: readonly string[]): Promise<number> {
  const { lines, exitCode } = openOutputs(new AbortController());
  try {
    await outline(lines).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return exitCode(error.exitCode === 0 ? 0 : 2);
  }
  return exitCode(0);
}
