/* SPDX-License-Identifier: Apache-2.0 */
/* AUTHORIZE_MANDATE, REVOKE_MANDATE, LIST_MANDATES, SIGN_ORDER and RELEASE_ORDER: what an owner allows, and the orders inside it. */
#include "mandates.h"

#include "commands.h"
#include "orders.h"
#include "passkeys.h"
#include "reservations.h"
#include "self_test.h"

/* The largest uint40: as a deadline it never comes. */
#define UINT40_MAX 0xffffffffffu

static struct outcome check_limits(const struct settings *settings, const uint8_t *mandate)
{
	if (mandate_min_energy(mandate) == 0 || mandate_min_energy(mandate) > mandate_energy_cap(mandate))
		return REFUSED(INVALID_INPUT, MIN_ENERGY);
	if (mandate_energy_cap(mandate) > get_uint(settings->limits + EVLOCK_LAYOUT_LIMITS_MANDATE_ENERGY_MAX_AT, 8))
		return REFUSED(LIMIT_EXCEEDED, ENERGY_CAP);
	if (mandate_money_cap(mandate) > get_money(settings->limits + EVLOCK_LAYOUT_LIMITS_MANDATE_MONEY_MAX_AT))
		return REFUSED(LIMIT_EXCEEDED, MONEY_CAP);
	return DONE;
}

/* Owners number by their clock, so an id may be ahead of the last one by any time, but not of the approval. */
static struct outcome check_id(const struct state *state, const uint8_t *mandate)
{
	const uint64_t id = mandate_mandate_id(mandate);
	const uint64_t approved = mandate_approved_at(mandate);
	const uint64_t from = approved > state->next_mandate_id ? approved : state->next_mandate_id;

	if (id < state->next_mandate_id)
		return REFUSED(REPLAYED, NONE);
	return id - from >= EVLOCK_ID_STEP_MAX && id > from ? REFUSED(LIMIT_EXCEEDED, STEP) : DONE;
}

static void remove_mandate(struct state *state, size_t index)
{
	state->mandate_count--;
	memmove(&state->mandates[index], &state->mandates[index + 1],
		(state->mandate_count - index) * sizeof(state->mandates[0]));
}

/* One more than EVLOCK_MANDATES_MAX removes the lowest mandateId. */
static void add_mandate(struct state *state, const uint8_t *mandate)
{
	struct granted_mandate *granted;

	if (state->mandate_count == EVLOCK_MANDATES_MAX)
		remove_mandate(state, 0);
	granted = &state->mandates[state->mandate_count++];
	memset(granted, 0, sizeof(*granted));
	memcpy(granted->mandate, mandate, sizeof(granted->mandate));
}

struct outcome authorize_mandate(struct world *world, struct reader *in, struct writer *out)
{
	struct state *state = &world->state;
	struct assertion assertion = { 0 };
	const uint8_t *mandate = NULL;
	uint8_t digest[HASH_SIZE];

	(void)out;
	TRY(read_approved(in, STRUCT_MANDATE, &mandate, &assertion));
	TRY(require_provisioned(world));
	if (!same_bytes(mandate_meter_key(mandate), world->keys.meter.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	world_digest(world, STRUCT_MANDATE, mandate, digest);
	TRY(require_passkey(world, digest, &assertion));
	TRY(check_id(state, mandate));
	TRY(check_limits(&state->settings, mandate));
	TRY(world_hear_date(world, mandate_approved_at(mandate)));
	add_mandate(state, mandate);
	state->next_mandate_id = mandate_mandate_id(mandate) + 1;
	return world_save(world);
}

struct outcome sign_revoking_cancel(const struct world *world, struct writer *out)
{
	static const uint8_t no_order[HASH_SIZE];
	uint8_t cancel[EVLOCK_LAYOUT_STRUCT_CANCEL_SIZE] = { 0 };
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];

	cancel_set_account(cancel, world->keys.account.address);
	cancel_set_meter_key(cancel, world->keys.meter.address);
	cancel_set_order_hash(cancel, no_order);
	cancel_set_min_nonce(cancel, world->state.next_nonce);
	cancel_set_submitter_fee(cancel, 0);
	cancel_set_deadline(cancel, UINT40_MAX);
	world_digest(world, STRUCT_CANCEL, cancel, digest);
	TRY(key_sign(&world->keys.meter, digest, signature));
	write_bytes(out, cancel, sizeof(cancel));
	write_bytes(out, signature, sizeof(signature));
	return DONE;
}

struct outcome revoke_mandate(struct world *world, struct reader *in, struct writer *out)
{
	struct state *state = &world->state;
	uint64_t mandate_id = 0;

	TRY(read_uint(in, 5, &mandate_id));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	for (size_t index = state->mandate_count; index > 0; index--)
		if (mandate_mandate_id(state->mandates[index - 1].mandate) == mandate_id)
			remove_mandate(state, index - 1);
	/* An approval that is held back until its revocation comes too late. */
	if (mandate_id >= state->next_mandate_id && mandate_id <= world_date(world) + EVLOCK_REVOKED_AHEAD_MAX_S)
		state->next_mandate_id = mandate_id + 1;
	TRY(world_save(world));
	return sign_revoking_cancel(world, out);
}

static void write_money(struct writer *out, money amount)
{
	uint8_t bytes[MONEY_SIZE];

	set_money(bytes, amount);
	write_bytes(out, bytes, sizeof(bytes));
}

struct outcome list_mandates(struct world *world, struct reader *in, struct writer *out)
{
	const struct state *state = &world->state;

	TRY(read_end(in));
	TRY(require_provisioned(world));
	write_uint(out, state->mandate_count, 2);
	for (size_t index = 0; index < state->mandate_count; index++) {
		const uint8_t *mandate = state->mandates[index].mandate;
		const struct remainder remainder = remainder_of(world, &state->mandates[index]);

		write_uint(out, mandate_mandate_id(mandate), 5);
		write_uint(out, mandate_side(mandate), 1);
		write_uint(out, remainder.energy_left, 8);
		write_uint(out, remainder.energy_reserved, 8);
		write_money(out, remainder.money_left);
		write_money(out, remainder.money_reserved);
	}
	return DONE;
}

/* COMMAND_NOT_AUTHORIZED with the first check that `order` fails inside the mandate. */
static struct outcome check_inside(const struct world *world, const struct granted_mandate *granted,
				   const uint8_t *order)
{
	const uint8_t *mandate = granted->mandate;
	const struct remainder remainder = remainder_of(world, granted);
	const bool buys = order_side(order) == EVLOCK_SIDE_BID;
	const uint64_t price = order_price(order);

	if (buys ? price > mandate_limit_price(mandate) : price < mandate_limit_price(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, PRICE);
	if (order_start(order) < mandate_delivery_from(mandate) || order_end(order) > mandate_delivery_until(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, INTERVAL);
	if (order_open_before(order) > mandate_valid_until(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, OPEN_BEFORE);
	if (order_min_reputation(order) < mandate_min_reputation(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, REPUTATION);
	if (order_loss_band_ppm(order) > mandate_loss_band_ppm(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, LOSS_BAND);
	if (order_min_sensor_class(order) < mandate_min_sensor_class(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, SENSOR_CLASS);
	/* The energy is never below the least of it. */
	if (order_min_energy(order) < mandate_min_energy(mandate))
		return REFUSED(COMMAND_NOT_AUTHORIZED, MIN_ENERGY);
	if (order_energy(order) > remainder.energy_left)
		return REFUSED(COMMAND_NOT_AUTHORIZED, ENERGY_CAP);
	if (buys && money_of(order) > remainder.money_left)
		return REFUSED(COMMAND_NOT_AUTHORIZED, MONEY_CAP);
	return DONE;
}

/* The mandate with the lowest id that allows the order; otherwise the check of the newest one of its side. */
static struct outcome find_mandate(const struct world *world, const uint8_t *order,
				   const struct granted_mandate **found)
{
	const struct state *state = &world->state;
	struct outcome outcome = REFUSED(COMMAND_NOT_AUTHORIZED, MANDATE);

	for (size_t index = 0; index < state->mandate_count; index++) {
		const struct granted_mandate *granted = &state->mandates[index];

		if (mandate_side(granted->mandate) != order_side(order))
			continue;
		outcome = check_inside(world, granted, order);
		if (succeeded(outcome)) {
			*found = granted;
			return DONE;
		}
	}
	return outcome;
}

/* Checks of the order on its own, at this meter and now. */
static struct outcome check_own_order(const struct world *world, const uint8_t *order)
{
	const uint64_t power_limit = get_uint(world->state.settings.limits + EVLOCK_LAYOUT_LIMITS_POWER_LIMIT_AT, 4);

	if (!same_bytes(order_meter_key(order), world->keys.meter.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	if (!same_bytes(order_account(order), world->keys.account.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, ACCOUNT);
	TRY(check_order(order));
	if (order_power(order) > power_limit)
		return REFUSED(LIMIT_EXCEEDED, POWER);
	/* It could be released as soon as it is signed, and would never be charged. */
	return order_open_before(order) > world_date(world) ? DONE : REFUSED(COMMAND_NOT_AUTHORIZED, DATE);
}

struct outcome sign_order(struct world *world, struct reader *in, struct writer *out)
{
	const struct granted_mandate *granted = NULL;
	const uint8_t *order = NULL;
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];

	TRY(read_struct(in, STRUCT_ORDER, &order));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	TRY(check_own_order(world, order));
	TRY(find_mandate(world, order, &granted));
	if (order_nonce(order) < world->state.next_nonce)
		return REFUSED(REPLAYED, NONCE);
	if (order_nonce(order) - world->state.next_nonce >= EVLOCK_NONCE_STEP_MAX)
		return REFUSED(LIMIT_EXCEEDED, NONCE);
	TRY(check_room(world));
	TRY(require_sound_sensor(world));
	reserve(world, order, mandate_mandate_id(granted->mandate));
	world->state.next_nonce = order_nonce(order) + 1;
	TRY(world_save(world));
	world_digest(world, STRUCT_ORDER, order, digest);
	TRY(key_sign(&world->keys.meter, digest, signature));
	write_bytes(out, signature, sizeof(signature));
	return DONE;
}

struct outcome release_order(struct world *world, struct reader *in, struct writer *out)
{
	const struct live_order *order = NULL;
	uint64_t nonce = 0;

	(void)out;
	TRY(read_uint(in, 5, &nonce));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	TRY(find_live_order(world, nonce, &order));
	if (world_date(world) < order->open_before + EVLOCK_DATE_MARGIN_S)
		return REFUSED(OUT_OF_STATE, DATE);
	give_back(world, nonce);
	return world_save(world);
}
