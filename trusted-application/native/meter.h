/* SPDX-License-Identifier: Apache-2.0 */
/* How much stack and heap requests take. Only in builds without sanitizers, which need far more of both. */
#ifndef EVLOCK_METER_H
#define EVLOCK_METER_H

#include "../src/commands.h"

struct usage {
	size_t stack;
	/* Above what was allocated when the request came. */
	size_t heap;
};

/* As answer_frame, on a painted stack. */
size_t measure_answer(struct world *world, struct bytes body, bool is_local, uint8_t *response);
/* The most that any request took so far. */
struct usage measured_usage(void);

#endif
