import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

describe('help', () => {
  it.each([
    ['help', 'offers', 'buy'],
    ['offers', 'help', 'buy'],
    ['--help', 'offers', 'buy'],
    ['offers', 'buy', '-h'],
  ])('of a verb: evlock %s %s %s', async (...argv) => {
    const { exit, out } = await evlock(argv);
    expect(exit).toBe(0);
    expect(out).toContain('Usage: evlock offers buy');
  });

  it('of a noun, of the whole, and of a command without verbs', async () => {
    expect((await evlock(['help', 'offers'])).out).toContain('Usage: evlock offers [options] [command]');
    expect((await evlock(['--help', 'offers'])).out).toContain('Usage: evlock offers [options] [command]');
    expect((await evlock(['up', 'help'])).exit).toBe(2);
    expect((await evlock(['help', 'up'])).out).toContain('Usage: evlock up');
    expect((await evlock(['help'])).out).toContain('Usage: evlock <noun>');
  });

  it.each([
    [['help', 'ofers'], 'did you mean `evlock offers`?'],
    [['help', 'offers', 'by'], 'did you mean `evlock offers buy`?'],
    [['offers', 'lst', '--help'], 'did you mean `evlock offers list`?'],
  ])('of what is no command says which is meant: %s', async (argv, meant) => {
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(2);
    expect(err).toContain(meant);
  });
});
