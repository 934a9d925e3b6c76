/* SPDX-License-Identifier: Apache-2.0 */
/* SIGN_READING: the registers over an interval, each reading chained to the one before. */
#include "commands.h"

#define CLOCK_SET 1u
#define RESTARTED 2u
#define SELF_TEST_FAILED 4u

struct request {
	uint64_t start;
	uint64_t end;
	uint64_t flags;
};

static struct outcome read_request(struct reader *in, struct request *request)
{
	TRY(read_uint(in, 5, &request->start));
	TRY(read_uint(in, 5, &request->end));
	TRY(read_uint(in, 4, &request->flags));
	return read_end(in);
}

/* What the caller says of its clock, and what is known here. */
static uint32_t flags_of(const struct world *world, const struct request *request)
{
	uint32_t flags = (uint32_t)request->flags;

	if (world->state.reading.boot_count != world->state.boot_count)
		flags |= RESTARTED;
	if (world->self_test.is_known && !world->self_test.passed)
		flags |= SELF_TEST_FAILED;
	return flags;
}

/* The end of the last reading, or the date where that is later. */
static uint64_t last_end(const struct world *world)
{
	const uint64_t date = world_date(world);
	const uint64_t end = world->state.reading.interval_end;

	return end > date ? end : date;
}

static void set_reading(const struct world *world, const struct request *request, uint64_t sequence, uint8_t *reading)
{
	const struct state *state = &world->state;

	reading_set_meter_key(reading, world->keys.meter.address);
	reading_set_sequence(reading, sequence);
	reading_set_interval_start(reading, request->start);
	reading_set_interval_end(reading, request->end);
	reading_set_import(reading, state->registers.import);
	reading_set_export(reading, state->registers.export);
	reading_set_flags(reading, flags_of(world, request));
	reading_set_previous_hash(reading, state->reading.last_hash);
}

struct outcome sign_reading(struct world *world, struct reader *in, struct writer *out)
{
	struct reading_chain *chain = &world->state.reading;
	uint8_t reading[EVLOCK_LAYOUT_STRUCT_READING_SIZE] = { 0 };
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];
	struct request request = { 0 };
	uint64_t sequence = 0;

	TRY(read_request(in, &request));
	TRY(require_provisioned(world));
	if ((request.flags & ~(uint64_t)CLOCK_SET) != 0)
		return REFUSED(INVALID_INPUT, FLAGS);
	if (request.end <= request.start)
		return REFUSED(INVALID_INPUT, INTERVAL);
	if (request.start < chain->interval_end)
		return REFUSED(REPLAYED, INTERVAL);
	if (request.end > last_end(world) + EVLOCK_READING_STEP_MAX_S)
		return REFUSED(LIMIT_EXCEEDED, INTERVAL);
	TRY(world_take(world, &chain->sequence, &sequence));
	set_reading(world, &request, sequence, reading);
	chain->last_sequence = sequence;
	struct_hash(STRUCT_READING, reading, chain->last_hash);
	chain->interval_end = request.end;
	chain->boot_count = world->state.boot_count;
	world_digest(world, STRUCT_READING, reading, digest);
	TRY(key_sign(&world->keys.meter, digest, signature));
	write_bytes(out, reading, sizeof(reading));
	write_bytes(out, signature, sizeof(signature));
	return DONE;
}
