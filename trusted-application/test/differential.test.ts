/** Random command sequences to the native code and to the emulator: equal byte for byte, in answers and in stored state. */
import { writeFileSync } from 'node:fs';
import { COMMANDS, type CommandName, payloads, STATUSES } from '@evlock/secure-world';
import { expect, it } from 'vitest';
import { play, SEQUENCES_PER_DEVICE } from './differential/sequence.ts';
import { describeNative } from './native.ts';
import { buildSecureWorld } from './toolchain.ts';

const RUNS = Number(process.env.EVLOCK_DIFFERENTIAL_RUNS ?? 300);
/** Output of this run's figures. */
const RESULT = process.env.EVLOCK_DIFFERENTIAL_RESULT;
const FIRST_SEED = Number(process.env.EVLOCK_DIFFERENTIAL_SEED ?? 1);

describeNative('native code and emulator', () => {
  it(`answer ${RUNS} random sequences identically`, { timeout: 600_000 + 200 * RUNS }, async () => {
    const program = buildSecureWorld();
    const coverage = new Map<string, number>();
    let requests = 0;
    for (let done = 0; done < RUNS; done += SEQUENCES_PER_DEVICE) {
      const seed = FIRST_SEED + done / SEQUENCES_PER_DEVICE;
      const { twins } = await play(seed, Math.min(SEQUENCES_PER_DEVICE, RUNS - done), coverage);
      const difference = twins.difference(program);
      expect(difference, `seed ${seed}`).toBeUndefined();
      requests += twins.requests.length;
    }
    const seen = (what: string): boolean => coverage.has(what);
    const commands = Object.keys(payloads) as CommandName[];
    expect(commands).toHaveLength(Object.keys(COMMANDS).length);
    expect(commands.flatMap((name) => [`${name} ok`, `${name} error`]).filter((what) => !seen(what))).toEqual([]);
    const statuses = Object.entries(STATUSES).filter(([, number]) => !seen(`status ${number}`));
    expect(statuses.map(([name]) => name)).toEqual(['INTERNAL']);
    const deep = [
      'mark waiting',
      'mark seen',
      'mark missing',
      'closed completed',
      'closed mark-missing',
      'closed restarted',
    ];
    expect(
      [
        ...deep,
        'removed a passkey',
        'removed the last passkey',
        'opened as buyer',
        'opened as seller',
        'opened an earlier offer',
        'forgot a trade',
        'numbers used up',
        'migrated',
        'released an order',
        'ordered while delivering',
        'closed unopened',
        'closed by its orders',
        'storage failed',
      ].filter((what) => !seen(what)),
    ).toEqual([]);
    if (RESULT !== undefined) {
      const answers = [...coverage].filter(([what]) => / (ok|error)$/.test(what));
      writeFileSync(RESULT, JSON.stringify({ sequences: RUNS, requests, answers: Object.fromEntries(answers) }));
    }
  });
});
