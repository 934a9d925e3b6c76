/** The one error class of the product. Codes and how to solve each stand in `error-catalogue.ts` and `docs/errors.md`. */
import { catalogue, type ErrorCode } from './catalogue.ts';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** How an error travels: on the device link, in an HTTP body and with `--json`. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly solve: string;
  readonly details: ErrorDetails;
  readonly docs: string;
}

export class EvlockError extends Error {
  override readonly name = 'EvlockError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** `details` names the offending values; never put a secret there: details are logged and sent to the caller. */
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    const shown = Object.entries(details).map(([key, value]) => `${key}=${value}`);
    super(`${catalogue[code].message}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.details = details;
  }

  /** What to do next, in a sentence. */
  get solve(): string {
    return catalogue[this.code].solve;
  }

  /** HTTP status for this error. */
  get status(): number {
    return catalogue[this.code].status;
  }

  toJSON(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      solve: this.solve,
      details: this.details,
      docs: `docs/errors.md#${this.code.toLowerCase()}`,
    };
  }

  static is(error: unknown, code?: ErrorCode): error is EvlockError {
    return error instanceof EvlockError && (code === undefined || error.code === code);
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
