/* SPDX-License-Identifier: Apache-2.0 */
/* SELF_TEST_RESULT: whether the sensor reads nothing where nothing flows, and the right current through a known load. */
#include "self_test.h"

#include "calibration.h"
#include "commands.h"

static int64_t magnitude_of(int64_t value)
{
	return value < 0 ? -value : value;
}

static uint8_t find_fault(const struct calibration *calibration, struct samples open, struct samples reference)
{
	const int64_t expected = calibration->reference_current;
	const int64_t error = magnitude_of(mean_current(calibration, reference) - expected);

	if (is_saturated(open) || is_saturated(reference))
		return EVLOCK_SELF_TEST_FAULT_SATURATED;
	if (is_frozen(open) || is_frozen(reference))
		return EVLOCK_SELF_TEST_FAULT_FROZEN;
	if (magnitude_of(mean_current(calibration, open)) > calibration->noise_floor)
		return EVLOCK_SELF_TEST_FAULT_OFFSET;
	/* The tolerance is in ppm. */
	if (error * 1000000 > magnitude_of(expected) * calibration->reference_tolerance)
		return EVLOCK_SELF_TEST_FAULT_GAIN;
	return EVLOCK_SELF_TEST_FAULT_NONE;
}

static struct outcome read_samples(struct reader *in, struct samples *samples)
{
	return read_list(in, EVLOCK_SELF_TEST_SAMPLES_MAX, EVLOCK_LAYOUT_SAMPLE_SIZE, &samples->data, &samples->count);
}

static struct outcome check_samples(struct samples samples)
{
	if (samples.count < EVLOCK_SELF_TEST_SAMPLES_MIN)
		return REFUSED(INVALID_INPUT, SAMPLES_MIN);
	return check_counts(samples);
}

struct outcome self_test_result(struct world *world, struct reader *in, struct writer *out)
{
	struct samples open = { 0 };
	struct samples reference = { 0 };
	struct calibration calibration;
	uint8_t fault;

	TRY(read_samples(in, &open));
	TRY(read_samples(in, &reference));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	if (world->open.record)
		return REFUSED(OUT_OF_STATE, DELIVERY_OPEN);
	TRY(check_samples(open));
	TRY(check_samples(reference));
	calibration = read_calibration(world->state.settings.calibration);
	fault = find_fault(&calibration, open, reference);
	world->self_test = (struct self_test){ true, fault == EVLOCK_SELF_TEST_FAULT_NONE, world_now() };
	write_uint(out, fault, 1);
	write_uint(out, (uint64_t)mean_current(&calibration, open), 4);
	write_uint(out, (uint64_t)mean_current(&calibration, reference), 4);
	return DONE;
}

struct outcome require_self_test(const struct world *world)
{
	const struct self_test *self_test = &world->self_test;

	if (!self_test->is_known || !self_test->passed ||
	    world_now() - self_test->at > (int64_t)EVLOCK_SELF_TEST_VALID_MS * 1000)
		return REFUSED(SELF_TEST_REQUIRED, NONE);
	return DONE;
}

struct outcome require_sound_sensor(const struct world *world)
{
	const struct open_delivery *open = &world->open;
	const bool is_live = world_now() - world->stream.time <= (int64_t)EVLOCK_SAMPLE_LAG_MS * 1000;

	if (open->record && is_live && !open->sensor_fault && !open->marks.missing)
		return DONE;
	return require_self_test(world);
}
