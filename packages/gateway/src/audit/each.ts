/** Many chain queries, a few at a time. */

/** Concurrent queries. */
const AT_ONCE = 8;

/** Runs `work` for every item, a few at once. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
