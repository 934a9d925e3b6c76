import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ManagedProcess } from '@evlock/community';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-process-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function processOf(name: string, source: string): Promise<ManagedProcess> {
  const entry = join(folder, `${name}.ts`);
  await writeFile(entry, source);
  return new ManagedProcess({ name, entry, args: [], logFile: join(folder, `${name}.log`), readyWithin: 10_000 });
}

const READY = `process.stdout.write('{"ready":true,"port":7}\\n'); setInterval(() => undefined, 1000);`;

describe('a process of a community', () => {
  it('is started once it reports ready, and returns what it reports', async () => {
    const child = await processOf('good', READY);
    expect(await child.start()).toEqual({ ready: true, port: 7 });
    expect(child.running).toBe(true);
    await child.stop();
    expect(child.running).toBe(false);
  });

  it('shows its own error when it exits before it is ready', async () => {
    const error = { level: 'error', code: 'DATABASE_UNREACHABLE', details: {} };
    const child = await processOf(
      'refusing',
      `process.stderr.write('${JSON.stringify(error)}\\n'); process.exitCode = 1;`,
    );
    await expect(child.start()).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      details: { process: 'refusing' },
    });
  });

  it('shows the end of its log when that is not one of our errors', async () => {
    const child = await processOf('crashing', `process.stderr.write('bad things\\n'); process.exitCode = 3;`);
    await expect(child.start()).rejects.toMatchObject({
      code: 'PROCESS_FAILED',
      details: { reason: 'ended with 3', last: 'bad things' },
    });
  });

  it('is still read when its log is on a full disk, so that it never blocks', async () => {
    const entry = join(folder, 'talking.ts');
    // More than a pipe holds, from a process that writes as a log does: at once or not at all.
    const talk = `import { writeSync } from 'node:fs'; for (let n = 0; n < 4000; n++) writeSync(2, 'x'.repeat(99) + '\\n');`;
    await writeFile(entry, `${talk}\n${READY}`);
    const child = new ManagedProcess({ name: 'talking', entry, args: [], logFile: '/dev/full', readyWithin: 10_000 });
    expect(await child.start()).toMatchObject({ ready: true });
    await child.stop();
  });

  it('reports an unexpected exit, not a requested one', async () => {
    const child = await processOf('dying', READY);
    await child.start();
    const crash = new Promise<unknown>((resolve) => {
      child.onCrash = resolve;
    });
    process.kill(child.pid ?? 0, 'SIGKILL');
    expect(await crash).toMatchObject({ code: 'PROCESS_FAILED', details: { process: 'dying', signal: 'SIGKILL' } });

    let told = 0;
    child.onCrash = () => {
      told++;
    };
    await child.start();
    await child.kill();
    expect(told).toBe(0);
  });

  it('ends with the process that started it, however that ends', async () => {
    const entry = join(folder, 'abandoned.ts');
    await writeFile(
      entry,
      `process.stdout.write(JSON.stringify({ ready: true, pid: process.pid }) + '\\n'); setInterval(() => undefined, 1000);`,
    );
    const starter = join(folder, 'starter.ts');
    const options = { name: 'abandoned', entry, args: [], logFile: join(folder, 'abandoned.log') };
    await writeFile(
      starter,
      `import { ManagedProcess } from ${JSON.stringify(join(import.meta.dirname, '../../src/parts/process.ts'))};
       const { pid } = await new ManagedProcess(${JSON.stringify(options)}).start();
       process.stdout.write(pid + '\\n');
       setInterval(() => undefined, 1000);`,
    );
    const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const isThere = (): Promise<boolean> =>
      readFile(`/proc/${Number(line)}/cmdline`, 'utf8').then(
        (command) => command.includes(entry),
        () => false,
      );
    expect(await isThere()).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(isThere).toBe(false);
  });

  it("does not inherit the shell's secrets", async () => {
    process.env.EVLOCK_OPERATOR_TOKEN = 'not for children';
    const source = `process.stdout.write(JSON.stringify({ ready: true, token: process.env.EVLOCK_OPERATOR_TOKEN ?? null }) + '\\n');`;
    const child = await processOf('curious', source);
    expect(await child.start()).toEqual({ ready: true, token: null });
    await child.stop();
    delete process.env.EVLOCK_OPERATOR_TOKEN;
  });
});
