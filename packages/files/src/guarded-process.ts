/** Child processes that never outlive their parent, however it ends. */

/**
 * The shell execs the program, leaving behind a guard that waits for end of file on its standard input, which comes when the
 * process holding the other end exits, and then signals the program. Exceeding a file size limit fails the write instead of
 * killing.
 */
const guard = (signal: GuardSignal): string =>
  `trap "" XFSZ; exec 3<&0; ( ( cat <&3; kill -${signal} $$ ) >/dev/null 2>&1 & ); exec "$@" </dev/null 3<&-`;

/** The signal that asks the program to end: `TERM`, or `INT` where that shuts it down faster. */
export type GuardSignal = 'TERM' | 'INT';

/**
 * Program and arguments for `spawn`. `name` is the shell's name in its messages; `command` is a program and its arguments. The
 * child's `stdio` must begin with a pipe: destroy it once the child has exited.
 * @example
 * const child = spawn(...guardedCommand('anvil', ['/opt/anvil', '--port', '8545']), { stdio: ['pipe', 'ignore', 'ignore'] });
 * child.once('exit', () => child.stdin?.destroy());
 */
export const guardedCommand = (
  name: string,
  command: readonly string[],
  signal: GuardSignal = 'TERM',
): [program: string, args: string[]] => ['/bin/sh', ['-c', guard(signal), name, ...command]];
