/**
 * Structured logs: one JSON line each, with `part` and `code`. Bodies are never logged; what could still carry a secret is
 * redacted by name, wherever it is logged.
 */
import { LogFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import { type Logger, pino } from 'pino';
import type { LOG_LEVELS } from './profile.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: (typeof LOG_LEVELS)[number];
  /** File for the lines, mode 0600; standard error without it, since standard output belongs to the ready line. Lines that cannot be written are dropped. */
  readonly file?: string | undefined;
}

const SECRET_NAMES = ['token', 'authorization', 'assertion', 'code', 'privateKey', 'password', 'body', 'url'] as const;

/** `code` is a secret where it is an enrolment code; an error's code is not. */
const censor = (value: unknown): unknown =>
  typeof value === 'string' && /^[A-Z][A-Z_]{2,63}$/.test(value) ? value : '[redacted]';

const describe = (error: unknown): object => {
  const { code, details, stack, cause } = EvlockError.from(error);
  // A database or network error may quote an address that holds a password or an API key.
  const withoutAddresses = (text: string | undefined): string | undefined =>
    text?.replaceAll(/\b(?!file:)\w+:\/\/\S+/g, '[address]');
  const source = cause instanceof Error ? { name: cause.name, stack: withoutAddresses(cause.stack) } : undefined;
  return { code, details, stack: code === 'INTERNAL' ? stack : undefined, cause: source };
};

export function createLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: { part: 'gateway' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: describe, err: describe },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor },
    },
    new LogFile({ file: options.file }),
  );
}
