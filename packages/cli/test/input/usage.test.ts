import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

const HASH = `0x${'5'.repeat(64)}`;
const ADDRESS = `0x${'1'.repeat(40)}`;
const place = (energy: string, ...more: readonly string[]): string[] => {
  return ['offers', 'place', '--energy', energy, '--price', '0.12', ...(more.length > 0 ? more : ['--for', '15m'])];
};

/** What is wrong is told of the text that was typed. */
describe('a value that is refused', () => {
  it.each([
    [place('99999999999999999999999kWh'), '--energy: is too large (value=99999999999999999999999kWh)'],
    [place('99999999999999999999kWh'), '--energy: is too large (value=99999999999999999999kWh)'],
    [[...place('1kWh'), '--loss-band', '300%'], '--loss-band: is too large (value=300%)'],
    [place('0kWh'), '--energy: must be above 0 (value=0kWh)'],
    [[...place('1kWh'), '--power', '0W'], '--power: must be above 0 (value=0W)'],
    [place('1kWh', '--for', '0s'), '--for: the delivery must end after it starts'],
    [place('1kWh', '--for', '1h', '--until', '+1h'), '--for: give either --for or --until'],
    [['offers', 'buy', '0x12', '--energy', '1kWh'], '<offer>: not 0x and 64 hex digits'],
    [['offers', 'buy', HASH, '--energy', '0Wh'], '--energy: must be above 0 (value=0Wh)'],
    [['account', 'withdraw', '1', '--to', 'alice.eth'], '--to: not an address: 0x and 40 hex digits'],
    [['account', 'withdraw', '0', '--to', ADDRESS], '<amount>: must be above 0 (value=0)'],
    [['account', 'deposit', '0.0'], '<amount>: must be above 0 (value=0.0)'],
    [['gas', 'refill', '0', '--profile', 'meter.json'], '<amount>: must be above 0 (value=0)'],
    [['passkeys', 'add', '0x12', '--socket', '/x'], '<public part>: not the public part of a passkey'],
  ])('%j', async (argv, said) => {
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(2);
    expect(err.split('\n')[0]).toContain(said);
    expect(err).not.toContain('(whole)');
  });

  it('is named where the environment has it', async () => {
    const env = { EVLOCK_GATEWAY: 'gateway.example:8443', EVLOCK_AUTHORITY: 'a.pem', EVLOCK_OPERATOR_TOKEN: 'x' };
    const { exit, err } = await evlock(['enrolments', 'list'], { env });
    expect(exit).toBe(2);
    expect(err).toContain('EVLOCK_GATEWAY: is not an https URL');
  });

  it('may be as large as it is said to be', async () => {
    expect((await evlock(['offers', 'list', '--limit', '99999999999'])).err).toMatch(/^PROFILE_MISSING/);
    expect((await evlock(['offers', 'list', '--limit', '9007199254740992'])).exit).toBe(2);
  });

  it('is an id in any case', async () => {
    expect((await evlock(['trades', 'show', HASH.replace('0x5', '0XA')])).err).toMatch(/^PROFILE_MISSING/);
  });
});
