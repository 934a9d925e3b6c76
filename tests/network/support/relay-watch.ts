/**
 * Watches the relays for as long as a community runs: whoever certainly hears nothing from the partner must have opened its
 * own.
 */
import type { Community } from '@evlock/community';
import { milliseconds, systemClock } from '@evlock/protocol';

const LOOK = milliseconds(100);
/** Receipt timeout of three seconds, what was in flight, and a shared machine's lateness. */
const OPEN_WITHIN_MS = 5_500;

export class RelayWatch {
  /** Violations seen. */
  readonly problems: string[] = [];
  /** How often a relay was checked while it had to be open. */
  checks = 0;
  readonly #community: Community;
  readonly #silentSince: (household: string) => number | undefined;
  readonly #stopped = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  /** `silentSince`: since when nothing from the partner can have reached the household's meter; undefined when it may. */
  constructor(community: Community, silentSince: (household: string) => number | undefined) {
    this.#community = community;
    this.#silentSince = silentSince;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => this.problems.push(`relays: ${error}`));
      await systemClock.sleep(LOOK, signal).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const due = this.#due();
    if (due.size === 0) return;
    const { households } = await this.#community.control.state();
    // Silence that ended during the query proves nothing.
    const still = this.#due();
    for (const { name, relayClosed } of households) {
      if (!due.has(name) || !still.has(name)) continue;
      this.checks++;
      if (relayClosed)
        this.problems.push(`${name}: the relay is closed ${OPEN_WITHIN_MS} ms after its partner fell silent`);
    }
  }

  #due(): ReadonlySet<string> {
    const now = systemClock.monotonic();
    const names = [...this.#community.households.keys()];
    return new Set(names.filter((name) => now - (this.#silentSince(name) ?? now) > OPEN_WITHIN_MS));
  }
}
