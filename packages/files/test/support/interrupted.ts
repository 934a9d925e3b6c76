/** Runs a module's function in its own process, whose disk is full or which is killed, at a chosen point. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Writing {
  /** The module, and the name of its function. */
  readonly module: string;
  readonly name: string;
  /** JSON. */
  readonly args: readonly unknown[];
}

export type Ending =
  | { readonly is: 'done' }
  | { readonly is: 'killed' }
  | { readonly is: 'refused'; readonly code: string };

const script = ({ module, name, args }: Writing): string =>
  `import(${JSON.stringify(pathToFileURL(module).href)})
     .then((module) => module[${JSON.stringify(name)}](...${JSON.stringify(args)}))
     .then(() => process.exit(0), (error) => { console.log(error.code ?? error); process.exit(3); });`;

function run(command: readonly string[], env: NodeJS.ProcessEnv): Ending {
  const [program = '', ...args] = command;
  const { status, signal, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  if (signal === 'SIGKILL') return { is: 'killed' };
  if (status === 3) return { is: 'refused', code: stdout.trim() };
  if (status !== 0) throw new Error(`${signal ?? status}: ${stderr}`);
  return { is: 'done' };
}

/** Cache compiled sources: these processes are many. */
const cache = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../../node_modules/.cache/evlock') };
const node = [process.execPath, '--disable-warning=ExperimentalWarning'];

/** The process is killed at the nth change of a file. */
export const killedAt = (change: number, writing: Writing): Ending =>
  run([...node, '--import', join(import.meta.dirname, 'crash-hook.ts'), '-e', script(writing)], {
    ...cache,
    CRASH_AT: String(change),
  });

/** No file may grow beyond `bytes`: to the process, the disk is full. */
export const withRoomFor = (bytes: number, writing: Writing): Ending =>
  run(
    [
      ...['/bin/sh', '-c', `trap '' XFSZ; exec prlimit --fsize=${bytes}:${bytes} "$@"`, 'sh'],
      ...[...node, '-e', script(writing)],
    ],
    { ...cache, PATH: '/usr/bin:/bin' },
  );
