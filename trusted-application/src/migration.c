/* SPDX-License-Identifier: Apache-2.0 */
/* MIGRATE: another market, or other settings, approved by passkey and at the provisioning socket. */
#include "commands.h"
#include "hash.h"
#include "mandates.h"
#include "passkeys.h"
#include "settings.h"

struct request {
	const uint8_t *migration;
	struct local_settings local;
	/* The same in the bytes of the request: what the owner has approved the hash of. */
	struct bytes encoded;
	struct assertion assertion;
};

static struct outcome read_request(struct reader *in, struct request *request)
{
	TRY(read_struct(in, STRUCT_MIGRATION, &request->migration));
	request->encoded.data = in->at;
	TRY(read_limits(in, &request->local));
	TRY(read_addresses(in, &request->local));
	TRY(read_origins(in, &request->local));
	request->encoded.size = (size_t)(in->at - request->encoded.data);
	TRY(read_assertion(in, &request->assertion));
	return read_end(in);
}

static bool same_market(const struct market *left, const struct market *right)
{
	return left->chain_id == right->chain_id && same_bytes(left->address, right->address, ADDRESS_SIZE);
}

static struct market market_of(const uint8_t *migration)
{
	struct market market = { .chain_id = migration_chain_id(migration) };

	memcpy(market.address, migration_market(migration), sizeof(market.address));
	return market;
}

static struct outcome check_settings(const struct request *request)
{
	uint8_t hash[HASH_SIZE];

	TRY(check_local_settings(&request->local, migration_chain_id(request->migration)));
	if (!sha256_of(&request->encoded, 1, hash))
		return REFUSED(INTERNAL, NONE);
	return same_bytes(hash, migration_settings_hash(request->migration), HASH_SIZE)
		       ? DONE
		       : REFUSED(INVALID_INPUT, SETTINGS);
}

static struct outcome check_id(const struct state *state, uint64_t id)
{
	if (id < state->next_migration_id)
		return REFUSED(REPLAYED, NONE);
	return id - state->next_migration_id >= EVLOCK_ID_STEP_MAX ? REFUSED(LIMIT_EXCEEDED, STEP) : DONE;
}

static struct outcome check_request(struct world *world, const struct request *request)
{
	uint8_t digest[HASH_SIZE];

	TRY(require_provisioned(world));
	if (!same_bytes(migration_meter_key(request->migration), world->keys.meter.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	TRY(check_settings(request));
	world_digest(world, STRUCT_MIGRATION, request->migration, digest);
	TRY(require_passkey(world, digest, &request->assertion));
	TRY(check_id(&world->state, migration_migration_id(request->migration)));
	if (world_unclosed(world))
		return world->open.record ? REFUSED(OUT_OF_STATE, DELIVERY_OPEN) : REFUSED(OUT_OF_STATE, RESTARTED);
	return DONE;
}

/* The markets that are left behind when `next` takes the place of the present one, which is not among them any more. */
static struct outcome leave_market(const struct state *state, const struct market *next,
				   struct market formers[EVLOCK_FORMER_MARKETS_MAX], size_t *count)
{
	for (size_t index = 0; index < state->former_count; index++)
		if (!same_market(&state->formers[index], next))
			formers[(*count)++] = state->formers[index];
	if (*count == EVLOCK_FORMER_MARKETS_MAX)
		return REFUSED(LIMIT_EXCEEDED, MARKET);
	formers[(*count)++] = state->settings.market;
	return DONE;
}

/* Nothing of one market means anything in another. */
static struct outcome enter_market(struct world *world, const struct market *next, struct writer *out)
{
	struct state *state = &world->state;
	struct market formers[EVLOCK_FORMER_MARKETS_MAX] = { 0 };
	size_t count = 0;

	TRY(leave_market(state, next, formers, &count));
	write_uint(out, 1, 2);
	TRY(sign_revoking_cancel(world, out));
	memcpy(state->formers, formers, sizeof(formers));
	state->former_count = count;
	state->settings.market = *next;
	state->order_count = 0;
	state->delivery_count = 0;
	return world_derive(world);
}

struct outcome migrate(struct world *world, struct reader *in, struct writer *out)
{
	struct state *state = &world->state;
	struct request request = { 0 };
	struct market next;

	TRY(read_request(in, &request));
	TRY(check_request(world, &request));
	next = market_of(request.migration);
	if (same_market(&next, &state->settings.market))
		write_uint(out, 0, 2);
	else
		TRY(enter_market(world, &next, out));
	state->mandate_count = 0;
	state->next_migration_id = migration_migration_id(request.migration) + 1;
	set_local_settings(world, &request.local);
	/* The time before had another power limit. */
	world_start_stream(world);
	return world_save(world);
}
