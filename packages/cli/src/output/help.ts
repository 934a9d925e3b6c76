/** Help and version of the whole command, which load no more than they show. */
import { CommanderError } from 'commander';
import { outline } from '../program.ts';
import { openOutputs } from './streams.ts';

/** As `run` answers the same words: 0 for what was asked for, 2 for no words at all. */
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
