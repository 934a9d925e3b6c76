/** Restarts whatever has ended, as systemd would on a board and a server: the only help a community gets here. */
import type { Community, Household, ManagedProcess } from '@evlock/community';
import { milliseconds, systemClock } from '@evlock/protocol';
import { patiently } from '@evlock/testing/community/patiently';
import { killPostgres } from '../../verdict/database.ts';

const LOOK = milliseconds(100);
/** The watchdog's one-second timeout, plus a shared machine's lateness. */
const OPEN_WITHIN_MS = 1_600;
/**
 * Shared components run at least this long before they are killed again, and as long as their start took: otherwise no trade
 * would ever progress.
 */
const REST_MS = 700;
const UP_WITHIN_MS = 120_000;

/** One supervised process. */
interface Served {
  readonly name: string;
  readonly running: () => boolean;
  readonly start: () => Promise<unknown>;
  /** Whose relay must be open while this is dead. */
  readonly relay: string | undefined;
  notBefore: number;
  deadSince: number | undefined;
  /** Running without interruption since, as far as seen. */
  upSince: number;
  /** Duration of its last start. */
  tookMs: number;
  starting: boolean;
}

const SHARED = ['gateway', 'postgres', 'chain'] as const;
export type Victim = (typeof SHARED)[number] | 'seller-meter' | 'buyer-meter' | 'seller-world' | 'buyer-world';

/** Whether every household of a community is affected by its death. */
export const isShared = (victim: Victim): boolean => (SHARED as readonly Victim[]).includes(victim);

export class Supervisor {
  /** Violations seen. */
  readonly problems: string[] = [];
  /** How often a relay was checked while its meter or secure world was dead. */
  relayChecks = 0;
  readonly #community: Community;
  readonly #served = new Map<string, Served>();
  readonly #stopped = new AbortController();
  #chainDead = false;
  /** The newest block that was final somewhere when the chain died. */
  #remakeAfter = 0;
  #kills = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #loop: Promise<void> = Promise.resolve();

  constructor(community: Community) {
    this.#community = community;
    this.#serveProcess('gateway', community.gateway, () => community.launchGateway());
    this.#serve('chain', { running: () => !this.#chainDead, start: () => this.#launchChain(), relay: undefined });
    for (const { name, meter, secureWorld } of community.households.values()) {
      this.#serveProcess(`${name} meter`, meter, () => meter.start(), name);
      this.#serveProcess(`${name} world`, secureWorld, () => secureWorld.start(), name);
    }
  }

  #serveProcess(key: string, process: ManagedProcess, start: Served['start'], relay?: string): void {
    process.onCrash = undefined;
    this.#serve(key, { running: () => process.running, start, relay });
  }

  #serve(name: string, watched: Pick<Served, 'running' | 'start' | 'relay'>): void {
    this.#served.set(name, {
      ...watched,
      name,
      notBefore: 0,
      deadSince: undefined,
      upSince: 0,
      tookMs: 0,
      starting: false,
    });
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    const starting = (): boolean => [...this.#served.values()].some((served) => served.starting);
    while (starting()) await systemClock.sleep(LOOK);
  }

  /** One at a time, for kills of shared components; begins when all of them have run for a while. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      for (const served of [this.#find('gateway'), this.#find('chain')]) {
        await this.#up(served, Math.max(REST_MS, served.tookMs));
      }
      return work();
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Kills as soon as the victim runs, and prevents its restart for `darkMs`. Throws when it does not come up. */
  async kill(victim: Victim, pair: { seller: Household; buyer: Household }, darkMs: number): Promise<void> {
    // A database is served by its gateway, which ends and starts together with it; it may also outlive it.
    const served = this.#find(keyOf(victim, pair));
    if (victim !== 'postgres') await this.#up(served, 0);
    this.#kills++;
    served.notBefore = systemClock.monotonic() + darkMs;
    await this.#end(victim, pair);
    // A start that began while waiting for the victim is not at fault either.
    this.#kills++;
  }

  async #end(victim: Victim, pair: { seller: Household; buyer: Household }): Promise<void> {
    switch (victim) {
      case 'postgres':
        return patiently(() => killPostgres(this.#community), UP_WITHIN_MS);
      case 'chain':
        this.#remakeAfter = (await this.#community.reader.finalized()).number;
        this.#chainDead = true;
        process.kill(this.#community.chain.pid, 'SIGKILL');
        return this.#community.chain.ended;
      case 'gateway':
        return this.#community.gateway.kill();
      case 'seller-meter':
      case 'buyer-meter':
        return (victim === 'seller-meter' ? pair.seller : pair.buyer).meter.kill();
      case 'seller-world':
      case 'buyer-world':
        return (victim === 'seller-world' ? pair.seller : pair.buyer).secureWorld.kill();
    }
  }

  /** Resolves when it is running again after the kill just made. */
  async restarted(name: 'gateway' | 'chain'): Promise<void> {
    const { upSince } = this.#find(name);
    await patiently(async () => {
      if (this.#find(name).upSince === upSince) throw new Error(`${name} is not yet up`);
    }, UP_WITHIN_MS);
  }

  /** Ends the darkness of everything held dead. */
  lightUp(): void {
    for (const served of this.#served.values()) served.notBefore = Math.min(served.notBefore, systemClock.monotonic());
  }

  #find(name: string): Served {
    const served = this.#served.get(name);
    if (!served) throw new Error(`${name} is not supervised`);
    return served;
  }

  async #up(served: Served, forMs: number): Promise<void> {
    const until = systemClock.monotonic() + UP_WITHIN_MS;
    const isUp = (): boolean =>
      served.running() && !served.starting && systemClock.monotonic() - served.upSince >= forMs;
    while (!isUp()) {
      if (systemClock.monotonic() > until) throw new Error(`${served.name} did not come up`);
      await systemClock.sleep(milliseconds(20));
    }
  }

  /** Up when the lost blocks have been re-mined: until then, their contents still count as final elsewhere. */
  async #launchChain(): Promise<void> {
    await this.#community.launchChain();
    this.#chainDead = false;
    const { reader } = this.#community;
    await patiently(async () => {
      if ((await reader.finalized()).number <= this.#remakeAfter + 2) throw new Error('blocks are still missing');
    }, UP_WITHIN_MS);
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
    for (const served of this.#served.values()) {
      if (served.running()) {
        if (!served.starting) served.deadSince = undefined;
        continue;
      }
      served.deadSince ??= now;
      if (!served.starting && now >= served.notBefore) this.#startAgain(served);
    }
    await this.#checkRelays(now);
  }

  async #checkRelays(now: number): Promise<void> {
    const isDead = ({ running, deadSince }: Served): boolean =>
      !running() && deadSince !== undefined && now - deadSince > OPEN_WITHIN_MS;
    const dead = [...this.#served.values()].filter((served) => served.relay !== undefined && isDead(served));
    if (dead.length === 0) return;
    const { households } = await this.#community.control.state();
    const closed = new Set(households.filter(({ relayClosed }) => relayClosed).map(({ name }) => name));
    for (const { name, running, relay } of dead) {
      this.relayChecks++;
      // Something restarted during the query may have closed its relay.
      if (relay !== undefined && closed.has(relay) && !running()) {
        this.problems.push(`${relay}: the relay is closed ${OPEN_WITHIN_MS} ms after ${name} was killed`);
      }
    }
  }

  #startAgain(served: Served): void {
    served.starting = true;
    const kills = this.#kills;
    const begun = systemClock.monotonic();
    served
      .start()
      .then(() => {
        served.deadSince = undefined;
        served.upSince = systemClock.monotonic();
        served.tookMs = served.upSince - begun;
      })
      .catch((error: unknown) => {
        // Retried: a supervisor does not give up. A start blocked by another kill is not at fault.
        if (!this.#stopped.signal.aborted && kills === this.#kills && !this.#chainDead)
          this.problems.push(`${served.name} did not start: ${error}`);
        served.notBefore = systemClock.monotonic() + 500;
      })
      .finally(() => {
        served.starting = false;
      });
  }
}

function keyOf(victim: Victim, { seller, buyer }: { seller: Household; buyer: Household }): string {
  if (victim === 'gateway' || victim === 'postgres') return 'gateway';
  if (victim === 'chain') return 'chain';
  const { name } = victim.startsWith('seller') ? seller : buyer;
  return `${name} ${victim.endsWith('meter') ? 'meter' : 'world'}`;
}
