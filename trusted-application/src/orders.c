/* SPDX-License-Identifier: Apache-2.0 */
#include "orders.h"

#define SECONDS_PER_HOUR 3600
#define DELIVERY_SECONDS_MAX (12 * SECONDS_PER_HOUR)
#define PPM 1000000
#define MILLIWATT_HOURS_PER_KILOWATT_HOUR 1000000

static bool is_zero(const uint8_t hash[HASH_SIZE])
{
	static const uint8_t zero[HASH_SIZE];

	return same_bytes(hash, zero, HASH_SIZE);
}

static bool is_sound(const uint8_t *order)
{
	const bool is_bid = order_side(order) == EVLOCK_SIDE_BID;
	const uint64_t energy = order_energy(order);
	const uint64_t least = order_min_energy(order);

	if (energy == 0 || least == 0 || least > energy || (is_bid && least != energy))
		return false;
	if (order_end(order) <= order_start(order) || order_end(order) - order_start(order) > DELIVERY_SECONDS_MAX)
		return false;
	if (order_open_before(order) > (is_bid ? order_start(order) : order_end(order)) ||
	    order_loss_band_ppm(order) > PPM)
		return false;
	/* The interval is long enough for the energy. */
	if ((uint128)energy * SECONDS_PER_HOUR > (uint128)order_power(order) * (order_end(order) - order_start(order)))
		return false;
	return is_bid != is_zero(order_counter_order(order));
}

struct outcome check_order(const uint8_t *order)
{
	return is_sound(order) ? DONE : REFUSED(ORDER_INVALID, NONE);
}

struct outcome check_match(const uint8_t *bid, const uint8_t *offer, const uint8_t offer_digest[HASH_SIZE])
{
	if (order_side(bid) != EVLOCK_SIDE_BID || order_side(offer) != EVLOCK_SIDE_OFFER)
		return REFUSED(ORDER_INVALID, NONE);
	if (!same_bytes(order_counter_order(bid), offer_digest, HASH_SIZE))
		return REFUSED(WRONG_PARTNER, NONE);
	if (same_bytes(order_meter_key(bid), order_meter_key(offer), ADDRESS_SIZE))
		return REFUSED(ORDER_INVALID, NONE);
	if (order_price(bid) != order_price(offer))
		return REFUSED(PRICE_MISMATCH, NONE);
	if (order_power(bid) != order_power(offer))
		return REFUSED(ORDER_INVALID, NONE);
	if (order_energy(bid) < order_min_energy(offer) || order_energy(bid) > order_energy(offer))
		return REFUSED(ENERGY_OUT_OF_OFFER, NONE);
	if (order_start(bid) < order_start(offer) || order_end(bid) > order_end(offer))
		return REFUSED(INTERVAL_OUT_OF_OFFER, NONE);
	return DONE;
}

money money_of(const uint8_t *order)
{
	if (order_side(order) != EVLOCK_SIDE_BID)
		return 0;
	/* Below 2^128: both factors are below 2^64, and 2^64 - 1 leaves room for what rounds up. */
	return ((money)order_energy(order) * order_price(order) + MILLIWATT_HOURS_PER_KILOWATT_HOUR - 1) /
	       MILLIWATT_HOURS_PER_KILOWATT_HOUR;
}
