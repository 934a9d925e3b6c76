/** The largest state that the secure world stores: bytes written, and bytes by the layout. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { buildProgram } from './toolchain.ts';

describeNative('the largest state', () => {
  it('is as large as the layout says, and fits', () => {
    const input = 'largest-state\n';
    const { stdout, status } = spawnSync(buildProgram('probe', ['test/probe.c']), { input, encoding: 'utf8' });
    const [written, stated] = stdout.trim().split(' ').map(Number);
    expect([status, written]).toEqual([0, stated]);
    expect(stated).toBe(8_168);
  });
});
