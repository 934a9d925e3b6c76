/** Counts the gateway's answers to Mallory's attempts, by code. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(answer: string, count = 1): void {
    this.#counts.set(answer, this.of(answer) + count);
  }

  of(answer: string): number {
    return this.#counts.get(answer) ?? 0;
  }

  get attempts(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Everything but `ok`. */
  get refused(): number {
    return this.attempts - this.of('ok');
  }

  get byAnswer(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([, one], [, other]) => other - one));
  }
}

/** Runs `work` with each number below `count`, at most `atOnce` at a time. */
export async function manyTimes(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
