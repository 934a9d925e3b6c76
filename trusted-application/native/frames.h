/* SPDX-License-Identifier: Apache-2.0 */
/* Frames on a stream: section 1 of the header. */
#ifndef EVLOCK_FRAMES_H
#define EVLOCK_FRAMES_H

#include "../src/commands.h"

#define REQUEST_FRAME_MAX (EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_FRAME_MAX)
#define RESPONSE_FRAME_MAX (EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_RESPONSE_HEAD_SIZE + EVLOCK_RESPONSE_MAX)

enum frame {
	FRAME_WHOLE,
	/* More bytes are needed. */
	FRAME_BEGUN,
	/* The stream can no longer be followed. */
	FRAME_LOST,
};

/* Reads the front of `bytes`: the size of the whole frame including its length, or the outcome that ends the stream. */
enum frame find_frame(struct bytes bytes, size_t *size, struct outcome *outcome);
/* Answers a frame without its length, at least as long as the head; gives the size of the response frame. */
size_t answer_frame(struct world *world, struct bytes body, bool is_local, uint8_t response[RESPONSE_FRAME_MAX]);
/* The last response of a stream that can no longer be followed. */
size_t answer_lost(struct outcome outcome, uint8_t response[RESPONSE_FRAME_MAX]);

#endif
