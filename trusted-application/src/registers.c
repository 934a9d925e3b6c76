/* SPDX-License-Identifier: Apache-2.0 */
#include "registers.h"

/* Positive out of the household. */
static int64_t power_of(const struct calibration *calibration, struct samples samples, size_t index)
{
	return micro_amps(calibration, current_count(samples, index)) *
	       milli_volts(calibration, voltage_count(samples, index));
}

static bool is_noise(const struct calibration *calibration, int64_t current)
{
	const int64_t noise_floor = (int64_t)calibration->noise_floor * 1000;

	return current < noise_floor && current > -noise_floor;
}

int64_t imported_power(const struct calibration *calibration, struct samples samples, size_t index)
{
	const int64_t power = power_of(calibration, samples, index);

	return power >= 0 || is_noise(calibration, micro_amps(calibration, current_count(samples, index))) ? 0 : -power;
}

struct outcome measure(const struct calibration *calibration, struct samples samples, uint32_t power_limit,
		       struct batch_power *power)
{
	const int64_t most = (int64_t)EVLOCK_POWER_MAX_MILLIWATT * NANOWATT_PER_MILLIWATT;

	memset(power, 0, sizeof(*power));
	for (size_t index = 0; index < samples.count; index++) {
		const int64_t current = micro_amps(calibration, current_count(samples, index));
		const int64_t voltage = milli_volts(calibration, voltage_count(samples, index));
		const int64_t nanowatt = power_of(calibration, samples, index);
		const bool counts = !is_noise(calibration, current);

		if (nanowatt > most || nanowatt < -most)
			return REFUSED(LIMIT_EXCEEDED, POWER);
		if (nanowatt > 0 && counts)
			power->exported += nanowatt;
		if (nanowatt < 0 && counts)
			power->imported -= nanowatt;
		power->current += current;
		power->voltage += voltage;
	}
	if (power->imported + power->exported > (int64_t)power_limit * NANOWATT_PER_MILLIWATT * (int64_t)samples.count)
		return REFUSED(LIMIT_EXCEEDED, POWER);
	return DONE;
}

/* The sum over a batch may leave 64 bits where no single sample does. */
static void add(uint64_t *energy, uint64_t *rest, int64_t nanowatt, uint32_t interval)
{
	const uint128 total = *rest + (uint128)nanowatt * interval;

	*energy += (uint64_t)(total / EVLOCK_NANOWATT_MICROS_PER_MWH);
	*rest = (uint64_t)(total % EVLOCK_NANOWATT_MICROS_PER_MWH);
}

void count_energy(struct registers *registers, const struct batch_power *power, uint32_t interval)
{
	add(&registers->import, &registers->import_rest, power->imported, interval);
	add(&registers->export, &registers->export_rest, power->exported, interval);
}
