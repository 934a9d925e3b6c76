/* SPDX-License-Identifier: Apache-2.0 */
/* ADD_SAMPLES: raw counts into registers, and the watch over time, liveness and marks. */
#include "calibration.h"
#include "commands.h"
#include "delivery.h"
#include "registers.h"

/* One request, and where the stream comes to with it. us */
struct batch {
	struct samples samples;
	uint32_t interval;
	int64_t start;
	int64_t end;
	/* The stream fell behind and jumped to the clock. */
	bool jumped;
};

static struct outcome read_batch(struct reader *in, struct batch *batch)
{
	uint64_t interval = 0;

	TRY(read_uint(in, 4, &interval));
	TRY(read_list(in, EVLOCK_SAMPLES_MAX, EVLOCK_LAYOUT_SAMPLE_SIZE, &batch->samples.data, &batch->samples.count));
	batch->interval = (uint32_t)interval;
	return read_end(in);
}

static struct outcome check_batch(const struct batch *batch)
{
	if (batch->interval < EVLOCK_INTERVAL_MIN_MICROS || batch->interval > EVLOCK_INTERVAL_MAX_MICROS)
		return REFUSED(INVALID_INPUT, SAMPLE_INTERVAL);
	if (batch->samples.count == 0)
		return REFUSED(INVALID_INPUT, SAMPLES_MIN);
	return check_counts(batch->samples);
}

/* LIMIT_EXCEEDED when more time is sampled than passed since the stream began. */
static struct outcome advance(const struct stream *stream, int64_t now, struct batch *batch)
{
	const int64_t duration = (int64_t)batch->samples.count * batch->interval;

	batch->end = stream->time + duration;
	if (batch->end > now + (int64_t)EVLOCK_SAMPLE_SLACK_MS * 1000)
		return REFUSED(LIMIT_EXCEEDED, SAMPLE_TIME);
	batch->jumped = now - batch->end > (int64_t)EVLOCK_SAMPLE_LAG_MS * 1000;
	if (batch->jumped)
		batch->end = now;
	batch->start = batch->end - duration;
	return DONE;
}

static int64_t time_of(const struct batch *batch, size_t index)
{
	return batch->start + (int64_t)(index + 1) * batch->interval;
}

/* Since when the count of current has not changed, after this batch. */
static struct frozen follow_frozen(const struct frozen *before, const struct batch *batch)
{
	struct frozen run = *before;

	for (size_t index = 0; index < batch->samples.count; index++) {
		const uint16_t count = current_count(batch->samples, index);

		if (!run.is_known || run.count != count)
			run = (struct frozen){ true, count, time_of(batch, index) };
	}
	return run;
}

/* A fault refuses the batch; an open delivery then signs no more receipts, and its energy stays as it is. */
static struct outcome check_sensor(struct world *world, const struct batch *batch, const struct frozen *frozen)
{
	const bool saturated = is_saturated(batch->samples);
	const bool is_stuck = world->open.record && batch->end - frozen->since > (int64_t)EVLOCK_FROZEN_MS * 1000;

	if (!saturated && !is_stuck)
		return DONE;
	if (world->open.record)
		world->open.sensor_fault = true;
	return saturated ? REFUSED(SENSOR_FAULT, SATURATED) : REFUSED(SENSOR_FAULT, FROZEN);
}

static uint32_t power_limit(const struct world *world)
{
	return (uint32_t)get_uint(world->state.settings.limits + EVLOCK_LAYOUT_LIMITS_POWER_LIMIT_AT, 4);
}

/* One sample of an open delivery: what it shows of the marks, and how much was taken without one. */
static bool follow_mark(struct world *world, const struct flow_event event, int64_t imported, uint32_t interval)
{
	struct open_delivery *open = &world->open;
	const uint128 most = (uint128)power_limit(world) * NANOWATT_PER_MILLIWATT * EVLOCK_MARK_UNSEEN_MS * 1000;
	const bool is_mark = marks_observe(&open->marks, event);

	if (is_mark)
		open->unmarked = 0;
	open->unmarked += (uint128)imported * interval;
	if (open->marks.judges && open->unmarked > most)
		open->marks.missing = true;
	return is_mark;
}

/* Runs the samples past the flow and the marks of the open delivery; EVLOCK_MARK_*. */
static uint8_t follow_marks(struct world *world, const struct calibration *calibration, const struct batch *batch)
{
	const int64_t noise_floor = (int64_t)calibration->noise_floor * 1000;
	struct marks *marks = world->open.record ? &world->open.marks : NULL;
	bool seen = false;

	for (size_t index = 0; index < batch->samples.count; index++) {
		const int64_t current = micro_amps(calibration, current_count(batch->samples, index));
		const struct flow_event event = flow_push(&world->flow, time_of(batch, index),
							  current < 0 ? -current : current, noise_floor);

		if (marks && follow_mark(world, event, imported_power(calibration, batch->samples, index), batch->interval))
			seen = true;
	}
	if (!marks || !marks->judges)
		return EVLOCK_MARK_NONE;
	marks_pass(marks, batch->end, world->flow.dip_since);
	if (marks->missing)
		return EVLOCK_MARK_MISSING;
	if (seen)
		return EVLOCK_MARK_SEEN;
	return world->flow.flowing_since.is_set ? EVLOCK_MARK_WAITING : EVLOCK_MARK_NONE;
}

static void write_means(struct writer *out, const struct batch_power *power, size_t count)
{
	const int64_t size = (int64_t)count;

	/* nW to mW, uA to mA; mV as they are. */
	write_uint(out, (uint64_t)((power->exported - power->imported) / size / 1000000), 4);
	write_uint(out, (uint64_t)(power->current / size / 1000), 4);
	write_uint(out, (uint64_t)(power->voltage / size), 4);
}

struct outcome add_samples(struct world *world, struct reader *in, struct writer *out)
{
	struct registers *registers = &world->state.registers;
	struct delivery_record *record = world->open.record;
	const int64_t now = world_now();
	struct batch batch = { 0 };
	struct batch_power power;
	struct calibration calibration;
	struct frozen frozen;
	uint8_t mark;

	TRY(read_batch(in, &batch));
	TRY(require_provisioned(world));
	TRY(check_batch(&batch));
	TRY(advance(&world->stream, now, &batch));
	frozen = follow_frozen(&world->frozen, &batch);
	TRY(check_sensor(world, &batch, &frozen));
	calibration = read_calibration(world->state.settings.calibration);
	TRY(measure(&calibration, batch.samples, power_limit(world), &power));
	world->stream = (struct stream){ batch.end, now - batch.end };
	world->frozen = frozen;
	count_energy(registers, &power, batch.interval);
	if (batch.jumped) {
		flow_jump(&world->flow);
		if (record)
			(void)marks_observe(&world->open.marks, (struct flow_event){ FLOW_PAUSE, batch.start });
	}
	mark = follow_marks(world, &calibration, &batch);
	if (record && !world->open.sensor_fault)
		record->energy = register_of(world, record->role) - record->base;
	write_uint(out, registers->import, 8);
	write_uint(out, registers->export, 8);
	write_means(out, &power, batch.samples.count);
	write_uint(out, mark, 1);
	write_uint(out, record ? record->energy : 0, 8);
	return DONE;
}
