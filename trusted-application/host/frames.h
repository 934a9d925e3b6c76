/* SPDX-License-Identifier: Apache-2.0 */
/* The frames of section 1 of evlock_ta.h, as the bridge needs them: heads are read, payloads never. */
#ifndef EVLOCK_BRIDGE_FRAMES_H
#define EVLOCK_BRIDGE_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "evlock_ta.h"

struct request {
	uint16_t command;
	uint16_t id;
	const uint8_t *payload;
	size_t size;
};

struct response {
	uint16_t command;
	uint16_t id;
	uint32_t status;
	uint8_t payload[EVLOCK_RESPONSE_MAX];
	size_t size;
};

enum frame_state {
	FRAME_WHOLE,
	FRAME_INCOMPLETE,
	/* The stream can no longer be followed. */
	FRAME_TOO_LARGE,
	FRAME_TOO_SHORT,
};

/* Looks at the front of `bytes`; `used` is the size of a whole frame there. */
enum frame_state parse_request(const uint8_t *bytes, size_t size, struct request *request, size_t *used);

#define RESPONSE_FRAME_MAX (EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_RESPONSE_HEAD_SIZE + EVLOCK_RESPONSE_MAX)

/* Returns the size of the frame. */
size_t encode_response(const struct response *response, uint8_t frame[RESPONSE_FRAME_MAX]);

/* A response that holds a status and the check that failed. */
void refuse(struct response *response, uint32_t status, uint16_t check);

#endif
