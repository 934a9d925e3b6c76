/** Processes that never outlive the one that started them, no matter how that one ends. */

/**
 * The shell becomes the program; what it leaves behind waits for the end of its standard input, which comes with the end of the
 * process that holds the other side, and then asks the program to end. Exceeding a file size limit fails the write and does not kill.
 */
const GUARD = 'trap "" XFSZ; exec 3<&0; ( ( cat <&3; kill -TERM $$ ) >/dev/null 2>&1 & ); exec "$@" </dev/null 3<&-';

/** Program and arguments for `spawn`, whose `stdio` must begin with a pipe: it is to be destroyed when the child has ended. */
export const guarded = (name: string, command: readonly string[]): [program: string, args: string[]] => [
  '/bin/sh',
  ['-c', GUARD, name, ...command],
];
