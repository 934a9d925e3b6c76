/* SPDX-License-Identifier: Apache-2.0 */
#include "frames.h"

#define HEAD_AT EVLOCK_FRAME_LENGTH_SIZE
#define PAYLOAD_AT (EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_RESPONSE_HEAD_SIZE)

enum frame find_frame(struct bytes bytes, size_t *size, struct outcome *outcome)
{
	uint64_t length;

	if (bytes.size < EVLOCK_FRAME_LENGTH_SIZE)
		return FRAME_BEGUN;
	length = get_uint(bytes.data, EVLOCK_FRAME_LENGTH_SIZE);
	if (length > EVLOCK_FRAME_MAX || length < EVLOCK_REQUEST_HEAD_SIZE) {
		*outcome = length > EVLOCK_FRAME_MAX ? REFUSED(INPUT_TOO_LARGE, NONE) : REFUSED(INVALID_INPUT, NONE);
		return FRAME_LOST;
	}
	*size = EVLOCK_FRAME_LENGTH_SIZE + (size_t)length;
	return bytes.size < *size ? FRAME_BEGUN : FRAME_WHOLE;
}

static size_t finish(uint16_t command, uint16_t id, uint16_t status, size_t payload_size,
		     uint8_t response[RESPONSE_FRAME_MAX])
{
	set_uint(response, EVLOCK_RESPONSE_HEAD_SIZE + payload_size, EVLOCK_FRAME_LENGTH_SIZE);
	set_uint(response + HEAD_AT, command, 2);
	set_uint(response + HEAD_AT + 2, id, 2);
	set_uint(response + HEAD_AT + 4, status, 4);
	return PAYLOAD_AT + payload_size;
}

size_t answer_frame(struct world *world, struct bytes body, bool is_local, uint8_t response[RESPONSE_FRAME_MAX])
{
	const uint16_t command = (uint16_t)get_uint(body.data, 2);
	const uint16_t id = (uint16_t)get_uint(body.data + 2, 2);
	const struct bytes payload = { body.data + EVLOCK_REQUEST_HEAD_SIZE, body.size - EVLOCK_REQUEST_HEAD_SIZE };
	struct writer out = { .data = response + PAYLOAD_AT, .capacity = EVLOCK_RESPONSE_MAX };
	const struct outcome outcome = run_command(world, command, is_local, payload, &out);

	return finish(command, id, outcome.status, out.size, response);
}

size_t answer_lost(struct outcome outcome, uint8_t response[RESPONSE_FRAME_MAX])
{
	set_uint(response + PAYLOAD_AT, outcome.check, EVLOCK_ERROR_PAYLOAD_SIZE);
	return finish(0, 0, outcome.status, EVLOCK_ERROR_PAYLOAD_SIZE, response);
}
