/* SPDX-License-Identifier: Apache-2.0 */
#include "reservations.h"

#include "orders.h"

/* Past its end by the date, nothing of the order can be delivered any more. */
static bool is_live(const struct live_order *order, uint64_t date)
{
	return date < order->end + EVLOCK_DATE_MARGIN_S;
}

struct remainder remainder_of(const struct world *world, const struct granted_mandate *granted)
{
	const struct state *state = &world->state;
	const uint64_t mandate_id = mandate_mandate_id(granted->mandate);
	const uint64_t date = world_date(world);
	struct remainder remainder = { 0 };

	for (size_t index = 0; index < state->order_count; index++) {
		const struct live_order *order = &state->orders[index];

		if (order->mandate_id == mandate_id && is_live(order, date)) {
			remainder.energy_reserved += order->energy;
			remainder.money_reserved += order->money;
		}
	}
	/* What is charged and reserved never exceeds the caps, so neither goes below zero. */
	remainder.energy_left = mandate_energy_cap(granted->mandate) - granted->energy_used - remainder.energy_reserved;
	remainder.money_left = mandate_money_cap(granted->mandate) - granted->money_used - remainder.money_reserved;
	return remainder;
}

size_t live_orders(const struct world *world)
{
	const struct state *state = &world->state;
	const uint64_t date = world_date(world);
	size_t count = 0;

	for (size_t index = 0; index < state->order_count; index++)
		count += is_live(&state->orders[index], date) ? 1 : 0;
	return count;
}

struct outcome check_room(const struct world *world)
{
	return live_orders(world) < EVLOCK_ORDERS_MAX ? DONE : REFUSED(LIMIT_EXCEEDED, ORDERS_MAX);
}

static void drop_ended(struct world *world)
{
	struct state *state = &world->state;
	const uint64_t date = world_date(world);
	size_t kept = 0;

	for (size_t index = 0; index < state->order_count; index++)
		if (is_live(&state->orders[index], date))
			state->orders[kept++] = state->orders[index];
	state->order_count = kept;
}

void reserve(struct world *world, const uint8_t *order, uint64_t mandate_id)
{
	struct state *state = &world->state;

	drop_ended(world);
	state->orders[state->order_count++] = (struct live_order){
		.nonce = order_nonce(order),
		.mandate_id = mandate_id,
		.energy = order_energy(order),
		.money = money_of(order),
		.open_before = order_open_before(order),
		.end = order_end(order),
	};
}

struct outcome find_live_order(const struct world *world, uint64_t nonce, const struct live_order **order)
{
	const struct state *state = &world->state;
	const uint64_t date = world_date(world);

	for (size_t index = 0; index < state->order_count; index++) {
		if (state->orders[index].nonce == nonce && is_live(&state->orders[index], date)) {
			*order = &state->orders[index];
			return DONE;
		}
	}
	return REFUSED(OUT_OF_STATE, GIVEN_BACK);
}

void give_back(struct world *world, uint64_t nonce)
{
	struct state *state = &world->state;
	size_t kept = 0;

	for (size_t index = 0; index < state->order_count; index++)
		if (state->orders[index].nonce != nonce)
			state->orders[kept++] = state->orders[index];
	state->order_count = kept;
}

static void charge_mandate(struct state *state, size_t index, uint64_t energy, money amount)
{
	struct granted_mandate *granted = &state->mandates[index];

	granted->energy_used += energy;
	granted->money_used += amount;
	if (mandate_energy_cap(granted->mandate) - granted->energy_used >= mandate_min_energy(granted->mandate))
		return;
	state->mandate_count--;
	memmove(&state->mandates[index], &state->mandates[index + 1],
		(state->mandate_count - index) * sizeof(state->mandates[0]));
}

void charge(struct world *world, uint64_t nonce, uint64_t energy, money amount)
{
	struct state *state = &world->state;
	const struct live_order *order = NULL;

	if (!succeeded(find_live_order(world, nonce, &order)))
		return;
	for (size_t index = 0; index < state->mandate_count; index++) {
		if (mandate_mandate_id(state->mandates[index].mandate) == order->mandate_id) {
			charge_mandate(state, index, energy, amount);
			break;
		}
	}
	give_back(world, nonce);
}
