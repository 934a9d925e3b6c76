/**
 * Carries out what the book asks of the secure world, and reports the outcome to the trades. The relay is not moved here.
 */
import {
  type Address,
  type Bytes32,
  type Clock,
  type ErrorCode,
  EvlockError,
  type Milliseconds,
  milliseconds,
} from '@evlock/protocol';
import type { RelayControl } from '../drivers/relay-control.ts';
import type { Log } from '../log.ts';
import type { PartnerMemory } from '../store/partner-memory.ts';
import type { BookAction } from '../trade/trade-book.ts';
import type { FinalCause, TradeEvent, TradeProgress } from '../trade/trade-progress.ts';
import type { DeliveryActions } from './delivery-actions.ts';
import type { DeliveryClock } from './delivery-clock.ts';
import type { TradeMemory } from './trade-memory.ts';
import { partnerOf } from './trade-record.ts';

export type TradeWord = Exclude<TradeEvent, { type: 'tick' }>;

/** The trade that asked. */
export interface Asker {
  /** Of a trade that is not over. */
  progressOf(tradeId: Bytes32): TradeProgress | undefined;
  /** A delivery began: the previous one's energy no longer counts. */
  begun(): void;
  tell(tradeId: Bytes32, event: TradeWord): void;
  failed(code: ErrorCode): void;
}

export interface ActionPerformerModules {
  readonly asker: Asker;
  readonly actions: DeliveryActions;
  readonly memory: Pick<TradeMemory, 'get'>;
  readonly time: Pick<DeliveryClock, 'now' | 'require'>;
  readonly relay: Pick<RelayControl, 'openFor'>;
  readonly partners: Pick<PartnerMemory, 'refusedUntil' | 'ended'>;
  readonly clock: Clock;
  readonly log: Log;
}

export class ActionPerformer {
  readonly #leastPause: Milliseconds;
  readonly #modules: ActionPerformerModules;
  readonly #signing = new Set<Bytes32>();

  constructor(options: { readonly leastPause: Milliseconds }, modules: ActionPerformerModules) {
    this.#leastPause = options.leastPause;
    this.#modules = modules;
  }

  /** `stored`: the cause of the action is in the store. */
  perform({ trade: progress, action }: BookAction, stored: boolean): void {
    if (action.type === 'open-delivery') void this.#open(progress, stored);
    else if (action.type === 'sign-receipt') void this.#signReceipt(progress.trade.id);
    else if (action.type === 'close-delivery') void this.#close(progress, action.cause);
    else if (action.type === 'close-unopened') void this.#closeUnopened(progress, action.cause);
  }

  /** The secure world did not sign for an open delivery. */
  signingFailed(tradeId: Bytes32 | undefined, error: EvlockError): void {
    const { asker, log } = this.#modules;
    // A receipt that lost the race against its delivery's closing.
    if (tradeId === undefined || asker.progressOf(tradeId)?.delivery !== 'open') return;
    log.warn({ tradeId, error }, 'the secure world refuses to continue');
    if (error.code === 'MARK_MISSING') asker.tell(tradeId, { type: 'mark-missing' });
    else if (error.code === 'OUT_OF_STATE' || error.code === 'TRADE_NOT_FOUND')
      asker.tell(tradeId, { type: 'restarted' });
    else asker.failed(error.code);
  }

  async #open({ trade, role }: TradeProgress, stored: boolean): Promise<void> {
    const { asker, actions, memory, time, clock, log } = this.#modules;
    const known = memory.get(trade.id);
    try {
      if (!stored || !known) throw new EvlockError('STORE_FAILED');
      time.require();
      this.#requireWelcome(trade[partnerOf(role)].account, trade.id);
      await this.#quiet();
      await actions.open(trade.id, role, known.orders);
      asker.begun();
      asker.tell(trade.id, { type: 'delivery-opened', now: time.now(true) });
    } catch (thrown) {
      const error = EvlockError.from(thrown);
      log.warn({ tradeId: trade.id, error }, 'the delivery was not opened');
      // Whether it opened is unknown: resolved once the secure world answers again.
      if (error.code === 'SECURE_WORLD_UNREACHABLE') asker.failed(error.code);
      else asker.tell(trade.id, { type: 'delivery-refused', code: error.code, at: clock.monotonic() });
    }
  }

  /** Also for a trade that was on chain before the partner became costly. Throws `PARTNER_REFUSED`, `STORE_FAILED`. */
  #requireWelcome(account: Address, tradeId: Bytes32): void {
    const { asker, partners } = this.#modules;
    const until = partners.refusedUntil(account);
    if (until === undefined) return;
    asker.tell(tradeId, { type: 'partner-refused' });
    throw new EvlockError('PARTNER_REFUSED', { account, until });
  }

  /** Current that ended just before would count towards this delivery, and its end as a delivery mark. */
  async #quiet(): Promise<void> {
    const wait = this.#leastPause - this.#modules.relay.openFor;
    if (wait > 0) await this.#modules.clock.sleep(milliseconds(Math.ceil(wait)));
  }

  async #signReceipt(tradeId: Bytes32): Promise<void> {
    if (this.#signing.has(tradeId)) return;
    this.#signing.add(tradeId);
    try {
      const { sequence } = await this.#modules.actions.signReceipt(tradeId);
      this.#modules.asker.tell(tradeId, { type: 'receipt-signed', sequence });
    } catch (error) {
      this.signingFailed(tradeId, EvlockError.from(error));
    } finally {
      this.#signing.delete(tradeId);
    }
  }

  async #close({ trade, role }: TradeProgress, cause: FinalCause): Promise<void> {
    const { asker, actions, partners, clock, log } = this.#modules;
    try {
      const receipt = await actions.close(trade.id, role, cause);
      log.info({ tradeId: trade.id, energy: String(receipt.energy), cause: receipt.cause }, 'final receipt signed');
      const isFirst = asker.progressOf(trade.id)?.named === null;
      if (isFirst) partners.ended(trade[partnerOf(role)].account, receipt);
      asker.tell(trade.id, { type: 'delivery-closed', receipt });
    } catch (caught) {
      const error = EvlockError.from(caught);
      log.warn({ tradeId: trade.id, error }, 'the delivery was not closed');
      if (error.code === 'TRADE_NOT_FOUND') asker.tell(trade.id, { type: 'delivery-missing', at: clock.monotonic() });
      else asker.failed(error.code);
    }
  }

  async #closeUnopened({ trade, role, stage, error: known }: TradeProgress, cause: FinalCause): Promise<void> {
    const { asker, actions, memory, clock, log } = this.#modules;
    const orders = memory.get(trade.id)?.orders;
    try {
      if (!orders) throw new EvlockError('STORE_FAILED');
      const receipt = await actions.closeUnopened({ tradeId: trade.id, role, orders }, cause, stage === 'claiming');
      log.info(
        { tradeId: trade.id, energy: String(receipt.energy), cause: receipt.cause, code: known },
        'closed unopened',
      );
      asker.tell(trade.id, { type: 'delivery-closed', receipt });
    } catch (caught) {
      const error = EvlockError.from(caught);
      // Retried repeatedly: logged once.
      if (error.code !== known) log.warn({ tradeId: trade.id, error }, 'could not close an undelivered trade');
      if (error.code === 'SECURE_WORLD_UNREACHABLE' || error.code === 'STORE_FAILED') asker.failed(error.code);
      else asker.tell(trade.id, { type: 'closing-refused', code: error.code, at: clock.monotonic() });
    }
  }
}
