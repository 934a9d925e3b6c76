import { catalogue } from '@evlock/protocol';
import { evlock } from '@evlock/testing/cli/test-context';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Context } from '../src/context.ts';
import { wholeProgram } from '../src/program.ts';
import { VERSION } from '../src/version.ts';

const HASH = `0x${'5'.repeat(64)}`;
const ADDRESS = `0x${'1'.repeat(40)}`;

/** Every command with its path, groups included. */
function commandsOf(command: Command, path: readonly string[] = []): [string, Command][] {
  return command.commands.flatMap((child) => {
    const at = [...path, child.name()];
    return [[at.join(' '), child] as [string, Command], ...commandsOf(child, at)];
  });
}
const program = await wholeProgram({ clock: { now: () => 0 } } as unknown as Context);
const all = commandsOf(program);
/** Those that do something: a noun with verbs only has help. */
const whole = all.filter(([, command]) => command.commands.length === 0);

describe('help', () => {
  it('is of a noun and a verb, or of a noun alone', () => {
    expect(whole.map(([name]) => name.split(' ').length)).not.toContain(3);
    expect(whole.filter(([name]) => !name.includes(' ')).map(([name]) => name)).toEqual(['up', 'statement', 'doctor']);
  });

  it('of a noun alone is its help, with exit code 2', async () => {
    for (const [noun, command] of all) {
      if (command.commands.length === 0) continue;
      const { exit, out, err } = await evlock([noun]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain(`Usage: evlock ${noun}`);
    }
  });

  it.each(all.map(([name]) => name))('of `%s` has an example', async (name) => {
    const { exit, out, err } = await evlock([...name.split(' '), '--help']);
    expect(exit).toBe(0);
    expect(err).toBe('');
    expect(out).toContain(`evlock ${name}`);
    expect(out).toContain('Example:');
  });

  it('states the units wherever a command takes any', async () => {
    for (const [name, command] of all) {
      const takes = [...command.options.map(({ flags }) => flags), ...command.registeredArguments.map((a) => a.name())];
      if (!takes.some((text) => /energy>|price>|tokens>|time>|^amount$/.test(text))) continue;
      expect((await evlock([...name.split(' '), '--help'])).out, name).toContain('Units:');
    }
  });

  it.each(['meter provision', 'meter recover', 'meter bind', 'meter migrate', 'passkeys remove'])(
    'of `%s` names the provisioning socket',
    async (name) => {
      const { out } = await evlock([...name.split(' '), '--help']);
      expect(out).toContain('provisioning socket');
      expect(out).toContain('--socket /run/evlock/console.sock');
      expect(out).not.toContain('secure-world.sock');
    },
  );

  it('is given for nothing, with exit code 2', async () => {
    const { exit, err } = await evlock([]);
    expect(exit).toBe(2);
    expect(err).toContain('Usage: evlock');
  });

  it('of the whole tells the exit codes', async () => {
    expect((await evlock(['--help'])).out).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the audit');
  });

  it('tells the version', async () => {
    expect(await evlock(['--version'])).toEqual({ exit: 0, out: VERSION, err: '' });
  });
});

describe('--json', () => {
  const silent = ['gateway run', 'meter run', 'meter page', 'emulator run', 'profiles print'];
  it.each(whole.map(([name]) => name).filter((name) => !silent.includes(name)))('is known to `%s`', (name) => {
    const [, command] = all.find(([known]) => known === name)!;
    expect(command.options.map(({ long }) => long)).toContain('--json');
  });
});

const offer = ['offers', 'place', '--energy', '2kWh', '--price', '0.12', '--for', '15m'];
const without = (argv: readonly string[], option: string): string[] => {
  const at = argv.indexOf(option);
  return [...argv.slice(0, at), ...argv.slice(at + 2)];
};

/** Each ends before anything is opened, sent or written. */
const wrong: [string, string[], keyof typeof catalogue][] = [
  ['unknown command', ['sell'], 'INVALID_INPUT'],
  ['unknown option', ['trades', 'list', '--all'], 'INVALID_INPUT'],
  ['too many arguments', ['trades', 'show', HASH, HASH], 'INVALID_INPUT'],
  ['energy without unit', [...without(offer, '--energy'), '--energy', '2'], 'UNIT_OUT_OF_RANGE'],
  ['negative energy', [...without(offer, '--energy'), '--energy', '-2kWh'], 'UNIT_OUT_OF_RANGE'],
  ['no energy', without(offer, '--energy'), 'INVALID_INPUT'],
  ['no price', without(offer, '--price'), 'INVALID_INPUT'],
  ['price with 7 decimals', [...without(offer, '--price'), '--price', '0.1200001'], 'UNIT_OUT_OF_RANGE'],
  ['no end', without(offer, '--for'), 'INVALID_INPUT'],
  ['two ends', [...offer, '--until', '+1h'], 'INVALID_INPUT'],
  ['end before start', [...without(offer, '--for'), '--until', '+1m', '--from', '+2m'], 'INVALID_INPUT'],
  ['no such time', [...offer, '--from', 'tomorrow'], 'UNIT_OUT_OF_RANGE'],
  ['no such duration', [...without(offer, '--for'), '--for', '15'], 'UNIT_OUT_OF_RANGE'],
  ['wrong loss band', [...offer, '--loss-band', '3'], 'UNIT_OUT_OF_RANGE'],
  ['wrong reputation', [...offer, '--min-reputation', 'good'], 'UNIT_OUT_OF_RANGE'],
  ['no offer', ['offers', 'buy', '--energy', '1kWh'], 'INVALID_INPUT'],
  ['wrong offer', ['offers', 'buy', '0x12', '--energy', '1kWh'], 'INVALID_INPUT'],
  ['wrong order', ['offers', 'cancel', 'all'], 'INVALID_INPUT'],
  ['wrong trade to stop', ['trades', 'stop', HASH.slice(0, -1)], 'INVALID_INPUT'],
  ['wrong trade', ['trades', 'show', 'newest'], 'INVALID_INPUT'],
  ['limit of nothing', ['trades', 'list', '--limit', '0'], 'UNIT_OUT_OF_RANGE'],
  ['no such state', ['trades', 'list', '--state', 'done'], 'INVALID_INPUT'],
  ['wrong deposit', ['account', 'deposit', 'all'], 'UNIT_OUT_OF_RANGE'],
  ['wrong account', ['account', 'deposit', '1', '--account', 'me'], 'INVALID_INPUT'],
  ['wrong withdrawal', ['account', 'withdraw', '1.0000001', '--to', ADDRESS], 'UNIT_OUT_OF_RANGE'],
  ['withdrawal to nobody', ['account', 'withdraw', '1'], 'INVALID_INPUT'],
  ['withdrawal to no address', ['account', 'withdraw', '1', '--to', HASH], 'INVALID_INPUT'],
  ['no such network', ['chain', 'deploy', '--network', 'mainnet', '--development'], 'INVALID_INPUT'],
  ['network without endpoint', ['chain', 'deploy', '--network', 'kaia', '--token', ADDRESS], 'INVALID_INPUT'],
  ['URL and endpoint', ['chain', 'deploy', '--network', 'http://x', '--rpc', 'http://y'], 'INVALID_INPUT'],
  ['endpoint without a scheme', ['account', 'deposit', '1', '--rpc', '127.0.0.1:8545'], 'INVALID_INPUT'],
  ['market that is left, without a scheme', ['meter', 'migrate', '--rpc', 'rpc.example'], 'INVALID_INPUT'],
  ['new market without a scheme', ['meter', 'migrate', '--new-rpc', 'rpc.example:443'], 'INVALID_INPUT'],
  ['submission without a scheme', ['chain', 'submit', 'signed.json', '--rpc', 'localhost:8545'], 'INVALID_INPUT'],
  [
    'deployment file without a name',
    ['chain', 'deploy', '--network', 'local', '--development', '--out', ''],
    'INVALID_INPUT',
  ],
  ['folder without a name', ['up', '--data', ''], 'INVALID_INPUT'],
  ['node that is no URL', ['up', '--rpc', 'localhost:8545'], 'INVALID_INPUT'],
  ['neither token nor development', ['chain', 'deploy', '--network', 'local'], 'INVALID_INPUT'],
  [
    'token and development',
    ['chain', 'deploy', '--network', 'local', '--development', '--token', ADDRESS],
    'INVALID_INPUT',
  ],
  ['no key to deploy with', ['chain', 'deploy', '--network', 'local', '--development'], 'INVALID_INPUT'],
  ['wrong role', ['chain', 'deploy', '--network', 'local', '--enroller', 'me'], 'INVALID_INPUT'],
  ['words into a pipe', ['meter', 'provision', '--socket', '/nonexistent'], 'INVALID_INPUT'],
  ['no console', ['meter', 'provision'], 'INVALID_INPUT'],
  ['no port', ['meter', 'provision', '--socket', 'localhost:99999'], 'INVALID_INPUT'],
  ['bind without gateway', ['meter', 'bind', '--socket', '/nonexistent'], 'INVALID_INPUT'],
  ['gateway without authority', ['meter', 'bind', '--socket', '/x', '--gateway', 'https://localhost'], 'INVALID_INPUT'],
  ['gateway that is no https URL', ['enrolments', 'list', '--gateway', 'http://x'], 'INVALID_INPUT'],
  ['minimum above the energy', [...offer, '--min-energy', '3kWh'], 'INVALID_INPUT'],
  ['wrong fingerprint', ['meter', 'bind', '--socket', '/x', '--confirmation', '1234'], 'INVALID_INPUT'],
  ['operator without gateway', ['enrolments', 'invite'], 'INVALID_INPUT'],
  ['operator without token', ['enrolments', 'list', '--gateway', 'https://x', '--authority', 'x'], 'INVALID_INPUT'],
  ['wrong device', ['enrolments', 'approve', 'all'], 'INVALID_INPUT'],
  ['wrong meter key', ['enrolments', 'suspend', HASH], 'INVALID_INPUT'],
  ['suspension without contracts', ['enrolments', 'suspend', ADDRESS], 'INVALID_INPUT'],
  ['request without profile', ['enrolments', 'request'], 'INVALID_INPUT'],
  ['request without code', ['enrolments', 'request', '--profile', '/nonexistent'], 'INVALID_INPUT'],
  ['gateway without profile', ['gateway', 'run'], 'INVALID_INPUT'],
  ['meter without profile', ['meter', 'run'], 'INVALID_INPUT'],
  ['no file for a key', ['keys', 'create'], 'INVALID_INPUT'],
  ['no such profile', ['profiles', 'print', 'house'], 'INVALID_INPUT'],
];

describe('wrong usage', () => {
  it.each([
    ['--rpc', ['meter', 'migrate', '--rpc', 'rpc.example']],
    ['--new-rpc', ['meter', 'migrate', '--new-rpc', 'rpc.example:443']],
    ['--rpc', ['watchtower', 'run', 'signed.json', '--rpc', 'localhost:8545']],
    ['EVLOCK_RPC', ['enrolments', 'suspend', ADDRESS]],
    ['EVLOCK_RPC', ['gateway', 'audit', '--deployment', '/nonexistent']],
  ])('names %s as what is no address of an endpoint', async (name, argv) => {
    const { exit, err } = await evlock([...argv, '--json'], { env: { EVLOCK_RPC: 'rpc.example' } });
    const details = { argument: name, problem: expect.stringContaining('http(s) URL') };
    expect([exit, JSON.parse(err)]).toMatchObject([2, { code: 'INVALID_INPUT', details }]);
  });

  it.each(wrong)('%s: exit code 2, and what to do', async (_name, argv, code) => {
    const { exit, out, err } = await evlock(argv);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(new RegExp(`^${code}: `));
    expect(err).toContain('fix: run the same command with --help');
    // Not what is said of a message between two programs.
    expect(err).not.toContain(catalogue[code].message);
    expect(err).toContain(`docs/errors.md#${code.toLowerCase()}`);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each(wrong)('%s: as JSON', async (_name, argv, code) => {
    const { exit, err } = await evlock([...argv, '--json']);
    expect(exit).toBe(2);
    // A command without --json says that, of all that is wrong, first or last.
    expect(JSON.parse(err)).toMatchObject({ docs: expect.stringContaining('docs/errors.md#') });
    expect(['INVALID_INPUT', code]).toContain(JSON.parse(err).code);
  });
});

describe('failure', () => {
  it('has exit code 1 and names the file', async () => {
    const { exit, err } = await evlock(['trades', 'list', '--profile', '/nonexistent/profile.json']);
    expect(exit).toBe(1);
    expect(err).toMatch(/^PROFILE_MISSING: .*\/nonexistent\/profile.json/);
  });

  it('looks for the profile in the environment, then at home', async () => {
    const named = await evlock(['trades', 'list', '--json'], { env: { EVLOCK_PROFILE: '/nonexistent/mine.json' } });
    expect(JSON.parse(named.err).details.file).toBe('/nonexistent/mine.json');
    const home = await evlock(['trades', 'list', '--json'], { home: '/nonexistent/me' });
    expect(JSON.parse(home.err).details.file).toBe('/nonexistent/me/.evlock/owner/profile.json');
  });

  it('shows a stack only to who asks', async () => {
    const argv = ['trades', 'list', '--profile', '/nonexistent/profile.json'];
    expect((await evlock(argv)).err).not.toMatch(/^\s+at /m);
    expect((await evlock(argv, { env: { EVLOCK_DEBUG: '1' } })).err).toMatch(/^\s+at /m);
  });
});
