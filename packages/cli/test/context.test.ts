import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readPipedSecret } from '../src/input/secret-input.ts';

const modules = JSON.stringify({
  context: new URL('../src/context.ts', import.meta.url).pathname,
  protocol: new URL('../../protocol/src/index.ts', import.meta.url).pathname,
});
const program = `
  const { context, protocol } = ${modules};
  const { processContext } = await import(context);
  const { EvlockError } = await import(protocol);
  const failure = await processContext().ask("Go on? ").catch((error) => error);
  process.stdout.write(EvlockError.from(failure).code + JSON.stringify(EvlockError.from(failure).details));
  process.exit(0);`;

/** Asks a question in a process of its own; `act` once it was asked. */
async function asked(command: readonly [string, string[]], act: (child: ChildProcess) => void): Promise<string> {
  const child = spawn(...command, { stdio: 'pipe' });
  let seen = '';
  const look = (bytes: Buffer): void => {
    if (!seen.includes('Go on? ') && `${seen}${bytes}`.includes('Go on? ')) act(child);
    seen += bytes;
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  await once(child, 'close');
  return seen;
}

const node = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];

describe('a question', () => {
  it('ends as cancelled with SIGTERM', async () => {
    expect(await asked([process.execPath, node], (child) => child.kill('SIGTERM'))).toBe('Go on? CANCELLED{}');
  });

  it('ends as cancelled with Ctrl-C, on a line of its own', async () => {
    const command = [process.execPath, ...node.slice(0, 3), `'${program}'`].join(' ');
    const seen = await asked(['script', ['-qec', command, '/dev/null']], (child) => child.stdin?.write('ye\x03'));
    expect(seen.replaceAll('\r', '')).toMatch(/Go on\? .*\nCANCELLED\{\}$/);
  });

  it('ends as cancelled where standard input ends', async () => {
    const seen = await asked([process.execPath, node], (child) => child.stdin?.end());
    expect(seen).toBe('Go on? CANCELLED{"problem":"standard input ended"}');
  });
});

describe('a secret from a pipe that is never written', () => {
  it('ends when the command is stopped', async () => {
    const stop = new AbortController();
    const never = { isComplete: () => false, progress: () => '' };
    const reading = readPipedSecret(never, new PassThrough(), stop.signal);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
