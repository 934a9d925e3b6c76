/** This package's logger: the shape shared by pino and console; no secret is ever passed. */
import type { ErrorDetails } from '@evlock/protocol';

export interface Log {
  debug(details: ErrorDetails, message: string): void;
  info(details: ErrorDetails, message: string): void;
  warn(details: ErrorDetails, message: string): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {} };
