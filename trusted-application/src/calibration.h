/* SPDX-License-Identifier: Apache-2.0 */
/* Counts to current and voltage, in the integer arithmetic of section 5 of the header. */
#ifndef EVLOCK_CALIBRATION_H
#define EVLOCK_CALIBRATION_H

#include "bytes.h"
#include "outcome.h"

struct calibration {
	int32_t current_offset;
	int32_t current_scale;
	int32_t voltage_offset;
	uint32_t voltage_scale;
	/* mA */
	uint32_t noise_floor;
	int32_t reference_current;
	uint32_t reference_tolerance;
};

/* Counts of the converter, as they came: 4 bytes each. */
struct samples {
	const uint8_t *data;
	size_t count;
};

struct calibration read_calibration(const uint8_t *encoded);
/* INVALID_INPUT unless the settings keep the arithmetic within 64 bits. */
struct outcome check_calibration(const struct calibration *calibration);

uint16_t current_count(struct samples samples, size_t index);
uint16_t voltage_count(struct samples samples, size_t index);
/* uA, positive out of the household; truncated towards zero. */
int64_t micro_amps(const struct calibration *calibration, uint16_t count);
/* Whole mV; below zero counts as 0. */
int64_t milli_volts(const struct calibration *calibration, uint16_t count);

/* INVALID_INPUT (check COUNT) for counts that no 12-bit converter gives. */
struct outcome check_counts(struct samples samples);
/* Half or more of the counts of current are at a rail: unplugged, shorted or out of range. */
bool is_saturated(struct samples samples);
/* All counts of current are equal. */
bool is_frozen(struct samples samples);
/* mA, truncated towards zero. */
int64_t mean_current(const struct calibration *calibration, struct samples samples);

#endif
