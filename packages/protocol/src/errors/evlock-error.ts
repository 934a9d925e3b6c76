/** The one error class of the product. Its codes are in `catalogue.ts` and `docs/errors.md`. */
import { catalogue, type ErrorCode } from './catalogue.ts';
import type { CatalogueEntry, ErrorClass } from './entry.ts';

/** The offending values, by name. Amounts are integers of the smaller unit: mWh, mW, micro-units, seconds, wei. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** How an error travels: in an HTTP body and with `--json`. On the device link its code, message and details travel. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** Whether to repeat the request: for callers that do not know every code. */
  readonly class: ErrorClass;
  readonly message: string;
  readonly remedy: string;
  readonly details: ErrorDetails;
  /** Where the code is documented: a path in the repository. */
  readonly docs: string;
}

/**
 * A failure with a stable code. Whoever handles it asks for its class and properties, and for its code only where one code
 * alone is meant.
 *
 * @example
 * import { EvlockError } from '@evlock/protocol';
 *
 * try {
 *   await market.buy(offer, terms);
 * } catch (thrown) {
 *   const error = EvlockError.from(thrown);
 *   if (error.class === 'passing') return retryLater(); // nothing was decided: repeat it unchanged
 *   console.error(`${error.code}: ${error.message}\n  fix: ${error.remedy}`);
 * }
 */
export class EvlockError extends Error {
  override readonly name = 'EvlockError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /**
   * `details` names the offending values; never put a secret there: details are logged and sent to the caller. `cause` is for the
   * log alone.
   *
   * @example
   * throw new EvlockError('INSUFFICIENT_BALANCE', { balance: '1500000', needed: '2000000' });
   * // The account does not have enough free balance. (balance=1500000 micro-units, needed=2000000 micro-units)
   */
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    const { message, units = {} }: CatalogueEntry = catalogue[code];
    const shown = Object.entries(details).map(([key, value]) => {
      const unit = units[key];
      return `${key}=${value}${unit === undefined ? '' : ` ${unit}`}`;
    });
    super(`${message}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.details = details;
  }

  /** What the catalogue says of the code. */
  get entry(): CatalogueEntry {
    return catalogue[this.code];
  }

  /** Whether to repeat the request that failed. */
  get class(): ErrorClass {
    return this.entry.class;
  }

  /** The next action, in a sentence or two. */
  get remedy(): string {
    return this.entry.remedy;
  }

  /** HTTP status. */
  get status(): number {
    return this.entry.status;
  }

  /** Whole seconds to wait before the request is repeated; undefined where nobody is asked to slow down. */
  get retryAfter(): number | undefined {
    if (this.entry.peer !== 'slow-down') return undefined;
    const { seconds } = this.details;
    return Number.isSafeInteger(seconds) && Number(seconds) > 0 ? Number(seconds) : 1;
  }

  toJSON(): ErrorBody {
    return {
      code: this.code,
      class: this.class,
      message: this.message,
      remedy: this.remedy,
      details: this.details,
      docs: `docs/errors.md#${this.code.toLowerCase()}`,
    };
  }

  static is(error: unknown, code?: ErrorCode): error is EvlockError {
    return error instanceof EvlockError && (code === undefined || error.code === code);
  }

  /** Whether nothing was decided, so that the same request may succeed later. What is not ours is a fault. */
  static isPassing(error: unknown): boolean {
    return EvlockError.is(error) && error.class === 'passing';
  }

  /** Any thrown value as an `EvlockError`; what is not ours becomes `INTERNAL` and keeps its cause for the log only. */
  static from(error: unknown): EvlockError {
    return error instanceof EvlockError ? error : new EvlockError('INTERNAL', {}, { cause: error });
  }

  /** Rebuilds an error that arrived over a wire. An unknown code becomes `INTERNAL` with the code as a detail. */
  static fromBody(body: { code: string; details?: Record<string, unknown> | undefined }): EvlockError {
    const known = Object.hasOwn(catalogue, body.code);
    const details: Record<string, string | number | boolean | null> = {};
    for (const [key, value] of Object.entries(body.details ?? {})) {
      if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
        details[key] = value as string | number | boolean | null;
      }
    }
    return known ? new EvlockError(body.code as ErrorCode, details) : new EvlockError('INTERNAL', { code: body.code });
  }
}

export type { ErrorCode };
