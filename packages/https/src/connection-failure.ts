/** What broke a connection, as one of the catalogue. */
import { EvlockError, tlsFailure } from '@evlock/protocol';

/** `CLOCK_WRONG`, `CERTIFICATE_EXPIRED`, `CERTIFICATE_REFUSED`, `GATEWAY_UNTRUSTED` or `GATEWAY_UNREACHABLE`; ours as it is. */
export function connectionFailure(cause: unknown, url: string): EvlockError {
  if (EvlockError.is(cause)) return cause;
  const { code = '' } = cause as NodeJS.ErrnoException;
  const { code: kind, problem } = tlsFailure(code) ?? { code: 'GATEWAY_UNREACHABLE', problem: code || 'closed' };
  return new EvlockError(kind, { url, problem }, { cause });
}
