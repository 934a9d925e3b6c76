/** Processes that never outlive the one that started them, however that one ends. */

/**
 * The shell becomes the program. What it leaves behind waits for the end of its standard input, which comes with the end of the
 * process that holds the other side, and then sends the program the signal. Exceeding a file size limit fails the write and does
 * not kill.
 */
const guard = (signal: GuardSignal): string =>
  `trap "" XFSZ; exec 3<&0; ( ( cat <&3; kill -${signal} $$ ) >/dev/null 2>&1 & ); exec "$@" </dev/null 3<&-`;

/** What asks the program to end: `TERM`, or `INT` for one that shuts down faster by it. */
export type GuardSignal = 'TERM' | 'INT';

/**
 * Program and arguments for `spawn`. `name` is what the shell calls itself in its messages; `command` is a program and its
 * arguments. The child's `stdio` must begin with a pipe: destroy it when the child has ended.
 *
 * @example
 * const child = spawn(...guardedCommand('anvil', ['/opt/anvil', '--port', '8545']), { stdio: ['pipe', 'ignore', 'ignore'] });
 * child.once('exit', () => child.stdin?.destroy());
 */
export const guardedCommand = (
  name: string,
  command: readonly string[],
  signal: GuardSignal = 'TERM',
): [program: string, args: string[]] => ['/bin/sh', ['-c', guard(signal), name, ...command]];
