/** Latencies as reported: whole microseconds. */

export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Milliseconds in, microseconds out. Nearest rank. */
export function latencyOf(milliseconds: readonly number[]): Latency {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number): number => {
    const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
    return Math.round(1000 * (sorted[index] ?? 0));
  };
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

export async function timed<T>(work: () => Promise<T>, times: number[]): Promise<T> {
  const begun = performance.now();
  const result = await work();
  times.push(performance.now() - begun);
  return result;
}

/** Two decimals. */
export const ratio = (value: number, reference: number): number => Math.round((100 * value) / reference) / 100;
