/** Where owners place, list and stop standing orders. What they do in between is the room `standing`. */
import type { Log } from '@evlock/chain';
import {
  type Clock,
  checkStandingOrder,
  EvlockError,
  GATEWAY_WAITS,
  type MarketInfo,
  milliseconds,
  type RouteBody,
  STANDING_ORDERS_MAX,
  type StandingOrderView,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import type { Principal } from '../database/principal.ts';
import {
  findStandingOrder,
  insertStandingOrder,
  moveStandingOrder,
  type StandingOrder,
  standingKey,
  standingOrdersOfMeter,
  standingProgress,
} from '../database/standing-orders.ts';
import type { CancelDesk } from './cancel-desk.ts';
import { answeredBy, LATE } from './deadline.ts';
import { admitMeter, type MeterAdmissionModules } from './meter-admission.ts';
import type { MeterDirectory } from './meter-directory.ts';
import { ignoreKnownMandate } from './order-request.ts';

export interface StandingDeskModules extends MeterAdmissionModules {
  readonly database: Database;
  readonly meters: Pick<MeterDirectory, 'request'>;
  readonly cancels: Pick<CancelDesk, 'revokeMandate'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Maximum number listed, newest first. */
const LISTED = 50;
/** Milliseconds for which an owner waits until a stop is final; it continues afterwards. */
const STOP_ANSWERED_WITHIN = milliseconds(12_000);

export class StandingDesk {
  readonly #market: MarketInfo;
  readonly #modules: StandingDeskModules;
  /** Stops in progress, so that owner and gateway do not revoke at once. */
  readonly #stops = new Map<string, Promise<void>>();

  constructor(market: MarketInfo, modules: StandingDeskModules) {
    this.#market = market;
    this.#modules = modules;
  }

  /**
   * Has the principal's meter take in the mandate with the rules, and trades by it from then on. Throws `ORDER_INVALID`,
   * `BELOW_MINIMUM_LOT`, `ORDER_EXPIRED`, `COMMAND_NOT_AUTHORIZED`, `STANDING_ORDERS_FULL`, `NOT_ENROLLED`, `METER_STANDBY`,
   * `METER_REPLACED`, `TIMED_OUT`, `DEVICE_OFFLINE`, and what the meter answers.
   */
  async place(principal: Principal, { approval, rules }: RouteBody<'placeStandingOrder'>): Promise<StandingOrderView> {
    const { database, meters, clock } = this.#modules;
    const { mandate } = approval;
    if (mandate.meterKey !== principal.meterKey) {
      throw new EvlockError('COMMAND_NOT_AUTHORIZED', { mandate: mandate.mandateId });
    }
    checkStandingOrder(mandate, rules, this.#market.minimumLot);
    const now = clock.now();
    const until = Math.min(mandate.validUntil, mandate.deliveryUntil);
    if (until <= now) throw new EvlockError('ORDER_EXPIRED', { openBefore: until, now });
    await this.#requireRoom(principal, mandate.mandateId);
    await admitMeter(this.#modules, principal);
    const granted = meters
      .request(principal.meterKey, 'authorizeMandate', { ...approval, rules })
      .catch(ignoreKnownMandate);
    if ((await answeredBy(clock, granted, clock.monotonic() + GATEWAY_WAITS.mandate)) === LATE) {
      throw new EvlockError('TIMED_OUT', { part: 'meter', signed: false });
    }
    await insertStandingOrder(database, { principal, approval, rules }, now);
    return this.#view(principal, mandate.mandateId);
  }

  /** The newest, with those that are over. */
  async list({ meterKey }: Principal): Promise<StandingOrderView[]> {
    const orders = await standingOrdersOfMeter(this.#modules.database, meterKey, LISTED);
    return Promise.all(orders.map((order) => this.#viewOf(order)));
  }

  /**
   * Trades no more by it, from now on; then revokes its mandate, which cancels every order that the meter has signed. While the
   * meter is off line it is `stopping`. A trade that is open continues. Throws `STANDING_ORDER_NOT_FOUND`.
   */
  async stop(principal: Principal, mandateId: number): Promise<StandingOrderView> {
    const { database, clock, log } = this.#modules;
    const order = await this.#order(principal, mandateId);
    await moveStandingOrder(database, standingKey(order), ['active'], 'stopping');
    const stopping = this.finishStop(order).catch((error: unknown) => {
      log.info({ mandateId, code: EvlockError.from(error).code }, 'a standing order is still being stopped');
    });
    await answeredBy(clock, stopping, clock.monotonic() + STOP_ANSWERED_WITHIN);
    return this.#view(principal, mandateId);
  }

  /** Revokes the mandate of one that is stopping. Throws what meter and chain throw. */
  finishStop(order: StandingOrder): Promise<void> {
    const { meterKey, mandateId } = standingKey(order);
    const name = `${meterKey} ${mandateId}`;
    const running = this.#stops.get(name) ?? this.#revoke(order).finally(() => this.#stops.delete(name));
    this.#stops.set(name, running);
    return running;
  }

  async #revoke({ principal, approval }: StandingOrder): Promise<void> {
    const { database, cancels } = this.#modules;
    const key = standingKey({ approval });
    const found = await findStandingOrder(database, key);
    if (found?.state !== 'stopping') return;
    await cancels.revokeMandate(principal, key.mandateId);
    await moveStandingOrder(database, key, ['stopping'], 'stopped');
  }

  /** The same one again is not counted: its owner repeats what was not answered. */
  async #requireRoom({ meterKey }: Principal, mandateId: number): Promise<void> {
    const orders = await standingOrdersOfMeter(this.#modules.database, meterKey, LISTED);
    const working = orders.filter(({ state }) => state === 'active' || state === 'stopping');
    const others = working.filter(({ approval }) => approval.mandate.mandateId !== mandateId);
    if (others.length >= STANDING_ORDERS_MAX) throw new EvlockError('STANDING_ORDERS_FULL', { count: others.length });
  }

  async #order({ meterKey }: Principal, mandateId: number): Promise<StandingOrder> {
    const order = await findStandingOrder(this.#modules.database, { meterKey, mandateId });
    if (!order) throw new EvlockError('STANDING_ORDER_NOT_FOUND', { id: mandateId });
    return order;
  }

  async #view(principal: Principal, mandateId: number): Promise<StandingOrderView> {
    return this.#viewOf(await this.#order(principal, mandateId));
  }

  async #viewOf(order: StandingOrder): Promise<StandingOrderView> {
    const { database, clock } = this.#modules;
    const { mandate } = order.approval;
    return {
      id: mandate.mandateId,
      mandate,
      rules: order.rules,
      state: order.state,
      placed: order.placed,
      ...(await standingProgress(database, order, clock.now())),
      waitsFor: order.waitsFor,
      rule: order.rule,
    };
  }
}
