/**
 * The operator's own record, as plain values: which device each code was made for, and which devices were admitted with which
 * keys. A gateway's claims about a device are checked against it, so that no gateway can have an old or nonexistent device
 * admitted again. A file holds it on a machine, a browser's storage in the console; both have the same form.
 */
import {
  address,
  type Bytes32,
  bytes32,
  CODE_VALIDITY,
  ENROLMENT_VALIDITY,
  type EnrolmentFile,
  EvlockError,
  enrolmentNonce,
  isSameMarket,
  type MarketPlace,
  type NamedCheck,
  type Timestamp,
  timeField,
  timestamp,
} from '@evlock/protocol';
import { z } from 'zod';

export const ledgerSchema = z.strictObject({
  format: z.literal('evlock-operator-1'),
  chainId: z.number().int().positive(),
  market: address.schema,
  codes: z.array(
    z.strictObject({
      deviceId: bytes32.schema,
      /** Hash of the code; the code itself is secret and not kept. */
      verifierNonce: bytes32.schema,
      made: timeField.schema,
      expires: timeField.schema,
    }),
  ),
  admitted: z.array(
    z.strictObject({
      deviceId: bytes32.schema,
      meterKey: address.schema,
      account: address.schema,
      time: timeField.schema,
    }),
  ),
});
export type Ledger = z.output<typeof ledgerSchema>;

type Admitted = Ledger['admitted'][number];
type Evidence = EnrolmentFile['evidence'];

/** Seconds an expired code is kept, so that it is refused by name. */
const KNOWN_AS_EXPIRED = 30 * 86_400;

export const emptyLedger = ({ chainId, market }: MarketPlace): Ledger => ({
  format: 'evlock-operator-1',
  chainId,
  market: market as Ledger['market'],
  codes: [],
  admitted: [],
});

/** How long evidence signed in time with a code remains valid. */
const lastUse = ({ expires }: Ledger['codes'][number]): number => expires + ENROLMENT_VALIDITY;

const codeOf = ({ codes }: Ledger, { deviceId, verifierNonce }: Evidence) =>
  codes.find((code) => code.deviceId === deviceId && code.verifierNonce === verifierNonce);

const seenOf = ({ admitted }: Ledger, { deviceId, meterKey }: Evidence): Admitted | undefined =>
  admitted.find((one) => one.deviceId === deviceId || one.meterKey === meterKey);

const isSame = (seen: Admitted, { deviceId, meterKey, account }: Evidence): boolean =>
  seen.deviceId === deviceId && seen.meterKey === meterKey && seen.account === account;

/** With a code that is valid for an hour by the operator's own clock, whatever the gateway says. */
export function withCode(
  ledger: Ledger,
  made: { readonly deviceId: Bytes32; readonly code: string },
  now: Timestamp,
): Ledger {
  const entry = {
    deviceId: made.deviceId,
    verifierNonce: enrolmentNonce(made.code),
    made: now,
    expires: timestamp(now + CODE_VALIDITY),
  };
  return { ...ledger, codes: [...ledger.codes, entry] };
}

/**
 * With a device that is to go on chain. Throws `EVIDENCE_REFUSED`: `codeMadeHere` for evidence with a code this operator never
 * made, `codeExpired` when evidence signed in time is no longer valid, `deviceSeen` for a device admitted with other keys.
 */
export function withAdmitted(ledger: Ledger, { evidence }: Pick<EnrolmentFile, 'evidence'>, now: Timestamp): Ledger {
  const { deviceId, meterKey, account } = evidence;
  const code = codeOf(ledger, evidence);
  if (!code) throw new EvlockError('EVIDENCE_REFUSED', { check: 'codeMadeHere', deviceId });
  if (now > lastUse(code)) {
    throw new EvlockError('EVIDENCE_REFUSED', { check: 'codeExpired', deviceId, expired: code.expires });
  }
  const seen = seenOf(ledger, evidence);
  if (!seen) return { ...ledger, admitted: [...ledger.admitted, { deviceId, meterKey, account, time: now }] };
  if (!isSame(seen, evidence)) {
    throw new EvlockError('EVIDENCE_REFUSED', { check: 'deviceSeen', meterKey: seen.meterKey });
  }
  return ledger;
}

/** The checks of `withAdmitted`, whether they hold or not. */
export function ledgerChecks(
  ledger: Ledger,
  { evidence }: Pick<EnrolmentFile, 'evidence'>,
  now: Timestamp,
): readonly NamedCheck[] {
  const code = codeOf(ledger, evidence);
  const seen = seenOf(ledger, evidence);
  return [
    { check: 'codeMadeHere', holds: code !== undefined },
    { check: 'codeExpired', holds: code !== undefined && now <= lastUse(code) },
    { check: 'deviceSeen', holds: seen === undefined || isSame(seen, evidence) },
  ];
}

/** Without codes that expired long ago. */
export const withoutOldCodes = (ledger: Ledger, now: Timestamp): Ledger => ({
  ...ledger,
  codes: ledger.codes.filter((code) => now <= lastUse(code) + KNOWN_AS_EXPIRED),
});

/**
 * Both lists as one, for an operator who uses two machines. Throws `CHAIN_WRONG_NETWORK` for another market's list, and
 * `EVIDENCE_REFUSED` (`deviceSeen`) where the two admitted a device with different keys.
 */
export function mergedLedgers(own: Ledger, other: Ledger): Ledger {
  if (!isSameMarket(own, other)) {
    throw new EvlockError('CHAIN_WRONG_NETWORK', { ledger: other.market, deployment: own.market });
  }
  const admitted = [...own.admitted];
  for (const one of other.admitted) {
    const seen = admitted.find(({ deviceId, meterKey }) => deviceId === one.deviceId || meterKey === one.meterKey);
    if (!seen) admitted.push(one);
    else if (seen.deviceId !== one.deviceId || seen.meterKey !== one.meterKey || seen.account !== one.account) {
      throw new EvlockError('EVIDENCE_REFUSED', { check: 'deviceSeen', meterKey: seen.meterKey });
    }
  }
  const known = new Set(own.codes.map(({ verifierNonce }) => verifierNonce));
  return { ...own, admitted, codes: [...own.codes, ...other.codes.filter((code) => !known.has(code.verifierNonce))] };
}
