/** What this package says while it works. The shape of pino's and of a console's methods; no secret is ever passed. */
import type { ErrorDetails } from '@evlock/protocol';

export interface Log {
  debug(details: ErrorDetails, message: string): void;
  info(details: ErrorDetails, message: string): void;
  warn(details: ErrorDetails, message: string): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {} };
