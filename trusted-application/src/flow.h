/* SPDX-License-Identifier: Apache-2.0 */
/* When current flows, is interrupted and pauses, by the rules of section 5 of the header. Times in us, currents in uA. */
#ifndef EVLOCK_FLOW_H
#define EVLOCK_FLOW_H

#include <stdbool.h>
#include <stdint.h>

enum flow_event_kind {
	FLOW_NOTHING,
	FLOW_BEGINS,
	FLOW_INTERRUPTION,
	FLOW_PAUSE,
};

struct flow_event {
	enum flow_event_kind kind;
	int64_t at;
};

/* A moment, or none. */
struct moment {
	bool is_set;
	int64_t at;
};

struct flow {
	/* When the present flow began; not set while no current flows. */
	struct moment flowing_since;
	/* The first off-sample of what may become an interruption or a pause. */
	struct moment dip_since;
	int64_t level;
	/* Whether current stayed above the noise floor all through the dip. */
	bool dip_is_load;
};

/* One sample at `time` with |current| `magnitude`. */
struct flow_event flow_push(struct flow *flow, int64_t time, int64_t magnitude, int64_t noise_floor);
/* The stream lost its place in time: what flows next is a resume. */
void flow_jump(struct flow *flow);

#endif
