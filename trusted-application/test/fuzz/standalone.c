/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drives a fuzz target where there is no libFuzzer: mutations of the seeds on stdin (u32 length | bytes, each), from a
 * fixed seed, so many times.
 *
 *   target RUNS SEED < seeds
 */
#include <stdio.h>

#include "fuzz.h"

#define INPUT_MAX 20000
#define SEEDS_MAX 256

static uint8_t storage[1 << 20];
static struct bytes seeds[SEEDS_MAX];
static size_t seed_count;
static uint8_t input[INPUT_MAX];
static uint32_t random_state;

/* xorshift32 */
static uint32_t below(uint32_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state % limit;
}

static void read_seeds(void)
{
	uint8_t length[4];
	size_t used = 0;

	while (seed_count < SEEDS_MAX && fread(length, 1, sizeof(length), stdin) == sizeof(length)) {
		const size_t size = (size_t)get_uint(length, sizeof(length));

		if (size > INPUT_MAX || size > sizeof(storage) - used || fread(storage + used, 1, size, stdin) != size)
			exit(2);
		seeds[seed_count++] = (struct bytes){ storage + used, size };
		used += size;
	}
}

/* Bytes set, flipped and put in from another seed; then perhaps cut. */
static size_t mutate(size_t size)
{
	for (uint32_t changes = below(6); changes > 0 && size > 0; changes--) {
		const uint32_t at = below((uint32_t)size);
		const struct bytes other = seeds[below((uint32_t)seed_count)];

		switch (below(4)) {
		case 0:
			input[at] = (uint8_t)below(256);
			break;
		case 1:
			input[at] ^= (uint8_t)(1u << below(8));
			break;
		case 2:
			input[at] = below(2) ? 0xff : 0;
			break;
		default:
			for (size_t index = 0; index < 16 && at + index < size && at + index < other.size; index++)
				input[at + index] = other.data[at + index];
		}
	}
	return below(4) == 0 ? below((uint32_t)size + 1) : size;
}

int main(int argc, char **argv)
{
	unsigned long runs;

	if (argc != 3)
		return 2;
	runs = strtoul(argv[1], NULL, 10);
	random_state = (uint32_t)strtoul(argv[2], NULL, 10);
	read_seeds();
	if (seed_count == 0 || random_state == 0)
		return 2;
	for (unsigned long run = 0; run < runs; run++) {
		const struct bytes seed = seeds[run % seed_count];
		uint8_t *exact;
		size_t size;

		memcpy(input, seed.data, seed.size);
		size = mutate(seed.size);
		/* Of its own size, so that the sanitizer sees a byte too far. */
		exact = malloc(size > 0 ? size : 1);
		if (!exact)
			return 2;
		memcpy(exact, input, size);
		(void)LLVMFuzzerTestOneInput(exact, size);
		free(exact);
	}
	(void)printf("%lu inputs\n", runs);
	return 0;
}
