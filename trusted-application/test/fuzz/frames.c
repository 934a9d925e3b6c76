/* SPDX-License-Identifier: Apache-2.0 */
/* A stream of frames, to a device that is not provisioned. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct world world;
	struct bytes left = { data, size };
	uint8_t response[RESPONSE_FRAME_MAX];
	struct outcome outcome = DONE;
	size_t whole = 0;

	if (world.state.boot_count == 0)
		world_start(&world);
	while (find_frame(left, &whole, &outcome) == FRAME_WHOLE) {
		const struct bytes body = { left.data + EVLOCK_FRAME_LENGTH_SIZE, whole - EVLOCK_FRAME_LENGTH_SIZE };
		const size_t answered = answer_frame(&world, body, false, response);

		PROMISE(answered == EVLOCK_FRAME_LENGTH_SIZE + get_uint(response, EVLOCK_FRAME_LENGTH_SIZE));
		left = (struct bytes){ left.data + whole, left.size - whole };
	}
	return 0;
}
