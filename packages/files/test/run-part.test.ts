import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { EvlockError, type Part } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { profileArgument, runUntilStopped } from '../src/index.ts';

const never = new Promise<never>(() => undefined);

/** A component that records what was done with it. */
function rehearse(changes: Partial<Part>, stop = new AbortController()) {
  const done: string[] = [];
  const part: Part = {
    start: async () => {
      done.push('started');
      return { port: 1 };
    },
    stop: async () => void done.push('stopped'),
    failed: never,
    ...changes,
  };
  const running = runUntilStopped(part, { signal: stop.signal, out: (line) => done.push(line) });
  return { done, stop: () => stop.abort(), running };
}

describe('a component in this process', () => {
  it('reports that it is ready, and is stopped on the signal', async () => {
    const { done, stop, running } = rehearse({});
    await expect.poll(() => done).toEqual(['started', '{"ready":true,"port":1}']);
    stop();
    await running;
    expect(done).toEqual(['started', '{"ready":true,"port":1}', 'stopped']);
  });

  it('is stopped while starting', async () => {
    const { done, stop, running } = rehearse({ start: () => never });
    stop();
    await running;
    expect(done).toEqual(['stopped']);
  });

  it('is not started after the signal', async () => {
    const stop = new AbortController();
    stop.abort();
    const { done, running } = rehearse({}, stop);
    await running;
    expect(done).toEqual(['stopped']);
  });

  it.each([
    ['does not start', { start: () => Promise.reject(new EvlockError('PORT_IN_USE')) }, 'PORT_IN_USE'],
    ['cannot go on', { failed: Promise.resolve(new EvlockError('STORE_FAILED')) }, 'STORE_FAILED'],
  ])('fails when it %s', async (_name, changes, code) => {
    const { done, running } = rehearse(changes);
    await expect(running).rejects.toMatchObject({ code });
    expect(done.at(-1)).toBe('stopped');
  });
});

describe("a component's argument", () => {
  it('is the file after --profile', () => {
    expect(profileArgument(['--profile', 'meter.json'])).toBe('meter.json');
  });

  it.each([[[]], [['--profil', 'x']], [['--profile']], [['meter.json']]])('is refused as %j', (args) => {
    expect(() => profileArgument(args)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});

/** A process whose component starts, stops and fails as these functions dictate. */
function start(part: { readonly start?: string; readonly stop?: string; readonly failed?: string }) {
  const script = `
    import { runPart } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    import { EvlockError } from ${JSON.stringify(import.meta.resolve('@evlock/protocol'))};
    const { promise: failed, resolve: fail } = Promise.withResolvers();
    runPart('thing', async () => ({
      start: ${part.start ?? 'async () => ({ pid: process.pid })'},
      stop: ${part.stop ?? "async () => { process.stderr.write('stopped\\n'); }"},
      failed: ${part.failed ?? 'failed'},
    }));
    setInterval(() => undefined, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  return { child, complaints: () => complaints };
}

const readyLine = async ({ stdout }: ChildProcess): Promise<unknown> =>
  JSON.parse(String((await once(stdout!, 'data'))[0]));

describe('a component as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 after %s, once stopped', async (signal) => {
    const { child, complaints } = start({});
    expect(await readyLine(child)).toEqual({ ready: true, pid: child.pid });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(complaints()).toContain('stopped');
  });

  it('exits with 1 on the second signal, without waiting for what does not stop', async () => {
    const { child, complaints } = start({
      stop: "() => { process.stderr.write('stopping'); return new Promise(() => undefined); }",
    });
    await readyLine(child);
    child.kill('SIGINT');
    await expect.poll(complaints).toContain('stopping');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([1, null]);
  });

  it.each([
    ['does not start', { start: "async () => { throw new EvlockError('PORT_IN_USE', { port: 1 }); }" }],
    ['cannot go on', { failed: "Promise.resolve(new EvlockError('PORT_IN_USE', { port: 1 }))" }],
  ])('exits with 1 and a line of JSON when it %s', async (_name, part) => {
    const { child, complaints } = start({ ...part, stop: 'async () => undefined' });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(JSON.parse(complaints())).toMatchObject({
      level: 'error',
      part: 'thing',
      code: 'PORT_IN_USE',
      details: { port: 1 },
    });
  });
});
