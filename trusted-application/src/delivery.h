/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_DELIVERY_H
#define EVLOCK_DELIVERY_H

#include "world.h"

/* The register that a trade of this role moves. mWh. */
uint64_t register_of(const struct world *world, uint8_t role);
/* Any delivery opened here and still kept. NOT_PROVISIONED or TRADE_NOT_FOUND. */
struct outcome find_delivery(struct world *world, const uint8_t trade_id[HASH_SIZE], struct delivery_record **record);
/* OUT_OF_STATE unless the trade's delivery is open since this start. */
struct outcome find_open_delivery(struct world *world, const uint8_t trade_id[HASH_SIZE],
				  struct delivery_record **record);

#endif
