/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "platform.h"
#include "secrets.h"

/* Outside the stack; it holds secrets only while a function of this file runs. */
static uint8_t encoded[STATE_ENCODED_MAX];

#define MICROS_PER_SECOND 1000000

uint64_t world_date(const struct world *world)
{
	return world->state.date + (uint64_t)(world_now() - world->date_at) / MICROS_PER_SECOND;
}

/* Puts the seconds that have passed into the stored date; what is no whole second goes on counting. */
static void advance_date(struct world *world)
{
	const int64_t seconds = (world_now() - world->date_at) / MICROS_PER_SECOND;

	world->state.date += (uint64_t)seconds;
	world->date_at += seconds * MICROS_PER_SECOND;
}

struct outcome world_hear_date(struct world *world, uint64_t date)
{
	advance_date(world);
	if (date > world->state.date + EVLOCK_DATE_STEP_MAX_S)
		return REFUSED(LIMIT_EXCEEDED, DATE);
	if (date > world->state.date) {
		world->state.date = date;
		world->date_at = world_now();
	}
	return DONE;
}

void world_start_stream(struct world *world)
{
	const int64_t now = world_now();

	if (world->stream.time < now)
		world->stream.time = now;
	world->stream.lag = now - world->stream.time;
}

struct outcome world_save(struct world *world)
{
	size_t size;
	bool stored;

	if (world->state.is_provisioned)
		advance_date(world);
	size = state_encode(&world->state, encoded);
	stored = size > 0 && platform_store(encoded, size);

	wipe(encoded, sizeof(encoded));
	return stored ? DONE : REFUSED(STORAGE_DAMAGED, NONE);
}

struct outcome world_derive(struct world *world)
{
	const struct settings *settings = &world->state.settings;

	domain_separator(settings->market.chain_id, settings->market.address, world->separator);
	return keys_load(&world->state.secrets, &world->keys);
}

struct outcome world_take(struct world *world, struct sequence *sequence, uint64_t *number)
{
	if (sequence->next >= sequence->reserved) {
		sequence->reserved = sequence->next + EVLOCK_SEQUENCE_BLOCK;
		TRY(world_save(world));
	}
	*number = sequence->next++;
	return DONE;
}

static bool load(struct state *state)
{
	size_t size = 0;
	enum platform_object object = platform_load(encoded, sizeof(encoded), &size);
	bool usable = object == OBJECT_NONE ||
		      (object == OBJECT_FOUND && state_decode((struct bytes){ encoded, size }, state));

	wipe(encoded, sizeof(encoded));
	return usable;
}

/* Sequences go on at the next block: what was used of the last one is not known. */
static void after_restart(struct state *state)
{
	state->boot_count++;
	if (!state->is_provisioned)
		return;
	state->reading.sequence.next = state->reading.sequence.reserved;
	state->evidence.next = state->evidence.reserved;
	for (size_t index = 0; index < state->delivery_count; index++) {
		struct delivery_record *record = &state->deliveries[index];

		record->sequence.next = record->sequence.reserved;
		/* Whether a mark was missing is forgotten: what was not signed is not claimed. */
		if (record->cause == EVLOCK_CAUSE_NONE)
			record->energy = record->last_signed_energy;
	}
}

void world_start(struct world *world)
{
	memset(world, 0, sizeof(*world));
	world->is_damaged = !curve_start() || !load(&world->state);
	if (world->is_damaged) {
		platform_log("storage is damaged: every command will be refused");
		return;
	}
	after_restart(&world->state);
	world->date_at = world_now();
	/* Ahead by the slack: what was sampled ahead of the clock before a restart is not sampled a second time after it. */
	world->stream.time = world_now() + (int64_t)EVLOCK_SAMPLE_SLACK_MS * 1000;
	if (world->state.is_provisioned)
		world->is_damaged = !succeeded(world_derive(world));
	world->is_damaged = world->is_damaged || !succeeded(world_save(world));
}

void world_end(struct world *world)
{
	wipe(world, sizeof(*world));
}

struct outcome require_provisioned(const struct world *world)
{
	return world->state.is_provisioned ? DONE : REFUSED(NOT_PROVISIONED, NONE);
}

int64_t world_now(void)
{
	return (int64_t)platform_monotonic_ms() * 1000;
}

struct delivery_record *world_unclosed(struct world *world)
{
	for (size_t index = 0; index < world->state.delivery_count; index++)
		if (world->state.deliveries[index].cause == EVLOCK_CAUSE_NONE)
			return &world->state.deliveries[index];
	return NULL;
}

void world_digest(const struct world *world, enum struct_kind kind, const uint8_t *value, uint8_t digest[HASH_SIZE])
{
	struct_digest(world->separator, kind, value, digest);
}
