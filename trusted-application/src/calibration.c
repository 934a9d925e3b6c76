/* SPDX-License-Identifier: Apache-2.0 */
#include "calibration.h"

static int32_t get_i32(const uint8_t *at)
{
	return (int32_t)(uint32_t)get_uint(at, 4);
}

static uint32_t get_u32(const uint8_t *at)
{
	return (uint32_t)get_uint(at, 4);
}

struct calibration read_calibration(const uint8_t *encoded)
{
	return (struct calibration){
		.current_offset = get_i32(encoded + EVLOCK_LAYOUT_CALIBRATION_CURRENT_OFFSET_AT),
		.current_scale = get_i32(encoded + EVLOCK_LAYOUT_CALIBRATION_CURRENT_SCALE_AT),
		.voltage_offset = get_i32(encoded + EVLOCK_LAYOUT_CALIBRATION_VOLTAGE_OFFSET_AT),
		.voltage_scale = get_u32(encoded + EVLOCK_LAYOUT_CALIBRATION_VOLTAGE_SCALE_AT),
		.noise_floor = get_u32(encoded + EVLOCK_LAYOUT_CALIBRATION_NOISE_FLOOR_AT),
		.reference_current = get_i32(encoded + EVLOCK_LAYOUT_CALIBRATION_REFERENCE_CURRENT_AT),
		.reference_tolerance = get_u32(encoded + EVLOCK_LAYOUT_CALIBRATION_REFERENCE_TOLERANCE_AT),
	};
}

static bool within(int64_t value, int64_t limit)
{
	return value <= limit && value >= -limit;
}

struct outcome check_calibration(const struct calibration *calibration)
{
	bool sound = within(calibration->current_offset, EVLOCK_OFFSET_MAX) &&
		     within(calibration->voltage_offset, EVLOCK_OFFSET_MAX) && calibration->current_scale != 0 &&
		     within(calibration->current_scale, EVLOCK_SCALE_MAX) && calibration->voltage_scale > 0 &&
		     calibration->voltage_scale <= EVLOCK_SCALE_MAX && calibration->reference_current != 0 &&
		     calibration->reference_tolerance <= 1000000;

	return sound ? DONE : REFUSED(INVALID_INPUT, NONE);
}

uint16_t current_count(struct samples samples, size_t index)
{
	return (uint16_t)get_uint(samples.data + index * EVLOCK_LAYOUT_SAMPLE_SIZE, 2);
}

uint16_t voltage_count(struct samples samples, size_t index)
{
	return (uint16_t)get_uint(samples.data + index * EVLOCK_LAYOUT_SAMPLE_SIZE + 2, 2);
}

int64_t micro_amps(const struct calibration *calibration, uint16_t count)
{
	return ((int64_t)count * 1000 - calibration->current_offset) * calibration->current_scale / 1000;
}

int64_t milli_volts(const struct calibration *calibration, uint16_t count)
{
	int64_t micro_volts = ((int64_t)count * 1000 - calibration->voltage_offset) * calibration->voltage_scale / 1000;

	return micro_volts < 0 ? 0 : micro_volts / 1000;
}

struct outcome check_counts(struct samples samples)
{
	for (size_t index = 0; index < samples.count; index++)
		if (current_count(samples, index) > EVLOCK_COUNT_MAX || voltage_count(samples, index) > EVLOCK_COUNT_MAX)
			return REFUSED(INVALID_INPUT, COUNT);
	return DONE;
}

bool is_saturated(struct samples samples)
{
	size_t at_rails = 0;

	for (size_t index = 0; index < samples.count; index++) {
		uint16_t count = current_count(samples, index);

		at_rails += count == 0 || count == EVLOCK_COUNT_MAX;
	}
	return 2 * at_rails >= samples.count;
}

bool is_frozen(struct samples samples)
{
	for (size_t index = 1; index < samples.count; index++)
		if (current_count(samples, index) != current_count(samples, 0))
			return false;
	return true;
}

int64_t mean_current(const struct calibration *calibration, struct samples samples)
{
	int64_t sum = 0;

	for (size_t index = 0; index < samples.count; index++)
		sum += micro_amps(calibration, current_count(samples, index));
	return sum / (int64_t)samples.count / 1000;
}
