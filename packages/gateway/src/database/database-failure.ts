/** Database failures as one of our errors: with SQLSTATE and the server's message, but without addresses. */
import { type ErrorDetails, EvlockError } from '@evlock/protocol';

/**
 * SQLSTATEs, by their beginning, after which the statement is not wrong: who asks, or the state of the server, is. What is
 * in no line is a fault of ours and stays as it is. Source: PostgreSQL 18, appendix A.
 */
const REASONS: readonly (readonly [prefix: string, reason: string])[] = [
  ['08', 'connection'],
  ['25006', 'read-only'],
  ['25P03', 'connection'],
  ['28', 'not let in'],
  ['3D000', 'no such database'],
  ['42501', 'not permitted'],
  ['53100', 'disk full'],
  ['53300', 'too many connections'],
  ['53', 'out of resources'],
  ['57014', 'statement too slow'],
  ['57P', 'shutting down or starting'],
  ['58', 'input or output'],
];

/** Passes within seconds: a restart, a failover, a moment with too many connections. */
const MOMENTARY = /^(08(?!P01)|57P0[123]|53300|ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|EAI_AGAIN)/;

const WORDS_MAX = 200;
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/\b\w+:\/\/\S+/g, '[address]'],
  [/\b(host|address|server(?: at)?) "[^"]*"/gi, '$1 [address]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '[address]'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '[address]'],
];

/** The server's message without addresses. */
const withoutAddresses = (words: string): string =>
  ADDRESSES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), words).slice(0, WORDS_MAX);

/** Errors of `pg` itself and of TLS, whose texts are fixed and hold no value. */
const OWN_WORDS = /timeout|terminated|ended|calling end|connection error|^SASL|SSL|self-signed|certificate/i;
const SYSTEM_CODE = /^(E[A-Z_0-9]+|[A-Z_]*(CERT|TLS|SSL)[A-Z_]*)$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

const textOf = (error: unknown, field: 'code' | 'message'): string => {
  const value = (error as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : '';
};

/** The details of an error that means that the database cannot be used; undefined where the statement is to blame. */
function detailsOf(error: unknown): ErrorDetails | undefined {
  const [code, message] = [textOf(error, 'code'), textOf(error, 'message')];
  // Its message names the address; the code says enough.
  if (SYSTEM_CODE.test(code) && !SQLSTATE.test(code)) return { reason: 'connection', problem: code };
  const reason = REASONS.find(([prefix]) => SQLSTATE.test(code) && code.startsWith(prefix))?.[1];
  if (reason !== undefined) return { reason, sqlstate: code, problem: withoutAddresses(message) };
  return code === '' && OWN_WORDS.test(message)
    ? { reason: 'connection', problem: withoutAddresses(message) }
    : undefined;
}

/** `DATABASE_UNREACHABLE` with reason, `sqlstate` and the server's words; anything else is given back as it is. */
export function databaseFailure(error: unknown): unknown {
  if (EvlockError.is(error)) return error;
  const details = detailsOf(error);
  return details ? new EvlockError('DATABASE_UNREACHABLE', details, { cause: error }) : error;
}

/** Whether connecting again in a moment may succeed. */
export function isMomentary(error: unknown): boolean {
  const code = textOf(error, 'code');
  return code === '' ? /timeout|terminated/i.test(textOf(error, 'message')) : MOMENTARY.test(code);
}

/** PgBouncer and its like take no setting at the beginning of a connection that they do not know. */
export const refusesSettings = (error: unknown): boolean =>
  textOf(error, 'code') === '08P01' && /startup parameter/i.test(textOf(error, 'message'));

/** For anyone but the operator: without the details that only the operator may see. */
export function outward(error: EvlockError): EvlockError {
  return error.entry.operatorOnly ? new EvlockError(error.code, {}, { cause: error }) : error;
}
