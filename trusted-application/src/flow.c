/* SPDX-License-Identifier: Apache-2.0 */
#include "flow.h"

#include "evlock_ta.h"

static const struct flow_event nothing = { FLOW_NOTHING, 0 };

static struct flow_event event_at(enum flow_event_kind kind, int64_t at)
{
	return (struct flow_event){ kind, at };
}

static struct moment at_moment(int64_t at)
{
	return (struct moment){ true, at };
}

static const struct moment never = { false, 0 };

static struct flow_event while_still(struct flow *flow, int64_t time, int64_t magnitude, int64_t noise_floor)
{
	if (magnitude < noise_floor || magnitude == 0)
		return nothing;
	flow->flowing_since = at_moment(time);
	flow->level = magnitude;
	return event_at(FLOW_BEGINS, time);
}

static struct flow_event while_on(struct flow *flow, int64_t time, int64_t magnitude)
{
	const struct moment dip = flow->dip_since;

	flow->dip_since = never;
	flow->level += (magnitude - flow->level) / EVLOCK_FLOW_LEVEL_SAMPLES;
	if (!dip.is_set || time - dip.at < EVLOCK_MARK_MIN_MS * 1000)
		return nothing;
	return event_at(FLOW_INTERRUPTION, dip.at);
}

static struct flow_event while_off(struct flow *flow, int64_t time, int64_t magnitude, int64_t noise_floor)
{
	int64_t at;

	if (!flow->dip_since.is_set) {
		flow->dip_since = at_moment(time);
		flow->dip_is_load = true;
	}
	flow->dip_is_load = flow->dip_is_load && magnitude >= noise_floor && magnitude > 0;
	at = flow->dip_since.at;
	if (time - at < EVLOCK_PAUSE_MS * 1000)
		return nothing;
	flow->dip_since = never;
	if (flow->dip_is_load) {
		flow->level = magnitude;
		return nothing;
	}
	flow->flowing_since = never;
	return event_at(FLOW_PAUSE, at);
}

struct flow_event flow_push(struct flow *flow, int64_t time, int64_t magnitude, int64_t noise_floor)
{
	int64_t least = flow->level / EVLOCK_FLOW_FRACTION;

	if (!flow->flowing_since.is_set)
		return while_still(flow, time, magnitude, noise_floor);
	if (least < noise_floor)
		least = noise_floor;
	return magnitude < least ? while_off(flow, time, magnitude, noise_floor) : while_on(flow, time, magnitude);
}

void flow_jump(struct flow *flow)
{
	flow->flowing_since = never;
	flow->dip_since = never;
}
