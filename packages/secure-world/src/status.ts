/** Status numbers of the secure world and their error codes: the same names. */
import { type ErrorCode, EvlockError } from '@evlock/protocol';
import { CHECKS, STATUSES } from './generated/abi.ts';

export type CheckName = Exclude<keyof typeof CHECKS, 'NONE'>;
type StatusCode = Exclude<keyof typeof STATUSES, 'OK'>;

const codes = new Map<number, ErrorCode>(
  Object.entries(STATUSES).flatMap(([name, number]) => (name === 'OK' ? [] : [[number, name as StatusCode]])),
);
const checks = new Map<number, string>(Object.entries(CHECKS).map(([name, number]) => [number, name]));

/** An error of the secure world; `check` is the reason. */
export const refusal = (code: StatusCode, check?: CheckName, details: EvlockError['details'] = {}): EvlockError =>
  new EvlockError(code, check ? { check, ...details } : details);

/** Error codes as numbers on the wire. Codes without a status become INTERNAL. */
export function statusOf(error: EvlockError): { status: number; check: number } {
  const status = (STATUSES as Record<string, number>)[error.code] ?? STATUSES.INTERNAL;
  const name = error.details.check;
  return { status, check: (CHECKS as Record<string, number>)[String(name)] ?? CHECKS.NONE };
}

/** The error for a response's numbers. */
export function errorOf(status: number, check: number, command: string): EvlockError {
  const code = codes.get(status);
  if (!code) return new EvlockError('INTERNAL', { command, status });
  const name = checks.get(check);
  return new EvlockError(code, check === CHECKS.NONE ? { command } : { command, check: name ?? check });
}
