/** The largest state that the secure world stores: what is written of it, and what the layout says. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { buildProgram } from './toolchain.ts';

describeNative('the largest state', () => {
  it('takes as many bytes as the layout says, which fit', () => {
    const input = 'largest-state\n';
    const { stdout, status } = spawnSync(buildProgram('probe', ['test/probe.c']), { input, encoding: 'utf8' });
    const [written, stated] = stdout.trim().split(' ').map(Number);
    expect([status, written]).toEqual([0, stated]);
    expect(stated).toBe(8_168);
  });
});
