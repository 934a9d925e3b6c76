/** Starts again whatever has ended, as systemd would on a board and a server: the only help that a community gets here. */
import type { Community, Household, ManagedProcess } from '@evlock/community';
import { milliseconds, systemClock } from '@evlock/protocol';
import { killPostgres } from './database.ts';

const LOOK = milliseconds(100);
/** Watchdog's timeout of one second, and what a shared machine may be late. */
const OPEN_WITHIN_MS = 1_600;

interface Served {
  readonly process: ManagedProcess;
  readonly start: () => Promise<unknown>;
  /** Whose relay is to be open while this is dead. */
  readonly relay: string | undefined;
  notBefore: number;
  deadSince: number | undefined;
  starting: boolean;
}

export type Victim = 'seller-meter' | 'buyer-meter' | 'seller-world' | 'buyer-world' | 'gateway' | 'postgres';

export class Supervisor {
  /** What was seen that must not be. */
  readonly problems: string[] = [];
  /** How often a relay was looked at while its meter or secure world was dead. */
  relayChecks = 0;
  readonly #community: Community;
  readonly #served: Served[];
  readonly #stopped = new AbortController();
  #kills = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(community: Community) {
    this.#community = community;
    const served = (process: ManagedProcess, start: () => Promise<unknown>, relay?: string): Served => {
      return { process, start, relay, notBefore: 0, deadSince: undefined, starting: false };
    };
    this.#served = [
      served(community.gateway, () => community.launchGateway()),
      ...[...community.households.values()].flatMap(({ name, meter, secureWorld }) => [
        served(meter, () => meter.start(), name),
        served(secureWorld, () => secureWorld.start(), name),
      ]),
    ];
    for (const { process } of this.#served) process.onCrash = undefined;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    while (this.#served.some(({ starting }) => starting)) await systemClock.sleep(LOOK);
  }

  /** Kills at once, and lets nothing start again for `darkMs`. */
  async kill(victim: Victim, pair: { seller: Household; buyer: Household }, darkMs: number): Promise<void> {
    this.#kills++;
    if (victim === 'postgres') {
      this.#hold(this.#community.gateway, darkMs);
      return killPostgres(this.#community).catch(() => undefined);
    }
    const target = {
      'seller-meter': pair.seller.meter,
      'buyer-meter': pair.buyer.meter,
      'seller-world': pair.seller.secureWorld,
      'buyer-world': pair.buyer.secureWorld,
      gateway: this.#community.gateway,
    }[victim];
    this.#hold(target, darkMs);
    await target.kill();
  }

  #hold(target: ManagedProcess, darkMs: number): void {
    const served = this.#served.find(({ process }) => process === target);
    if (served) served.notBefore = systemClock.monotonic() + darkMs;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => this.problems.push(`supervisor: ${error}`));
      await systemClock.sleep(LOOK, signal).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const now = systemClock.monotonic();
    for (const served of this.#served) {
      if (served.process.running) {
        if (!served.starting) served.deadSince = undefined;
        continue;
      }
      served.deadSince ??= now;
      if (!served.starting && now >= served.notBefore) this.#startAgain(served);
    }
    await this.#checkRelays(now);
  }

  async #checkRelays(now: number): Promise<void> {
    const isDead = ({ process, deadSince }: Served): boolean =>
      !process.running && deadSince !== undefined && now - deadSince > OPEN_WITHIN_MS;
    const dead = this.#served.filter((served) => served.relay !== undefined && isDead(served));
    if (dead.length === 0) return;
    const { households } = await this.#community.control.state();
    const closed = new Set(households.filter(({ relayClosed }) => relayClosed).map(({ name }) => name));
    for (const { process, relay } of dead) {
      this.relayChecks++;
      // Whatever was started while the question was under way may have closed its relay.
      if (relay !== undefined && closed.has(relay) && !process.running) {
        this.problems.push(`${relay}: the relay is closed ${OPEN_WITHIN_MS} ms after ${process.name} was killed`);
      }
    }
  }

  #startAgain(served: Served): void {
    served.starting = true;
    const kills = this.#kills;
    served
      .start()
      .then(() => {
        served.deadSince = undefined;
      })
      .catch((error: unknown) => {
        // Tried again: a supervisor does not give up. What another run killed at its start has no fault.
        if (!this.#stopped.signal.aborted && kills === this.#kills)
          this.problems.push(`${served.process.name} did not start: ${error}`);
        served.notBefore = systemClock.monotonic() + 1_000;
      })
      .finally(() => {
        served.starting = false;
      });
  }
}
