/** Mutated input to every parser of the trusted application, from a fixed seed, under the sanitizers. */
import { spawnSync } from 'node:child_process';
import { uintBytes } from '@evlock/secure-world/internal/frames';
import { beforeAll, expect, it } from 'vitest';
import { buildTarget, fuzzTargets, type Target } from './fuzz/targets.ts';
import { describeNative } from './native.ts';

describeNative('mutated input does no harm to', () => {
  let targets: Target[];
  beforeAll(async () => {
    targets = await fuzzTargets();
  });

  it.each(['commands', 'frames', 'state', 'typed-data', 'webauthn', 'words'])('%s', (name) => {
    const target = targets.find((known) => known.name === name);
    if (!target) throw new Error(`no target ${name}`);
    expect(target.seeds.length).toBeGreaterThan(0);
    const input = Buffer.concat(target.seeds.flatMap((seed) => [uintBytes(seed.length, 4), seed]));
    const program = buildTarget(name, 'standalone');
    const { status, stdout, stderr } = spawnSync(program, [String(target.runs), '21'], { input });
    expect({ status, said: stderr.toString() }).toEqual({ status: 0, said: '' });
    expect(stdout.toString()).toBe(`${target.runs} inputs\n`);
  });
});
