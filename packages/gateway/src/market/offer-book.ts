/** The offers of all meters, as anyone may read them. */

import type { RouteResponse } from '@evlock/protocol';
import { type Bytes32, type Clock, EvlockError, OFFERS_PAGE, type OfferView, type RouteQuery } from '@evlock/protocol';
import { chainTime } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { findOffer, openOffers } from '../database/offers.ts';
import { offerView } from './views.ts';

export interface OfferBookModules {
  readonly database: Database;
  readonly clock: Clock;
}

export class OfferBook {
  readonly #modules: OfferBookModules;

  constructor(modules: OfferBookModules) {
    this.#modules = modules;
  }

  /**
   * One page of the offers that can be bought now, and where the next page begins (`next`, null after the last). No account
   * has a second offer in it before every account has its cheapest. Prices are micro-units per kWh, energy is in mWh.
   */
  async list(page: RouteQuery<'offers'> = { limit: OFFERS_PAGE }): Promise<RouteResponse<'offers'>> {
    const { database, clock } = this.#modules;
    const now = await chainTime(database, clock.now());
    const { offers, next } = await openOffers(database, now, page);
    return { offers: offers.map((offer) => offerView(offer, now)), next };
  }

  /** The offer with this digest, whatever its state. Throws `ORDER_NOT_FOUND`. */
  async find(hash: Bytes32): Promise<OfferView> {
    const { database, clock } = this.#modules;
    const offer = await findOffer(database, hash);
    if (!offer) throw new EvlockError('ORDER_NOT_FOUND', { offer: hash });
    return offerView(offer, await chainTime(database, clock.now()));
  }
}
