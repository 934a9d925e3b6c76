/**
 * The meter's status, for the gateway and for anyone on the machine (`status.json` in the data folder), who also sees
 * configuration problems and what is not yet on chain.
 */
import type { ChainReader } from '@evlock/chain';
import { replaceFileSync } from '@evlock/files';
import {
  type Clock,
  energy,
  type HouseholdInputs,
  type MeterState,
  type MeterStatus,
  milliseconds,
  power,
  toJson,
  voltage,
} from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import type { ChainWatch } from '../chain/chain-watch.ts';
import type { OwnStanding } from '../chain/own-standing.ts';
import type { WithheldTrades } from '../chain/withheld-trades.ts';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import type { RelayControl } from '../drivers/relay-control.ts';
import type { Log } from '../log.ts';
import type { SecondWay } from '../second-way/second-way.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import { currentTrade } from '../trade/trade-book.ts';

export interface StatusBoardModules {
  readonly runner: Pick<TradeRunner, 'book' | 'fault' | 'lastError' | 'busy'>;
  readonly relay: Pick<RelayControl, 'closed'>;
  readonly store: Pick<Store, 'hasOpenOrder'>;
  readonly chainWatch: Pick<ChainWatch, 'problem'>;
  readonly chain: Pick<ChainReader, 'endpoints'>;
  readonly recovery: Pick<Recovery, 'fault'>;
  readonly secondWay: Pick<SecondWay, 'exists' | 'undone'>;
  readonly standing: Pick<OwnStanding, 'alarm' | 'doubt'>;
  readonly withheld: Pick<WithheldTrades, 'alarm'>;
  /** What the household's own devices say, unverified; undefined where the profile names none. */
  readonly inputs?: (() => HouseholdInputs) | undefined;
  /** Sends the status to the gateway. */
  readonly tell: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

type Measured = Pick<SampleOutcome, 'import' | 'export' | 'power' | 'voltage'>;
const NOTHING_MEASURED: Measured = { import: energy(0), export: energy(0), power: power(0), voltage: voltage(0) };

const LOOK_MS = milliseconds(500);
/** Milliseconds until an unchanged status is sent again. */
const REPEAT_DELIVERING = 2000;
const REPEAT_IDLE = 30_000;

export class StatusBoard {
  readonly #file: string;
  readonly #modules: StatusBoardModules;
  #measured: Measured = NOTHING_MEASURED;
  #told = '';
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: { readonly file: string }, modules: StatusBoardModules) {
    this.#file = options.file;
    this.#modules = modules;
  }

  /** The latest measurement. */
  measured(outcome: SampleOutcome): void {
    this.#measured = outcome;
  }

  status(): MeterStatus {
    const { runner, relay, chainWatch, recovery } = this.#modules;
    const trade = currentTrade(runner.book);
    return {
      state: trade?.stage ?? this.#stateWithoutTrade(),
      relayClosed: relay.closed,
      tradeId: trade?.trade.id ?? null,
      import: this.#measured.import,
      export: this.#measured.export,
      power: this.#measured.power,
      voltage: this.#measured.voltage,
      fault:
        recovery.fault ??
        this.#modules.standing.alarm ??
        runner.fault ??
        trade?.error ??
        chainWatch.problem ??
        runner.lastError,
      ...(this.#modules.inputs && { inputs: this.#modules.inputs() }),
    };
  }

  /** Publishes every change, and the unchanged status periodically, until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#publish();
      await this.#modules.clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
    this.#write();
  }

  #stateWithoutTrade(): MeterState {
    const { runner, store, recovery, clock } = this.#modules;
    if (runner.fault !== null || recovery.fault !== null) return 'fault';
    try {
      return store.hasOpenOrder(clock.now()) ? 'ordered' : 'idle';
    } catch {
      return 'fault';
    }
  }

  #publish(): void {
    const { state, relayClosed, tradeId, fault } = this.status();
    const news = JSON.stringify([state, relayClosed, tradeId, fault]);
    const now = this.#modules.clock.monotonic();
    const repeat = this.#modules.runner.busy ? REPEAT_DELIVERING : REPEAT_IDLE;
    if (news === this.#told && now - this.#toldAt < repeat) return;
    this.#told = news;
    this.#toldAt = now;
    this.#modules.tell();
    this.#write();
  }

  #write(): void {
    try {
      const { clock, secondWay, standing, withheld, chain } = this.#modules;
      // By position in the profile; the log has their names.
      const endpoints = chain.endpoints().map(({ place, block, problem }) => ({ place, block, problem }));
      const isLeftOut = endpoints.some(({ problem }) => problem !== null);
      const warnings = [
        standing.alarm,
        standing.doubt,
        withheld.alarm,
        secondWay.exists ? null : 'NO_SECOND_WAY',
        isLeftOut ? 'ENDPOINT_LEFT_OUT' : null,
      ].filter((code) => code !== null);
      const local = { warnings, endpoints, undone: secondWay.undone };
      const text = `${toJson({ time: clock.now(), ...this.status(), ...local }, 2)}\n`;
      // Not durable: written often, on flash, and rewritten at the next start.
      replaceFileSync(this.#file, text, 0o644, { durable: false });
    } catch (error) {
      this.#modules.log.warn({ error }, 'the status file cannot be written');
    }
  }
}
