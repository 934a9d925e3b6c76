/** What an abuse costs the gateway: its process's memory, and its gauges during the abuse. */
import { readFile } from 'node:fs/promises';
import type { ApiClient } from '@evlock/owner';
import { milliseconds, type RouteResponse, systemClock } from '@evlock/protocol';

const SAMPLE = milliseconds(100);
const KIB_PER_MIB = 1024;

export interface Cost {
  /** Resident memory of the gateway's process in MiB: before, peak, and one second after. */
  readonly before: number;
  readonly peak: number;
  readonly after: number;
  /** Highest value that `health` reported. */
  readonly connections: number;
  readonly streams: number;
  readonly queued: number;
}

/** Resident memory of a process in MiB. */
export async function residentMemory(pid: number): Promise<number> {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / KIB_PER_MIB);
}

export class GatewayWatch {
  readonly #pid: number;
  readonly #api: Pick<ApiClient, 'call'>;

  constructor(pid: number, api: Pick<ApiClient, 'call'>) {
    this.#pid = pid;
    this.#api = api;
  }

  memory(): Promise<number> {
    return residentMemory(this.#pid);
  }

  async during<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly cost: Cost }> {
    const before = await this.memory();
    const over = new AbortController();
    const sampling = this.#sample(over.signal);
    try {
      const result = await work();
      over.abort();
      const most = await sampling;
      await systemClock.sleep(milliseconds(1_000));
      return { result, cost: { before, ...most, after: await this.memory() } };
    } finally {
      over.abort();
    }
  }

  async #sample(signal: AbortSignal): Promise<Omit<Cost, 'before' | 'after'>> {
    const most = { peak: 0, connections: 0, streams: 0, queued: 0 };
    while (!signal.aborted) {
      most.peak = Math.max(most.peak, await this.memory());
      const health = await this.#health();
      for (const gauge of ['connections', 'streams', 'queued'] as const) {
        most[gauge] = Math.max(most[gauge], health?.[gauge] ?? 0);
      }
      await systemClock.sleep(SAMPLE, signal).catch(() => undefined);
    }
    return most;
  }

  /** Undefined when the gateway is too busy to answer. */
  #health(): Promise<RouteResponse<'health'> | undefined> {
    return this.#api.call('health', {}).catch(() => undefined);
  }
}
