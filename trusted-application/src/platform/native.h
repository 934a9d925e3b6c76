/* SPDX-License-Identifier: Apache-2.0 */
/* A platform for tests on a development machine. It protects nothing: its evidence says emulator. */
#ifndef EVLOCK_NATIVE_H
#define EVLOCK_NATIVE_H

#include "../platform.h"

enum native_random {
	/* The kernel's. */
	RANDOM_REAL,
	/* SHA-256(seed | u32 counter), block after block: the same bytes in every run. */
	RANDOM_SEEDED,
	/* Always zero: a source that broke. */
	RANDOM_STUCK,
	/* A source that says that it broke. */
	RANDOM_FAILING,
};

void native_set_serial(const char *serial);
/* Where the state is kept: a folder, or memory when NULL. */
void native_set_folder(const char *folder);
/* How much faster than the wall the clock runs. */
void native_set_speed(double speed);
/* Stops the clock at this moment. */
void native_set_clock(uint64_t milliseconds);
/* Begins with the first block of `seed`, which is read with RANDOM_SEEDED only. */
void native_set_random(enum native_random source, const uint8_t seed[32]);
/* Lets this many writes succeed and every further one fail; UINT32_MAX: no failures. */
void native_fail_writes_after(uint32_t writes);
/* What is stored in memory; overwrites it when `content` is not NULL. */
struct bytes native_memory(void);
void native_set_memory(struct bytes content);
uint32_t native_writes(void);

#endif
