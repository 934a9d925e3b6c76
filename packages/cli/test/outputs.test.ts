/** Outputs that cannot be written: a pipe that nobody reads, a full disk. */
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { countFromThePerson } from '../src/input/folder.ts';
import { surviveOutputs } from '../src/output/streams.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;
const node = `${process.execPath} --disable-warning=ExperimentalWarning ${main}`;

function outputs() {
  const said: string[] = [];
  const stop = new AbortController();
  const stdout = new EventEmitter();
  const stderr = Object.assign(new EventEmitter(), { write: (text: string) => said.push(text) });
  const state = surviveOutputs(stop, { stdout, stderr } as never);
  const fail = (code: string) => stdout.emit('error', Object.assign(new Error(code), { code }));
  return { said, stop, stderr, state, fail };
}

describe('a result that cannot be written', () => {
  it('is said once, and its process goes on', () => {
    const { said, stop, state, fail } = outputs();
    for (let n = 0; n < 3; n++) fail('ENOSPC');
    expect(said).toEqual(['standard output cannot be written (ENOSPC); continuing\n']);
    expect(stop.signal.aborted).toBe(false);
    expect(state.failed).toBe(true);
  });

  it('ends its process in order when nobody reads it any more', () => {
    const { stop, fail, stderr } = outputs();
    stderr.emit('error', new Error('closed'));
    expect(stop.signal.aborted).toBe(false);
    fail('EPIPE');
    expect(stop.signal.aborted).toBe(true);
  });

  it.each([
    ['a full disk', `${node} --version > /dev/full`, 1],
    ['standard error on a full disk', `${node} --nothing 2> /dev/full`, 2],
    ['a reader that is gone', `${node} --help | true`, 0],
  ])('is no stack trace on %s', async (_name, command, exit) => {
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (bytes: Buffer) => {
      err += bytes.toString();
    });
    const [code] = await once(child, 'close');
    expect(err).not.toMatch(/at .*\.ts:\d|Error:/);
    expect(code).toBe(exit);
  });
});

describe('where a person stands', () => {
  it('is where paths count from under `npm run evlock`, and under nothing else', () => {
    const went: string[] = [];
    const go = (env: Readonly<Record<string, string>>) => countFromThePerson(env, (folder) => void went.push(folder));
    go({ npm_lifecycle_event: 'evlock', INIT_CWD: '/home/ana' });
    go({ npm_lifecycle_event: 'test', INIT_CWD: '/home/ana' });
    go({ INIT_CWD: '/home/ana' });
    go({ npm_lifecycle_event: 'evlock' });
    expect(went).toEqual(['/home/ana']);
    const gone = (): never => {
      throw new Error('ENOENT');
    };
    countFromThePerson({ npm_lifecycle_event: 'evlock', INIT_CWD: '/gone' }, gone);
  });

  it.runIf(process.geteuid?.() === 0)(
    'may be nowhere: a user without a name and a home has help all the same',
    async () => {
      const user = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups', 'env', '-i'].join(' ');
      const run = async (...argv: readonly string[]) => {
        const child = spawn('sh', ['-c', `${user} ${node} ${argv.join(' ')}`]);
        let text = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (bytes: Buffer) => {
            text += bytes.toString();
          });
        }
        const [exit] = await once(child, 'close');
        return { exit, text };
      };
      expect(await run('--help')).toMatchObject({ exit: 0, text: expect.stringContaining('Usage: evlock') });
      expect(await run('account balance')).toMatchObject({
        exit: 2,
        text: expect.stringContaining('this user has no home folder'),
      });
    },
  );
});
