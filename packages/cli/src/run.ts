/** One run of the command, from arguments to exit code. 0 done, 1 failed, 2 wrong usage, 3 the audit found a difference. */
import { failureOf } from '@evlock/files';
import { EvlockError, toJson } from '@evlock/protocol';
import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { withHelpLast } from './input/help-request.ts';
import { refuseMisspelt, refuseUnknown } from './input/misspelt.ts';
import { withoutKeys } from './input/secret-shape.ts';
import { refuseSecrets } from './input/secrets.ts';
import { refuseBlankNames } from './input/stray.ts';
import { UsageError } from './input/usage.ts';
import { oneLine } from './output/printable.ts';
import { programFor, wholeProgram } from './program.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** What commander says of wrong usage, as an error of the catalogue. It repeats what was typed, which may be a secret. */
function usageFailure({ code, message }: CommanderError): EvlockError {
  const said = message.replace(/^error: /, '').replaceAll('\n', ' ');
  const problem = code === 'commander.excessArguments' ? said.replace(/(but got \d+): .*$/, '$1') : withoutKeys(said);
  return new EvlockError('INVALID_INPUT', { problem });
}

/** A variable that is set to nothing, as in files of units and containers, is not set. */
const withoutBlank = (env: Context['env']): Context['env'] =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));

/** What happened, how to fix it, where to read more; with EVLOCK_DEBUG, the stack. */
export function describeFailure(
  failure: EvlockError,
  original: unknown,
  { usage, debug }: { usage: boolean; debug: boolean },
): string {
  const { message, remedy, docs } = failure.toJSON();
  const [happened, fix] = usage ? [misuse(failure) ?? message, 'run the same command with --help'] : [message, remedy];
  const lines = [`${failure.code}: ${oneLine(happened)}`, `  fix: ${fix}`, `  see: ${docs}`];
  if (debug) lines.push(stackOf(original));
  return lines.join('\n');
}

/** A usage problem worded for a person, first: `--price: the decimal separator is a point: write 0.12`. */
function misuse({ details }: EvlockError): string | undefined {
  const { argument, problem, ...rest } = details;
  if (problem === undefined) return undefined;
  const others = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  return `${argument === undefined ? '' : `${argument}: `}${problem}${others.length > 0 ? ` (${others.join(', ')})` : ''}`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? (error.stack ?? '') : `${error.stack}\ncaused by ${stackOf(error.cause)}`;
}

export async function run(typed: readonly string[], around: Context): Promise<number> {
  const argv = withHelpLast(typed);
  const context = { ...around, env: withoutBlank(around.env) };
  try {
    refuseSecrets(argv);
    const program = await programFor(argv, context);
    await refuseUnknown(program, argv, () => wholeProgram(context));
    refuseMisspelt(program, argv);
    program.hook('preAction', (_program, command) => refuseBlankNames(command));
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Help and version were requested; a bare `evlock` was not, and has already printed help.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    const usage = error instanceof CommanderError ? usageFailure(error) : error instanceof UsageError && error.failure;
    const failure = usage || failureOf(error);
    const debug = Boolean(context.env.EVLOCK_DEBUG);
    context.err(
      argv.includes('--json')
        ? toJson(failure.toJSON())
        : describeFailure(failure, error, { usage: Boolean(usage), debug }),
    );
    return usage ? EXIT.usage : (failure.entry.exitCode ?? EXIT.failed);
  }
}
