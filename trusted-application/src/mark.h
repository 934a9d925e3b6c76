/* SPDX-License-Identifier: Apache-2.0 */
/* The delivery mark: when the next interruption is due, and whether the expected ones were seen. Section 5 of the header. */
#ifndef EVLOCK_MARK_H
#define EVLOCK_MARK_H

#include "bytes.h"
#include "evlock_ta.h"
#include "flow.h"

/* Follows the marks of one delivery in the own current. Both sides keep the same count; only the buyer checks it. */
struct marks {
	bool judges;
	bool missing;
	/* From which intervals come: the ECDH secret of the two meter keys, and the trade. */
	uint8_t secret[HASH_SIZE];
	uint8_t trade_id[HASH_SIZE];
	/* Start, resume or mark from which the next is counted; not set while no current flows. */
	struct moment anchor;
	/* Which marks may be the next one, by increasing k: more than one after a resume, until marks tell. */
	uint32_t possible[EVLOCK_MARK_RESYNC];
	size_t possible_count;
	bool started;
	uint32_t resumes_in_row;
	bool announced;
};

/* ms from what came before to mark `k`. */
uint32_t mark_interval(const uint8_t secret[HASH_SIZE], const uint8_t trade_id[HASH_SIZE], uint32_t k);

void marks_start(struct marks *marks, bool judges, const uint8_t secret[HASH_SIZE], const uint8_t trade_id[HASH_SIZE]);
/* Takes what the flow showed; true when it was a mark. */
bool marks_observe(struct marks *marks, struct flow_event event);
/* The stream of samples has come to `time`; `dip` is an interruption that has begun and not ended. */
void marks_pass(struct marks *marks, int64_t time, struct moment dip);
/* ms until the next mark begins, at stream time `now`, or EVLOCK_MARK_NOT_COUNTING. */
uint32_t marks_next(struct marks *marks, int64_t now);

#endif
