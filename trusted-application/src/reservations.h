/* SPDX-License-Identifier: Apache-2.0 */
/* What orders reserve of their mandates, from the signature until they open, are released, or have ended. */
#ifndef EVLOCK_RESERVATIONS_H
#define EVLOCK_RESERVATIONS_H

#include "world.h"

/* Of a mandate, for further orders and by orders that are live. */
struct remainder {
	uint64_t energy_left;
	uint64_t energy_reserved;
	money money_left;
	money money_reserved;
};

struct remainder remainder_of(const struct world *world, const struct granted_mandate *granted);
size_t live_orders(const struct world *world);
/* LIMIT_EXCEEDED (ORDERS_MAX) when there is no room for one more. */
struct outcome check_room(const struct world *world);
/* Puts a signed order into the list, without those whose end has passed. */
void reserve(struct world *world, const uint8_t *order, uint64_t mandate_id);
/* OUT_OF_STATE (GIVEN_BACK) unless the own order with this nonce is live. */
struct outcome find_live_order(const struct world *world, uint64_t nonce, const struct live_order **order);
/* The order opens: its trade is charged, the rest is released, and a mandate with too little left for one more order ends. */
void charge(struct world *world, uint64_t nonce, uint64_t energy, money amount);
/* Nothing is charged. An order that is not live is none of the list's. */
void give_back(struct world *world, uint64_t nonce);

#endif
