/* SPDX-License-Identifier: Apache-2.0 */
/* The two cumulative registers and the power behind them. Section 5 of the header, Energy. */
#ifndef EVLOCK_REGISTERS_H
#define EVLOCK_REGISTERS_H

#include "calibration.h"
#include "state.h"

#define NANOWATT_PER_MILLIWATT 1000000

/* What a batch of samples amounts to, before it is counted. Sums over samples. */
struct batch_power {
	/* nW, not negative */
	int64_t imported;
	int64_t exported;
	/* uA, signed */
	int64_t current;
	/* mV */
	int64_t voltage;
};

/* LIMIT_EXCEEDED (check POWER) for a sample or a mean beyond what the meter can carry. `power_limit` in mW. */
struct outcome measure(const struct calibration *calibration, struct samples samples, uint32_t power_limit,
		       struct batch_power *power);
/* What one sample imports, in nW; 0 where it exports or is noise. */
int64_t imported_power(const struct calibration *calibration, struct samples samples, size_t index);
/* Counts a batch whose samples are `interval` us apart. */
void count_energy(struct registers *registers, const struct batch_power *power, uint32_t interval);

#endif
