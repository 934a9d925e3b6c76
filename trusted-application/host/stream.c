/* SPDX-License-Identifier: Apache-2.0 */
#include "stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "world.h"

static uint8_t in[EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_FRAME_MAX];
static uint8_t out[RESPONSE_FRAME_MAX];
static struct response response;

static bool write_all(int stream, const uint8_t *bytes, size_t size)
{
	while (size) {
		ssize_t n = write(stream, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

static bool answer(int stream)
{
	bool written = write_all(stream, out, encode_response(&response, out));

	/* The 24 words pass through here once; none of it is to stay. */
	explicit_bzero(out, sizeof(out));
	explicit_bzero(&response, sizeof(response));
	return written;
}

/* Answers every whole frame; how many bytes of the next one are left, or -1 when the stream is to be given up. */
static ssize_t answer_frames(int stream, size_t size)
{
	struct request request;
	size_t from = 0;
	size_t used = 0;

	for (;;) {
		switch (parse_request(in + from, size - from, &request, &used)) {
		case FRAME_WHOLE:
			world_ask(&request, &response);
			explicit_bzero(in + from, used);
			from += used;
			if (!answer(stream))
				return -1;
			break;
		case FRAME_INCOMPLETE:
			memmove(in, in + from, size - from);
			return (ssize_t)(size - from);
		case FRAME_TOO_LARGE:
			refuse(&response, EVLOCK_STATUS_INPUT_TOO_LARGE, EVLOCK_CHECK_NONE);
			answer(stream);
			return -1;
		case FRAME_TOO_SHORT:
			refuse(&response, EVLOCK_STATUS_INVALID_INPUT, EVLOCK_CHECK_NONE);
			answer(stream);
			return -1;
		}
	}
}

void serve(int stream)
{
	ssize_t left = 0;

	while (left >= 0) {
		ssize_t n = read(stream, in + left, sizeof(in) - (size_t)left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		left = answer_frames(stream, (size_t)left + (size_t)n);
	}
	explicit_bzero(in, sizeof(in));
}
