/* SPDX-License-Identifier: Apache-2.0 */
/* What every command works on: the stored state, what is derived from it, and what a restart loses. */
#ifndef EVLOCK_WORLD_H
#define EVLOCK_WORLD_H

#include "mark.h"
#include "state.h"

struct self_test {
	bool is_known;
	bool passed;
	int64_t at;
};

/* Where the stream of samples has come to, and how far that was behind the clock when it came. us */
struct stream {
	int64_t time;
	int64_t lag;
};

/* Since when the count of current has not changed. */
struct frozen {
	bool is_known;
	uint16_t count;
	int64_t since;
};

/* The delivery that is open since this start. */
struct open_delivery {
	/* NULL: none. */
	struct delivery_record *record;
	struct marks marks;
	/* What was imported since the last mark, or since it opened, over all pauses. nW us */
	uint128 unmarked;
	bool sensor_fault;
};

struct world {
	struct state state;
	struct keys keys;
	uint8_t separator[HASH_SIZE];
	/* Nothing is answered but STORAGE_DAMAGED, until a restart reads what is there. */
	bool is_damaged;
	/* The request that is being answered came through the provisioning socket. */
	bool is_local;
	/* When the stored date was that: us of the monotonic clock. */
	int64_t date_at;
	struct self_test self_test;
	struct stream stream;
	struct flow flow;
	struct frozen frozen;
	struct open_delivery open;
};

/* Starts on what is stored, or as a new device. After this the world answers commands, if only with STORAGE_DAMAGED. */
void world_start(struct world *world);
/* Forgets everything; nothing is stored. */
void world_end(struct world *world);

/* Before a command that changed the state is answered. STORAGE_DAMAGED when that failed: memory is ahead of storage. */
struct outcome world_save(struct world *world);
/* Derives what hangs on the state: keys and domain separator. */
struct outcome world_derive(struct world *world);
/* The next number of a sequence; reserves and stores the next block when this one is used up. */
struct outcome world_take(struct world *world, struct sequence *sequence, uint64_t *number);

/* NOT_PROVISIONED */
struct outcome require_provisioned(const struct world *world);
/* us of the monotonic clock */
int64_t world_now(void);
/* UTC seconds that have passed for certain, whatever the caller says. */
uint64_t world_date(const struct world *world);
/* LIMIT_EXCEEDED (DATE) for a date that is further ahead than one step; otherwise it has passed from now on. */
struct outcome world_hear_date(struct world *world, uint64_t date);
/* No time from before may be sampled any more: a stream that is behind is moved to the clock. */
void world_start_stream(struct world *world);
/* The delivery that is open, or was interrupted by a restart; NULL: none. */
struct delivery_record *world_unclosed(struct world *world);

/* The digest of a struct in the provisioned domain. */
void world_digest(const struct world *world, enum struct_kind kind, const uint8_t *encoded, uint8_t digest[HASH_SIZE]);

#endif
