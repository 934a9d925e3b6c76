/** The failure of a TLS connection as an error of the catalogue: OpenSSL's names mean little to most people. */
import type { ErrorCode } from './catalogue.ts';

export interface TlsFailure {
  readonly code: Extract<
    ErrorCode,
    'CLOCK_WRONG' | 'CERTIFICATE_EXPIRED' | 'CERTIFICATE_REFUSED' | 'GATEWAY_UNTRUSTED' | 'GATEWAY_UNREACHABLE'
  >;
  readonly problem: string;
}

/** In order: the first match counts. */
const FAILURES: readonly (readonly [RegExp, TlsFailure['code']])[] = [
  [/NOT_YET_VALID/, 'CLOCK_WRONG'],
  // Alerts from the other side concern our certificate, not theirs.
  [/ALERT_CERTIFICATE_EXPIRED/, 'CERTIFICATE_EXPIRED'],
  [/ALERT_(.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/, 'CERTIFICATE_REFUSED'],
  [/HAS_EXPIRED/, 'CERTIFICATE_EXPIRED'],
  // Not TLS at all, or not a version that is new enough.
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HTTP_REQUEST/, 'GATEWAY_UNREACHABLE'],
  [/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL/, 'GATEWAY_UNTRUSTED'],
];

/** `code` is the one on Node's error; undefined if it does not concern TLS. */
export function tlsFailure(code: string): TlsFailure | undefined {
  const found = FAILURES.find(([pattern]) => pattern.test(code));
  return found && { code: found[1], problem: code };
}
