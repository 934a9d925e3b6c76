/** How the code of each component treats an error follows from the catalogue; here is what that means, code by code. */
import { type CatalogueEntry, catalogue, codesWith, type ErrorCode, EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const entries = Object.entries(catalogue) as [ErrorCode, CatalogueEntry][];
const where = (test: (entry: CatalogueEntry) => boolean): ErrorCode[] =>
  entries.filter(([, entry]) => test(entry)).map(([code]) => code);

describe('the class of an error', () => {
  it('is passing for what says nothing about the request', () => {
    expect(where((entry) => entry.class === 'passing').toSorted()).toEqual([
      'CANCELLED',
      'CHAIN_BEHIND',
      'CHAIN_DISAGREES',
      'CHAIN_HALTED',
      'CHAIN_UNREACHABLE',
      'DATABASE_UNREACHABLE',
      'DEVICE_OFFLINE',
      'ENDPOINT_LEFT_OUT',
      'GAS_BUDGET_SPENT',
      'GATEWAY_UNREACHABLE',
      'PARTNER_SILENT',
      'RATE_LIMITED',
      'RECOVERY_PENDING',
      'SAMPLES_LATE',
      'SECURE_WORLD_UNREACHABLE',
      'SELF_TEST_REQUIRED',
      'SUBMISSION_FAILED',
      'SUBMITTER_EXHAUSTED',
      'TIMED_OUT',
      'WATCHTOWER_UNREACHABLE',
    ]);
  });

  it('is that of the code, and a fault for what is not ours', () => {
    expect(EvlockError.isPassing(new EvlockError('CHAIN_BEHIND'))).toBe(true);
    expect(EvlockError.isPassing(new EvlockError('CHAIN_WRONG_NETWORK'))).toBe(false);
    expect(EvlockError.isPassing(new TypeError())).toBe(false);
  });

  it.each(['INTERNAL', 'CHAIN_WRONG_NETWORK', 'FILE_UNUSABLE', 'PROFILE_INVALID'] as const)(
    'is a fault for %s, which denies nothing that was asked for',
    (code) => {
      expect(new EvlockError(code).class).toBe('fault');
    },
  );
});

describe('what is done with the peer', () => {
  it('closes the connection of a device that may not speak, or speaks for another', () => {
    expect(where((entry) => entry.peer === 'close').toSorted()).toEqual([
      'CERTIFICATE_EXPIRED',
      'CERTIFICATE_REFUSED',
      'CONNECTION_REPLACED',
      'DEVICE_MISMATCH',
      'DEVICE_REVOKED',
      'DUPLICATE_METER',
      'GATEWAY_UNTRUSTED',
      'PROTOCOL_VIOLATION',
    ]);
  });

  it('closes with the code of RFC 6455 where there is one', () => {
    const closeCodes = codesWith('closeCode').map((code) => [code, catalogue[code].closeCode]);
    expect(Object.fromEntries(closeCodes)).toEqual({ CANCELLED: 1001, INPUT_TOO_LARGE: 1009 });
  });

  it.each([
    [7, 7],
    [0, 1],
    [-3, 1],
    [0.5, 1],
    ['9', 1],
  ])('asks to slow down for %j seconds as %j', (seconds, expected) => {
    expect(new EvlockError('RATE_LIMITED', { seconds }).retryAfter).toBe(expected);
  });

  it('names no time where nobody is asked to slow down', () => {
    expect(new EvlockError('CHAIN_BEHIND', { seconds: 7 }).retryAfter).toBeUndefined();
  });
});

describe('properties', () => {
  it.each([
    [
      'guess',
      ['ASSERTION_INVALID', 'ENROLMENT_CODE_INVALID', 'LOCAL_CODE_WRONG', 'SIGN_UP_CODE_INVALID', 'UNAUTHENTICATED'],
    ],
    ['alreadyDone', ['NOTHING_TO_FREE', 'RECEIPT_STALE', 'TRADE_EXISTS', 'TRADE_NOT_OPEN']],
    ['received', ['RECEIPT_STALE', 'SEQUENCE_FORKED']],
    ['contended', ['METER_BUSY', 'METER_IN_USE', 'ORDER_CANCELLED', 'ORDER_TAKEN', 'SELF_TEST_REQUIRED']],
    ['defect', ['INTERNAL', 'RECORDS_DIFFER']],
    ['operatorOnly', ['DATABASE_UNREACHABLE']],
    ['otherChain', ['CHAIN_BEHIND', 'CHAIN_WRONG_NETWORK', 'NOT_DEPLOYED']],
    ['meterFault', ['DUPLICATE_METER', 'SEQUENCE_FORKED']],
    ['exitCode', ['AUDIT_FAILED']],
  ] as const)('%s', (trait, codes) => {
    expect(codesWith(trait).toSorted()).toEqual(codes);
  });
});
