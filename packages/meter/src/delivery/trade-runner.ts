/**
 * Runs this meter's trades: feeds events to the book and carries out what it asks. Whenever the book wants the relay open,
 * that happens first; storing, signing and queries follow.
 */
import {
  type Bytes32,
  type Clock,
  type Domain,
  type Energy,
  type ErrorCode,
  EvlockError,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
} from '@evlock/protocol';
import type { SampleOutcome, SecureWorld } from '@evlock/secure-world';
import type { RelayControl } from '../drivers/relay-control.ts';
import type { Sampling } from '../drivers/sampling.ts';
import type { Watchdog } from '../drivers/watchdog.ts';
import type { Log } from '../log.ts';
import type { PartnerMemory } from '../store/partner-memory.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import { leftUnpaid } from '../trade/loss-rule.ts';
import {
  type BookEvent,
  currentTrade,
  emptyBook,
  isRelayClosed,
  stepBook,
  type TradeBook,
} from '../trade/trade-book.ts';
import { announcedTrade, type ChainState, holdsDelivery, type TradeProgress } from '../trade/trade-progress.ts';
import type { TradeRules } from '../trade/trade-rules.ts';
import { ActionPerformer, type TradeWord } from './action-performer.ts';
import type { DeliveryActions } from './delivery-actions.ts';
import { DeliveryClock } from './delivery-clock.ts';
import { MarkTimer } from './mark-timer.ts';
import { isNewReceipt } from './partner-receipt.ts';
import type { Announcer, TradeIntake } from './trade-intake.ts';
import { TradeMemory } from './trade-memory.ts';
import { type KnownTrade, partnerOf, restoredTrade } from './trade-record.ts';

export interface TradeRunnerOptions {
  readonly domain: Domain;
  readonly rules: TradeRules;
}

export interface TradeRunnerModules {
  readonly secureWorld: Pick<SecureWorld, 'info' | 'nextMark'>;
  readonly actions: DeliveryActions;
  /** Checks the gateway's announcements. */
  readonly intake: Pick<TradeIntake, 'take' | 'isPhantom' | 'done'>;
  readonly store: Store;
  readonly recovery: Pick<Recovery, 'held'>;
  readonly partners: Pick<PartnerMemory, 'refusedUntil' | 'ended' | 'lost'>;
  readonly relay: RelayControl;
  readonly watchdog: Pick<Watchdog, 'doubt' | 'trust'>;
  readonly sampling: Pick<Sampling, 'age' | 'pace'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** After longer without a batch the watchdog may have opened the relay: better to open it in order. */
const STALL_MS = 800;
/** Seconds before `start` from which samples are taken at the fast cadence. */
const LEAD_SECONDS = 30;
const NO_ENERGY = 0n as Energy;

export class TradeRunner {
  readonly #options: TradeRunnerOptions;
  readonly #modules: TradeRunnerModules;
  readonly #marks: MarkTimer;
  readonly #time: DeliveryClock;
  readonly #memory: TradeMemory;
  readonly #performer: ActionPerformer;
  #book: TradeBook = emptyBook;
  #energy = NO_ENERGY;
  #fault: ErrorCode | null = null;
  #lastError: ErrorCode | null = null;
  #relayFailing = false;
  #storeFailing = false;

  constructor(options: TradeRunnerOptions, modules: TradeRunnerModules) {
    this.#options = options;
    this.#modules = modules;
    this.#time = new DeliveryClock(modules);
    this.#memory = new TradeMemory(modules);
    this.#performer = new ActionPerformer(options.rules, {
      ...modules,
      memory: this.#memory,
      time: this.#time,
      asker: {
        progressOf: (tradeId) => this.#book.get(tradeId),
        begun: () => {
          this.#energy = NO_ENERGY;
        },
        tell: (tradeId, event) => this.#tell(tradeId, event),
        failed: (code) => this.failed(code),
      },
    });
    this.#marks = new MarkTimer(modules, {
      due: (tradeId) => this.#tell(tradeId, { type: 'mark-due' }),
      over: (tradeId) => this.#tell(tradeId, { type: 'mark-over' }),
      failed: (error) => this.#performer.signingFailed(currentTrade(this.#book)?.trade.id, error),
    });
  }

  /** The trades that are not over. */
  get book(): TradeBook {
    return this.#book;
  }

  /** The meter's own fault; null when there is none. */
  get fault(): ErrorCode | null {
    return this.#fault;
  }

  /** The last trade's error; null when there was none, and again once another is seen on chain. */
  get lastError(): ErrorCode | null {
    return this.#lastError;
  }

  /** Whether the secure world's delivery is in use or the relay is closed: no self-test then. */
  get busy(): boolean {
    return [...this.#book.values()].some(holdsDelivery);
  }

  /** Whether a trade was or is delivered here and is not over. */
  get delivers(): boolean {
    return [...this.#book.values()].some(({ delivery }) => delivery !== 'none');
  }

  knownTrade(tradeId: Bytes32): KnownTrade | undefined {
    return this.#memory.get(tradeId);
  }

  // --- events

  /** Resumes the stored trades after startup: an open delivery is closed, the rest continue. */
  async restore(): Promise<void> {
    const { store, secureWorld, actions, log } = this.#modules;
    const info = await secureWorld.info();
    await actions.recoverReading();
    const book = new Map(this.#book);
    for (const record of store.unfinishedTrades()) {
      const progress = restoredTrade(record, { domain: this.#options.domain, store, info });
      this.#memory.restored(record);
      book.set(record.id, progress);
      log.info({ tradeId: record.id, stage: record.stage, delivery: record.delivery }, 'resuming a trade');
    }
    this.#book = book;
    this.#dispatch({ type: 'all', event: { type: 'restarted' } });
  }

  /** A source reports that this trade is on chain. Known trades are ignored. Throws what `TradeIntake.take` throws. */
  announce(orders: TradeOrders, by: Announcer = 'gateway'): void {
    const found = this.#modules.intake.take(orders, this.#time.now(this.busy), by);
    if (!found || this.#book.has(found.trade.id)) return;
    const { trade, role, known } = found;
    this.#memory.announced(trade.id, known);
    this.#modules.log.info({ tradeId: trade.id, role, by, start: trade.start }, 'a trade was announced');
    this.#dispatch({ type: 'announced', progress: announcedTrade(trade, role) });
  }

  /** What this meter itself reads on chain. */
  chainSaid(tradeId: Bytes32, state: ChainState, time: Timestamp): void {
    this.#time.chainSaid(time);
    if (state === 'none' && this.#modules.intake.isPhantom(tradeId, time)) {
      this.#drop(tradeId);
      return;
    }
    const isNews = state !== 'none' && state !== 'lapsed' && this.#book.get(tradeId)?.stage === 'opened';
    if (isNews) {
      this.#modules.intake.done(tradeId);
      this.#lastError = null;
    }
    this.#tell(tradeId, { type: 'chain', state, time });
    if (isNews) this.#judgePartner(tradeId);
  }

  #judgePartner(tradeId: Bytes32): void {
    const progress = this.#book.get(tradeId);
    if (!progress) return;
    try {
      const { account } = progress.trade[partnerOf(progress.role)];
      const until = this.#modules.partners.refusedUntil(account);
      if (until === undefined) return;
      this.#modules.log.warn({ tradeId, account, until }, 'the partner is refused');
      this.#tell(tradeId, { type: 'partner-refused' });
    } catch (error) {
      this.failed(EvlockError.from(error).code);
    }
  }

  #drop(tradeId: Bytes32): void {
    this.#modules.log.warn({ tradeId }, 'dropped an announced trade that is not on chain');
    this.#dispatch({ type: 'dropped', tradeId });
    this.#forget(tradeId);
  }

  /** Throws `TRADE_NOT_FOUND`, `INVALID_SIGNATURE`, `RECEIPT_STALE`, or why the secure world refuses it. */
  async partnerReceipt(signed: SignedReceipt): Promise<void> {
    const { receipt } = signed;
    const progress = this.#book.get(receipt.tradeId);
    if (!progress) {
      if (this.#modules.store.trade(receipt.tradeId)) return;
      throw new EvlockError('TRADE_NOT_FOUND', { tradeId: receipt.tradeId });
    }
    if (!isNewReceipt(signed, progress, this.#memory.heard(progress), this.#options.domain)) return;
    if (progress.delivery === 'open' || progress.delivery === 'closing' || progress.delivery === 'closed') {
      // Kept anyway: it is replayed at closing, and a final receipt is never sent twice.
      if (!(await this.#modules.actions.hear(signed))) this.failed('SECURE_WORLD_UNREACHABLE');
    }
    this.#memory.hear(progress, signed);
    this.#tell(receipt.tradeId, { type: 'partner-receipt', receipt, at: this.#modules.clock.monotonic() });
  }

  /** Ends a delivery at the owner's request. Throws `TRADE_NOT_FOUND`, or `TRADE_NOT_OPEN` when it is over. */
  stop(tradeId: Bytes32): void {
    if (!this.#book.has(tradeId)) {
      throw new EvlockError(this.#modules.store.trade(tradeId) ? 'TRADE_NOT_OPEN' : 'TRADE_NOT_FOUND', { tradeId });
    }
    this.#tell(tradeId, { type: 'stop' });
  }

  /** Ends the current delivery because the meter is shutting down. */
  stopDelivering(): void {
    const held = [...this.#book.values()].filter(holdsDelivery);
    for (const { trade } of held) this.#tell(trade.id, { type: 'stop' });
  }

  /** The secure world accepted a batch of samples. */
  measured(outcome: SampleOutcome): void {
    this.#energy = outcome.tradeEnergy;
    const holder = [...this.#book.values()].find(({ delivery }) => delivery === 'open');
    if (holder && outcome.mark === 'missing') this.#tell(holder.trade.id, { type: 'mark-missing' });
    this.tick();
    const current = holder && this.#book.get(holder.trade.id);
    if (current?.stage === 'delivering' && current.role === 'seller') this.#marks.watch(current.trade.id);
  }

  /** Time has passed. */
  tick(): void {
    const { clock, sampling } = this.#modules;
    const at = clock.monotonic();
    if (sampling.age > STALL_MS) this.late();
    this.#dispatch({ type: 'tick', now: this.#time.now(this.busy), at, energy: this.#energy });
  }

  /** Samples were lost or stalled. */
  late(): void {
    const event = { type: 'doubt', at: this.#modules.clock.monotonic() } as const;
    for (const { trade } of this.#book.values()) this.#tell(trade.id, event);
  }

  /** Something that the delivery depends on has failed. */
  failed(code: ErrorCode): void {
    if (this.#fault !== code) this.#modules.log.error({ code }, 'the meter is not healthy: the relay stays open');
    this.#fault = code;
    if (code === 'STORE_FAILED') this.#modules.watchdog.doubt();
    this.#dispatch({ type: 'all', event: { type: 'fault', code } });
  }

  /** Rechecks health and, once everything works again, ends what a fault interrupted. Call every few seconds. */
  async care(): Promise<void> {
    const { store, secureWorld, relay, watchdog, sampling, log } = this.#modules;
    if (this.#fault === null && this.#book.size === 0) return;
    try {
      if (this.#relayFailing) relay.reset();
      this.#relayFailing = false;
      store.probe();
      this.#storeFailing = false;
      await secureWorld.info();
    } catch (error) {
      this.failed(EvlockError.from(error).code);
      return;
    }
    if (sampling.age > STALL_MS) return;
    if (this.#fault !== null) log.info({ code: this.#fault }, 'the meter is healthy again');
    this.#fault = null;
    watchdog.trust();
    this.#dispatch({ type: 'all', event: { type: 'healthy' } });
  }

  // --- actions

  #tell(tradeId: Bytes32, event: TradeWord): void {
    this.#dispatch({ type: 'trade', tradeId, event });
  }

  #dispatch(event: BookEvent): void {
    const before = this.#book;
    const { book, actions, changed } = stepBook(before, event, this.#options.rules);
    this.#book = book;
    if (!isRelayClosed(book)) this.#driveRelay();
    if (![...book.values()].some(({ stage }) => stage === 'delivering')) this.#marks.cancel();
    this.#say(before, changed);
    const stored = this.#remember(changed);
    // The relay is driven here: opened before this, closed after.
    for (const action of actions) this.#performer.perform(action, stored);
    this.#driveRelay();
    this.#modules.sampling.pace = this.#isDeliveryNear() ? 'delivering' : 'idle';
  }

  /** The relay position that the book wants now, which may differ from when this was decided. */
  #driveRelay(): void {
    try {
      this.#modules.relay.set(isRelayClosed(this.#book));
    } catch (error) {
      if (this.#relayFailing) return;
      this.#relayFailing = true;
      this.#modules.log.error({ error }, 'the relay does not follow');
      this.failed('RELAY_FAULT');
    }
  }

  #say(before: TradeBook, changed: readonly TradeProgress[]): void {
    for (const { trade, stage, cause, error } of changed) {
      if (before.get(trade.id)?.stage === stage) continue;
      this.#modules.log.info({ tradeId: trade.id, stage, cause, code: error }, 'trade');
    }
  }

  /** Stores the changes; false when the store failed. */
  #remember(changed: readonly TradeProgress[]): boolean {
    const { partners } = this.#modules;
    try {
      for (const progress of changed) {
        this.#memory.save(progress);
        if (leftUnpaid(progress, this.#options.rules)) {
          partners.lost(progress.trade[partnerOf(progress.role)].account, progress.trade.start);
        }
        if (this.#book.has(progress.trade.id)) continue;
        this.#forget(progress.trade.id);
        this.#lastError = progress.error;
      }
      return true;
    } catch (error) {
      // Once: the fault changes the trades, which would be stored again.
      if (!this.#storeFailing) {
        this.#storeFailing = true;
        this.failed(EvlockError.from(error).code);
      }
      return false;
    }
  }

  #forget(tradeId: Bytes32): void {
    this.#memory.forget(tradeId);
    this.#modules.intake.done(tradeId);
  }

  #isDeliveryNear(): boolean {
    const soon = this.#time.now(this.busy) + LEAD_SECONDS;
    return [...this.#book.values()].some(
      (progress) => holdsDelivery(progress) || (progress.stage === 'confirmed' && progress.trade.start <= soon),
    );
  }
}
