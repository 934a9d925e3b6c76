import { emptyLedger, ledgerChecks, mergedLedgers, withAdmitted, withCode } from '@evlock/owner';
import { timestamp } from '@evlock/protocol';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { shownBy } from '../node/ledger-files.ts';

const CODE = 'AB12-CD34-EF56-GH78';
const NOW = timestamp(1_800_000_000);
const none = emptyLedger(deployment);
const coded = (device: string) => withCode(none, { deviceId: hex(device), code: CODE }, NOW);
const file = (device: string, key = device) => shownBy(hex(device), CODE, hex(key, 20));
const admitted = (device: string, key = device) => withAdmitted(coded(device), file(device, key), NOW);

describe('checks of the list', () => {
  const names = (ledger = none, at = NOW) =>
    ledgerChecks(ledger, file('1'), at)
      .filter(({ holds }) => !holds)
      .map(({ check }) => check);

  it('fail alone, and by name', () => {
    expect(names()).toEqual(['codeMadeHere', 'codeExpired']);
    expect(names(coded('1'))).toEqual([]);
    expect(names(coded('1'), timestamp(NOW + 30 * 86_400))).toEqual(['codeExpired']);
    expect(names(admitted('1'))).toEqual([]);
    expect(names(admitted('1', '2'))).toEqual(['deviceSeen']);
  });
});

describe('two lists of one operator', () => {
  it('become one, whichever is the first', () => {
    const [one, other] = [admitted('1'), admitted('2')];
    const both = mergedLedgers(one, other);
    expect(both.admitted).toHaveLength(2);
    expect(both.codes).toHaveLength(1);
    expect(mergedLedgers(both, one)).toEqual(both);
  });

  it('are refused where they contradict each other, or are of different markets', () => {
    const of = (code: string) => expect.objectContaining({ code });
    expect(() => mergedLedgers(admitted('1'), admitted('1', '2'))).toThrow(of('EVIDENCE_REFUSED'));
    expect(() => mergedLedgers(none, { ...none, chainId: 1 })).toThrow(of('CHAIN_WRONG_NETWORK'));
  });
});
