/** A failure as a page shows it: what happened and what to do, whichever side it comes from. */

/** As `ErrorBody` of the protocol has it, without the catalogue behind it: that stays in the worker. */
export interface ProblemBody {
  readonly code: string;
  /** Whether the same request may succeed later. */
  readonly class: 'refused' | 'passing' | 'fault';
  readonly message: string;
  readonly remedy: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export class Problem extends Error implements ProblemBody {
  override readonly name = 'Problem';
  readonly code: string;
  readonly class: ProblemBody['class'];
  readonly remedy: string;
  readonly details: ProblemBody['details'];

  constructor(body: ProblemBody, options?: { readonly cause?: unknown }) {
    super(body.message, options);
    this.code = body.code;
    this.class = body.class;
    this.remedy = body.remedy;
    this.details = body.details;
  }

  /** Any thrown value. What is not ours is a fault of the page. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    return new Problem(
      {
        code: 'INTERNAL',
        class: 'fault',
        message: 'An unexpected error occurred.',
        remedy: 'Reload the page; if it happens again, tell your operator what you did.',
        details: {},
      },
      { cause: thrown },
    );
  }

  static is(thrown: unknown, code?: string): thrown is Problem {
    return thrown instanceof Problem && (code === undefined || thrown.code === code);
  }
}

/** What a worker answers. Its errors cross as plain values: they become a `Problem` again. */
export async function withProblems<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    const isBody = typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'remedy' in thrown;
    throw isBody ? new Problem(thrown as ProblemBody) : Problem.from(thrown);
  }
}
