/** GlobalPlatform's side of the trusted application: parameters, sessions, secure storage. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { buildEntryTest } from './toolchain.ts';

describeNative('the entry points', () => {
  it('accept GlobalPlatform’s parameters, and nothing else', () => {
    const { status, stdout, stderr } = spawnSync(buildEntryTest(), { encoding: 'utf8' });
    expect({ broken: stdout, said: stderr, status }).toEqual({ broken: '', said: '', status: 0 });
  });
});
