import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));

interface End {
  readonly code: number;
  readonly stdout: string;
  readonly error: { readonly code?: string; readonly details?: Record<string, unknown> };
}

const run = (...args: string[]): Promise<End> =>
  new Promise((resolve) => {
    const all = ['--disable-warning=ExperimentalWarning', entry, ...args];
    execFile(process.execPath, all, { timeout: 300_000 }, (failure, stdout, stderr) => {
      const line = stderr.trim().split('\n').at(-1) ?? '';
      resolve({ code: Number(failure?.code ?? 0), stdout, error: line.startsWith('{') ? JSON.parse(line) : {} });
    });
  });

describe('the meter as a process', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-main-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.concurrent.each<[string, () => string[], string]>([
    ['no profile', () => [], 'INVALID_INPUT'],
    ['an unknown option', () => ['--profil', 'x'], 'INVALID_INPUT'],
    ['a missing profile', () => ['--profile', join(folder, 'none.json')], 'PROFILE_MISSING'],
    [
      'missing hardware',
      () => {
        const file = join(folder, 'meter.json');
        const profile = {
          dataFolder: 'data',
          deviceLink: {
            url: 'wss://localhost:1',
            serverName: 'localhost',
            certificateFile: 'c',
            authorityFile: 'a',
            privateKeyFile: 'k',
          },
          gateway: { url: 'https://localhost:1', authorityFile: 'a' },
          secureWorld: { path: 'none.sock' },
          chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: 'none.json' },
          sysfsRoot: 'sys',
          devRoot: 'dev',
        };
        writeFileSync(file, JSON.stringify(profile));
        return ['--profile', file];
      },
      'RELAY_FAULT',
    ],
  ])('ends with a typed error on %s', async (_name, args, code) => {
    const end = await run(...args());
    expect([end.code, end.error.code, end.stdout]).toEqual([1, code, '']);
  });
});
