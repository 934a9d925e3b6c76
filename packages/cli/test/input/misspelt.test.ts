import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

describe('an option that is misspelt', () => {
  it.each([
    [['offers', 'place', '--enrgy', '2kWh', '--price', '0.12', '--for', '15m'], '--enrgy', '--energy'],
    [['offers', 'place', '--energy=2kWh', '--pric=0.12', '--for', '15m'], '--pric', '--price'],
    [['meter', 'run', '--profil', 'meter.json'], '--profil', '--profile'],
    [['enrolments', 'approve', `0x${'1'.repeat(64)}`, '--meterkey', 'x'], '--meterkey', '--meter-key'],
  ])('is named, with the one that may be meant', async (argv, wrong, right) => {
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(2);
    expect(err).toContain(`unknown option '${wrong}' (Did you mean ${right}?)`);
  });

  it('is not what an option is given as its value, or what comes after --', async () => {
    const { err } = await evlock(['account', 'withdraw', '--to', '--nothing', '1']);
    expect(err).toContain('--to: not an address');
    expect((await evlock(['trades', 'show', '--', '--nothing'])).err).not.toContain('unknown option');
  });

  it('is found in another case', async () => {
    expect((await evlock(['offers', 'list', '--JSON'])).err).toContain(
      '--JSON: is not an option; did you mean --json?',
    );
  });

  it('is sent after the command where it stands before it', async () => {
    const { exit, err } = await evlock(['--profile=mine.json', 'offers', 'list']);
    expect(exit).toBe(2);
    expect(err).toContain('--profile: belongs after the command: `evlock offers … --profile`');
    expect((await evlock(['--nope', '--json'])).err).toContain("unknown option '--nope'");
  });

  it('is looked for in help and version too', async () => {
    expect((await evlock(['--hlep'])).err).toContain("unknown option '--hlep'");
    expect(await evlock(['offers', 'place', '--help'])).toMatchObject({ exit: 0 });
    expect(await evlock(['--version'])).toMatchObject({ exit: 0 });
  });
});
