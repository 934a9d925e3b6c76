import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

const problemOf = async (...argv: string[]): Promise<string> => {
  const { exit, out, err } = await evlock([...argv, '--json']);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  return JSON.parse(err).details.problem;
};

describe('words that name no command', () => {
  it.each([
    ['a verb alone', ['buy', '0x5f'], '`evlock offers buy`'],
    ['a verb of two nouns', ['backup'], '`evlock meter backup` or `evlock gateway backup`'],
    ['the singular of a noun', ['mandate'], '`evlock mandates`'],
    ['a misspelt noun', ['ofers', 'list'], '`evlock offers list`'],
    ['a misspelt verb', ['meter', 'provison'], '`evlock meter provision`'],
    ['two words as one', ['restore-backup'], '`evlock meter restore` or `evlock gateway restore`'],
    ['the beginning of a noun', ['enrol', 'approve'], '`evlock enrolments approve`'],
  ])('are answered with the nearest: %s', async (_name, argv, meant) => {
    expect(await problemOf(...argv)).toContain(`did you mean ${meant}?`);
  });

  it('are answered with the help, or the verbs of the noun, where nothing is near', async () => {
    expect(await problemOf('xyzzy')).toBe('has no command `xyzzy`: see `evlock --help`');
    expect(await problemOf('trades', '0x12')).toBe('has no command `0x12`: list, show, stop');
  });

  it('may be missing: an option comes after the verb', async () => {
    expect(await problemOf('emulator', '--profile', 'x')).toBe('needs a verb before --profile: run');
  });
});
