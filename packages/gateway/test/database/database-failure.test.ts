import { EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { databaseFailure, isMomentary, outward } from '../../src/database/database-failure.ts';

const thrown = (code: string | undefined, message: string): Error => Object.assign(new Error(message), { code });
const details = (code: string | undefined, message: string): unknown => {
  const failure = databaseFailure(thrown(code, message));
  return EvlockError.is(failure, 'DATABASE_UNREACHABLE') ? failure.details : 'not ours';
};

describe('a database error', () => {
  it.each([
    ['28P01', 'not let in', 'password authentication failed for user "evlock"'],
    ['3D000', 'no such database', 'database "nosuch" does not exist'],
    ['25006', 'read-only', 'cannot execute INSERT in a read-only transaction'],
    ['42501', 'not permitted', 'permission denied for schema public'],
    ['53100', 'disk full', 'could not extend file "base/5/16385": No space left on device'],
    ['53300', 'too many connections', 'sorry, too many clients already'],
    ['57014', 'statement too slow', 'canceling statement due to statement timeout'],
    ['57P01', 'shutting down or starting', 'terminating connection due to administrator command'],
    ['57P03', 'shutting down or starting', 'the database system is starting up'],
    ['58030', 'input or output', 'could not write to file'],
    ['08P01', 'connection', 'unsupported startup parameter: options'],
  ])('with SQLSTATE %s is reported in its own words', (sqlstate, reason, problem) => {
    expect(details(sqlstate, problem)).toEqual({ reason, sqlstate, problem });
  });

  it('from network or TLS is reported by code alone', () => {
    const problems = [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ];
    for (const problem of problems)
      expect(details(problem, `connect ${problem} 10.1.2.3:5432`)).toEqual({ reason: 'connection', problem });
    expect(details(undefined, 'The server does not support SSL connections')).toMatchObject({ reason: 'connection' });
    expect(details(undefined, 'SASL: client password must be a string')).toMatchObject({ reason: 'connection' });
  });

  it('is shown without addresses and without passwords', () => {
    const words = [
      'no pg_hba.conf entry for host "10.1.2.3", user "evlock", database "evlock", no encryption',
      'could not connect to server at "db.example.org": postgres://evlock:hunter2@db.example.org/evlock',
      'connection to 192.168.7.9:5432 failed, nor to fd00::17:4',
    ];
    const shown = words.map((text) => JSON.stringify(details('28000', text)));
    expect(shown.join()).not.toMatch(/10\.1|example|hunter2|192\.168|fd00/);
    expect(shown[0]).toContain('no pg_hba.conf entry for host [address], user');
  });

  it('from a wrong statement is left unchanged', () => {
    for (const code of ['23505', '42P01', '22003', '40001'])
      expect(details(code, 'duplicate key value violates unique constraint')).toBe('not ours');
    expect(details(undefined, 'Cannot read properties of undefined')).toBe('not ours');
  });

  it('is for the operator: others only learn that the database is unavailable', () => {
    const failure = new EvlockError('DATABASE_UNREACHABLE', { sqlstate: '28P01', problem: 'user "evlock"' });
    expect(outward(failure)).toMatchObject({ code: 'DATABASE_UNREACHABLE', details: {} });
    const other = new EvlockError('ORDER_TAKEN', { hash: '0x1' });
    expect(outward(other)).toBe(other);
  });

  it('is transient or not', () => {
    const momentary = ['ECONNREFUSED', '57P03', '57P01', '53300', '08006'];
    expect(momentary.map((code) => isMomentary(thrown(code, '')))).toEqual(momentary.map(() => true));
    const lasting = ['28P01', '3D000', '08P01', '25006', '42501', 'ENOTFOUND'];
    expect(lasting.map((code) => isMomentary(thrown(code, '')))).toEqual(lasting.map(() => false));
  });
});
