/* SPDX-License-Identifier: Apache-2.0 */
#include "randomness.h"

#include "platform.h"
#include "secrets.h"

#define SEGMENT_SIZE 32

/* A sound source repeats a byte seven times in a row about once in 10^14 samples. */
static size_t longest_run(const uint8_t *bytes)
{
	size_t longest = 1;
	size_t run = 1;

	for (size_t index = 1; index < EVLOCK_RANDOM_TEST_SIZE; index++) {
		run = bytes[index] == bytes[index - 1] ? run + 1 : 1;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static size_t most_frequent(const uint8_t *bytes)
{
	uint16_t counts[256] = { 0 };
	size_t most = 0;

	for (size_t index = 0; index < EVLOCK_RANDOM_TEST_SIZE; index++) {
		uint16_t count = ++counts[bytes[index]];

		most = count > most ? count : most;
	}
	return most;
}

static bool has_equal_segments(const uint8_t *bytes)
{
	for (size_t left = 0; left < EVLOCK_RANDOM_TEST_SIZE; left += SEGMENT_SIZE)
		for (size_t right = left + SEGMENT_SIZE; right < EVLOCK_RANDOM_TEST_SIZE; right += SEGMENT_SIZE)
			if (same_bytes(bytes + left, bytes + right, SEGMENT_SIZE))
				return true;
	return false;
}

struct outcome check_randomness(void)
{
	uint8_t bytes[EVLOCK_RANDOM_TEST_SIZE];
	bool sound = platform_random(bytes, sizeof(bytes)) && longest_run(bytes) <= EVLOCK_RANDOM_REPEATS_MAX &&
		     most_frequent(bytes) <= EVLOCK_RANDOM_PROPORTION_MAX && !has_equal_segments(bytes);

	wipe(bytes, sizeof(bytes));
	return sound ? DONE : REFUSED(RANDOMNESS_FAULT, NONE);
}
