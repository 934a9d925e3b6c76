/** Counts refused requests by their error, in memory: what the operator looks at when somebody floods. */
import type { ErrorCode } from '@evlock/protocol';

export class Refusals {
  readonly #counts = new Map<ErrorCode, number>();

  add(code: ErrorCode): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  /** Most frequent first. */
  list(): { code: ErrorCode; count: number }[] {
    const all = [...this.#counts].map(([code, count]) => ({ code, count }));
    return all.sort((one, other) => other.count - one.count || one.code.localeCompare(other.code));
  }
}
