/* SPDX-License-Identifier: Apache-2.0 */
/* Rules that orders must keep, alone and with each other: the same named checks as the contract's openTrade. */
#ifndef EVLOCK_ORDERS_H
#define EVLOCK_ORDERS_H

#include "outcome.h"
#include "typed_data.h"

/* ORDER_INVALID unless the order is consistent in itself. */
struct outcome check_order(const uint8_t *order);
/* ORDER_INVALID, WRONG_PARTNER, PRICE_MISMATCH, ENERGY_OUT_OF_OFFER or INTERVAL_OUT_OF_OFFER unless the bid takes the offer. */
struct outcome check_match(const uint8_t *bid, const uint8_t *offer, const uint8_t offer_digest[HASH_SIZE]);
/* What opening it locks: ceil(energy * price / 1 kWh) of a bid, nothing of an offer. */
money money_of(const uint8_t *order);

#endif
