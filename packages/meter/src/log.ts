/** Structured logs: one JSON line each, with `part` and `code`. Fields that could carry a secret are redacted by name. */
import { LogFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import { type Logger, pino } from 'pino';
import type { LOG_LEVELS } from './profile.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: (typeof LOG_LEVELS)[number];
  /**
   * Log file, mode 0600; standard error when omitted, since standard output is reserved for the ready line. Lines that
   * cannot be written are dropped.
   */
  readonly file?: string | undefined;
}

const SECRET_NAMES = ['assertion', 'token', 'pin', 'uri', 'privateKey', 'words', 'body'] as const;

const describe = (error: unknown): object => {
  const { code, details, stack, cause } = EvlockError.from(error);
  const source = cause instanceof Error ? { name: cause.name, message: cause.message } : undefined;
  return { code, details, stack: code === 'INTERNAL' ? stack : undefined, cause: source };
};

export function createLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: { part: 'meter' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: describe, err: describe },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    new LogFile({ file: options.file }),
  );
}

/** Logs nothing; for tests and one-shot commands. */
export const silentLog: Log = pino({ level: 'silent' });
