/** Runs named commands one after another, all of them, and reports what failed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly folder?: string;
}

/** `node` and the tools of `node_modules/.bin` come from this checkout, never from the machine. */
export function run(steps: readonly Step[]): void {
  const failed: string[] = [];
  for (const { name, command, folder } of steps) {
    const [tool, ...args] = command;
    console.log(`\n— ${name}: ${command.join(' ')}`);
    const program = tool === 'node' ? process.execPath : bin(tool);
    const { status, error } = spawnSync(program, args, { cwd: join(root, folder ?? '.'), stdio: 'inherit' });
    if (error) console.error(error.message);
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) {
    console.error(`\nfailed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}
