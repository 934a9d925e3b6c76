import { evlock } from '@evlock/testing/cli/test-context';
import { describe, expect, it } from 'vitest';

const HASH = `0x${'5'.repeat(64)}`;
const ADDRESS = `0x${'1'.repeat(40)}`;

describe('an option that would be ignored', () => {
  it.each([
    ['--out', '--local or --recovery-phrase-file', ['account', 'withdraw', '1', '--to', ADDRESS, '--out', 'a.json']],
    ['--rpc', '--local or --recovery-phrase-file', ['account', 'withdraw', '1', '--to', ADDRESS, '--rpc', 'http://x']],
    ['--deployment', '--recovery-phrase-file', ['account', 'withdraw', '1', '--to', ADDRESS, '--deployment', 'd.json']],
    ['--meter-profile', '--local', ['offers', 'cancel', HASH, '--meter-profile', 'meter.json']],
    ['--fee', '--local', ['offers', 'cancel', HASH, '--fee', '1']],
    ['--out', '--local', ['replacement', 'request', ADDRESS, '--out', 'a.json']],
    ['--socket', '--local', ['replacement', 'cancel', ADDRESS, '--socket', '/x']],
    ['--server-name', '--listen', ['watchtower', 'run', 'a.json', '--server-name', 'tower']],
    ['--data', '--listen', ['watchtower', 'run', 'a.json', '--data', 'tower']],
  ])('is wrong usage: %s without %s', async (option, other, argv) => {
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(2);
    expect(err).toContain(`${option}: requires ${other}\n`);
  });
});

describe('an empty name', () => {
  it.each([
    ['--profile', ['offers', 'list', '--profile', '']],
    ['--profile', ['gateway', 'run', '--profile=']],
    ['--key-file', ['keys', 'create', '--key-file', ' ']],
    ['--gateway-profile', ['doctor', '--gateway-profile', '']],
    ['--out', ['meter', 'backup', '--profile', 'meter.json', '--out', '']],
    ['<file>', ['chain', 'submit', 'signed.json', '']],
    ['<file>', ['gateway', 'restore', '', '--profile', 'gateway.json']],
    ['--data', ['watchtower', 'run', '--listen', 'localhost:1', '--data', '']],
    ['--socket', ['mandates', 'list', '--socket', '']],
  ])('of %s is wrong usage', async (name, argv) => {
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(2);
    expect(err).toContain(`INVALID_INPUT: ${name}: is empty`);
  });

  it('in the environment is none', async () => {
    const { err } = await evlock(['offers', 'list', '--json'], {
      env: { EVLOCK_PROFILE: ' ' },
      home: '/nonexistent/me',
    });
    expect(JSON.parse(err).details.file).toBe('/nonexistent/me/.evlock/owner/profile.json');
    const submit = await evlock(['enrolments', 'suspend', ADDRESS], { env: { EVLOCK_RPC: '' } });
    expect(submit.err).toContain('--rpc: is required, or the variable EVLOCK_RPC');
  });
});
