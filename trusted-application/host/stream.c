/* SPDX-License-Identifier: Apache-2.0 */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "world.h"

static uint8_t in[EVLOCK_FRAME_LENGTH_SIZE + EVLOCK_FRAME_MAX];
static uint8_t out[RESPONSE_FRAME_MAX];
static struct response response;

/* Waits for something to read or for room to write. False: nobody is at the other end any more. */
static bool await_stream(int stream, short event)
{
	struct pollfd wait = { .fd = stream, .events = event };

	while (poll(&wait, 1, -1) < 0)
		if (errno != EINTR)
			return false;
	/* What was for one that has left must not wait for the next. */
	return event == POLLIN ? wait.revents & POLLIN : !(wait.revents & (POLLHUP | POLLERR | POLLNVAL));
}

static bool is_passing(ssize_t n)
{
	return n < 0 && (errno == EINTR || errno == EAGAIN);
}

static bool write_all(int stream, const uint8_t *bytes, size_t size)
{
	while (size) {
		ssize_t n = 0;

		if (!await_stream(stream, POLLOUT))
			return false;
		n = write(stream, bytes, size);
		if (is_passing(n))
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* An answer that nobody reads is dropped: its client received none of it, and the next client must not receive it. */
static void answer(int stream)
{
	(void)write_all(stream, out, encode_response(&response, out));
	/* The recovery phrase passes through here once; nothing of it may remain. */
	explicit_bzero(out, sizeof(out));
	explicit_bzero(&response, sizeof(response));
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
			answer(stream);
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

bool serve(int stream)
{
	ssize_t left = 0;

	while (left >= 0 && await_stream(stream, POLLIN)) {
		ssize_t n = read(stream, in + left, sizeof(in) - (size_t)left);

		if (is_passing(n))
			continue;
		if (n <= 0)
			break;
		left = answer_frames(stream, (size_t)left + (size_t)n);
	}
	explicit_bzero(in, sizeof(in));
	return left >= 0;
}
