import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

describe('a second start on one data folder', () => {
  it('says who has it, and nothing of stopping what is not its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-up-'));
    await mkdir(join(folder, 'run'));
    const fields = (await readFile('/proc/self/stat', 'utf8')).split(') ')[1]?.split(' ') ?? [];
    await writeFile(join(folder, 'run', 'lock'), `${process.pid}:${fields[19]}`);
    const { exit, err } = await evlock(['up', '--once', '--data', folder]);
    expect(exit).toBe(1);
    expect(err).toContain(`ALREADY_RUNNING`);
    expect(err).toContain(`pid=${process.pid}`);
    expect(err).not.toContain('stop');
    await rm(folder, { recursive: true });
  });
});
