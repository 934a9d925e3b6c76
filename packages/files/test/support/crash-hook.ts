/**
 * For `node --import`: kills the process, as a power cut would, at the file change numbered `CRASH_AT` (from 1). A write is half
 * done first.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Work = (this: unknown, ...args: never[]) => unknown;

const at = Number(process.env.CRASH_AT);
let changes = 0;

function change(before: () => unknown = () => undefined): void {
  if (++changes !== at) return;
  before();
  process.kill(process.pid, 'SIGKILL');
}

function count(owner: object, names: readonly string[], isChange: (args: never[]) => boolean = () => true): void {
  const functions = owner as Record<string, Work>;
  for (const name of names) {
    const work = functions[name] as Work;
    functions[name] = function (this: unknown, ...args: never[]) {
      if (isChange(args)) change();
      return work.apply(this, args);
    };
  }
}

const half = (content: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(content as string);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
};

const handle = await promises.open('/dev/null');
const files = Object.getPrototypeOf(handle) as Record<string, Work>;
await handle.close();
const writeFile = files.writeFile as Work;
files.writeFile = function (this: unknown, ...args: never[]) {
  change(() => fs.writeSync((this as { fd: number }).fd, half(args[0] as unknown as string)));
  return writeFile.apply(this, args);
};
count(files, ['chmod', 'sync', 'close']);
const { writeFileSync } = fs;
fs.writeFileSync = ((file: number, content: string, ...rest: never[]) => {
  change(() => typeof file === 'number' && fs.writeSync(file, half(content)));
  return writeFileSync(file, content, ...rest);
}) as never;
const opensToWrite = ([, flags]: never[]): boolean => flags === ('wx' as never) || Number(flags) > 0;
count(promises, ['open'], opensToWrite);
count(fs, ['openSync'], opensToWrite);
count(promises, ['rename', 'link', 'rm', 'mkdir']);
count(fs, ['renameSync', 'linkSync', 'rmSync', 'fsyncSync', 'fchmodSync']);
syncBuiltinESMExports();
