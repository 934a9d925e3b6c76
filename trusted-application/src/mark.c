/* SPDX-License-Identifier: Apache-2.0 */
#include "mark.h"

#include "hash.h"
#include "platform.h"

#define TOLERANCE ((int64_t)EVLOCK_MARK_TOLERANCE_MS * 1000)

uint32_t mark_interval(const uint8_t secret[HASH_SIZE], const uint8_t trade_id[HASH_SIZE], uint32_t k)
{
	static const uint8_t label[] = EVLOCK_MARK_LABEL;
	uint8_t counter[4];
	uint8_t mac[HASH_SIZE];
	const struct bytes parts[] = { { label, sizeof(label) - 1 }, { trade_id, HASH_SIZE }, { counter, sizeof(counter) } };

	set_uint(counter, k, sizeof(counter));
	if (!hmac_sha256((struct bytes){ secret, HASH_SIZE }, parts, sizeof(parts) / sizeof(parts[0]), mac))
		platform_panic();
	return EVLOCK_MARK_INTERVAL_MIN_MS + (uint32_t)(get_uint(mac, 4) % EVLOCK_MARK_INTERVAL_SPAN_MS);
}

void marks_start(struct marks *marks, bool judges, const uint8_t secret[HASH_SIZE], const uint8_t trade_id[HASH_SIZE])
{
	memset(marks, 0, sizeof(*marks));
	marks->judges = judges;
	marks->possible_count = 1;
	memcpy(marks->secret, secret, HASH_SIZE);
	memcpy(marks->trade_id, trade_id, HASH_SIZE);
}

/* The moment of the possible mark at `index`; only while there is an anchor. */
static int64_t due(const struct marks *marks, size_t index)
{
	return marks->anchor.at + (int64_t)mark_interval(marks->secret, marks->trade_id, marks->possible[index]) * 1000;
}

static int64_t last_due(const struct marks *marks)
{
	int64_t last = due(marks, 0);

	for (size_t index = 1; index < marks->possible_count; index++) {
		int64_t moment = due(marks, index);

		last = moment > last ? moment : last;
	}
	return last;
}

static void resume(struct marks *marks)
{
	const uint32_t next = marks->possible[0] + 1;

	/* The seller counts its own marks; the buyer cannot know whether the seller saw the pause in the same way. */
	marks->possible_count = marks->judges ? EVLOCK_MARK_RESYNC : 1;
	for (size_t ahead = 0; ahead < marks->possible_count; ahead++)
		marks->possible[ahead] = next + (uint32_t)ahead;
	marks->resumes_in_row++;
	if (marks->judges && marks->resumes_in_row > EVLOCK_MARK_RESUMES_MAX)
		marks->missing = true;
}

static void begin(struct marks *marks, int64_t at)
{
	if (marks->started)
		resume(marks);
	marks->started = true;
	marks->anchor = (struct moment){ true, at };
	marks->announced = false;
}

static bool fits(const struct marks *marks, size_t index, int64_t at)
{
	int64_t distance;

	if (!marks->anchor.is_set)
		return false;
	distance = at - due(marks, index);
	return distance <= TOLERANCE && distance >= -TOLERANCE;
}

static bool interruption(struct marks *marks, int64_t at)
{
	size_t seen = 0;

	/* The seller made this interruption itself: it is the mark that it was to make. */
	for (size_t index = 0; index < marks->possible_count; index++)
		if (!marks->judges || fits(marks, index, at))
			marks->possible[seen++] = marks->possible[index] + 1;
	if (seen == 0) {
		marks->missing = true;
		return false;
	}
	marks->possible_count = seen;
	marks->anchor = (struct moment){ true, at };
	marks->resumes_in_row = 0;
	marks->announced = false;
	return true;
}

bool marks_observe(struct marks *marks, struct flow_event event)
{
	switch (event.kind) {
	case FLOW_PAUSE:
		marks->anchor.is_set = false;
		return false;
	case FLOW_BEGINS:
		begin(marks, event.at);
		return false;
	case FLOW_INTERRUPTION:
		return interruption(marks, event.at);
	default:
		return false;
	}
}

void marks_pass(struct marks *marks, int64_t time, struct moment dip)
{
	int64_t last;

	if (!marks->judges || !marks->anchor.is_set)
		return;
	last = last_due(marks) + TOLERANCE;
	if (time > last && (!dip.is_set || dip.at > last))
		marks->missing = true;
}

uint32_t marks_next(struct marks *marks, int64_t now)
{
	int64_t wait;

	if (!marks->anchor.is_set)
		return EVLOCK_MARK_NOT_COUNTING;
	wait = due(marks, 0) - now;
	if (wait < 0 && marks->announced)
		return EVLOCK_MARK_NOT_COUNTING;
	marks->announced = true;
	return wait <= 0 ? 0 : (uint32_t)((wait + 999) / 1000);
}
