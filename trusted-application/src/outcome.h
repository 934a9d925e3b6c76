/* SPDX-License-Identifier: Apache-2.0 */
/* What a command, or a step of one, ends with. */
#ifndef EVLOCK_OUTCOME_H
#define EVLOCK_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

#include "evlock_ta.h"

struct outcome {
	uint16_t status; /* EVLOCK_STATUS_* */
	uint16_t check;  /* EVLOCK_CHECK_*, NONE where the status says all */
};

static inline struct outcome outcome_of(uint16_t status, uint16_t check)
{
	struct outcome outcome = { status, check };

	return outcome;
}

static inline bool succeeded(struct outcome outcome)
{
	return outcome.status == EVLOCK_STATUS_OK;
}

#define DONE outcome_of(EVLOCK_STATUS_OK, EVLOCK_CHECK_NONE)

/* REFUSED(LIMIT_EXCEEDED, POWER) */
#define REFUSED(status, check) outcome_of(EVLOCK_STATUS_##status, EVLOCK_CHECK_##check)

/* Ends the calling function with the outcome of a step that failed. */
#define TRY(step) \
	do { \
		struct outcome tried_ = (step); \
		if (!succeeded(tried_)) \
			return tried_; \
	} while (0)

#endif
