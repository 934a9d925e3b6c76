/* SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../hash.h"
#include "../state.h"

#define PATH_SIZE 4096

static const char *serial = "";
static const char *folder;
static double speed = 1;
static bool clock_is_set;
static uint64_t clock_ms;
static enum native_random random_source = RANDOM_REAL;
static uint8_t random_seed[32];
static uint32_t random_block;
static uint8_t random_rest[HASH_SIZE];
static size_t random_left;
static uint8_t memory[STATE_ENCODED_MAX];
static size_t memory_size;
static uint32_t writes_allowed = UINT32_MAX;
static uint32_t writes;

void native_set_serial(const char *value)
{
	serial = value;
}

void native_set_folder(const char *path)
{
	folder = path;
}

void native_set_speed(double value)
{
	speed = value;
}

void native_set_clock(uint64_t milliseconds)
{
	clock_is_set = true;
	clock_ms = milliseconds;
}

void native_set_random(enum native_random source, const uint8_t seed[32])
{
	random_source = source;
	random_block = 0;
	random_left = 0;
	memcpy(random_seed, seed, sizeof(random_seed));
}

void native_fail_writes_after(uint32_t allowed)
{
	writes_allowed = allowed;
}

struct bytes native_memory(void)
{
	return (struct bytes){ memory, memory_size };
}

void native_set_memory(struct bytes content)
{
	memory_size = content.size < sizeof(memory) ? content.size : sizeof(memory);
	if (memory_size > 0)
		memcpy(memory, content.data, memory_size);
}

uint32_t native_writes(void)
{
	return writes;
}

uint64_t platform_monotonic_ms(void)
{
	struct timespec now;

	if (clock_is_set)
		return clock_ms;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)(((double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6) * speed);
}

static bool seeded(uint8_t *bytes, size_t size)
{
	for (size_t index = 0; index < size; index++) {
		if (random_left == 0) {
			uint8_t counter[4];
			const struct bytes parts[] = { { random_seed, sizeof(random_seed) }, { counter, sizeof(counter) } };

			set_uint(counter, random_block++, sizeof(counter));
			if (!sha256_of(parts, 2, random_rest))
				return false;
			random_left = sizeof(random_rest);
		}
		bytes[index] = random_rest[sizeof(random_rest) - random_left--];
	}
	return true;
}

bool platform_random(uint8_t *bytes, size_t size)
{
	switch (random_source) {
	case RANDOM_SEEDED:
		return seeded(bytes, size);
	case RANDOM_STUCK:
		memset(bytes, 0, size);
		return true;
	case RANDOM_FAILING:
		return false;
	default:
		return getrandom(bytes, size, 0) == (ssize_t)size;
	}
}

static void path_of(const char *name, char path[PATH_SIZE])
{
	(void)snprintf(path, PATH_SIZE, "%s/%s", folder, name);
}

static enum platform_object load_file(uint8_t *content, size_t capacity, size_t *size)
{
	char path[PATH_SIZE];
	ssize_t count;
	int file;

	path_of("secure-storage.bin", path);
	file = open(path, O_RDONLY);
	if (file < 0)
		return errno == ENOENT ? OBJECT_NONE : OBJECT_DAMAGED;
	count = read(file, content, capacity);
	(void)close(file);
	if (count < 0)
		return OBJECT_DAMAGED;
	*size = (size_t)count;
	return OBJECT_FOUND;
}

enum platform_object platform_load(uint8_t *content, size_t capacity, size_t *size)
{
	if (folder)
		return load_file(content, capacity, size);
	if (memory_size == 0)
		return OBJECT_NONE;
	if (memory_size > capacity)
		return OBJECT_DAMAGED;
	memcpy(content, memory, memory_size);
	*size = memory_size;
	return OBJECT_FOUND;
}

static bool store_file(const uint8_t *content, size_t size)
{
	char path[PATH_SIZE];
	char temporary[PATH_SIZE];
	bool stored;
	int file;

	path_of("secure-storage.bin", path);
	path_of("secure-storage.new", temporary);
	file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0)
		return false;
	stored = write(file, content, size) == (ssize_t)size && fsync(file) == 0;
	stored = close(file) == 0 && stored;
	return stored && rename(temporary, path) == 0;
}

bool platform_store(const uint8_t *content, size_t size)
{
	if (writes_allowed == 0)
		return false;
	if (writes_allowed != UINT32_MAX)
		writes_allowed--;
	writes++;
	if (folder)
		return store_file(content, size);
	native_set_memory((struct bytes){ content, size });
	return true;
}

void platform_log(const char *line)
{
	(void)fprintf(stderr, "%s\n", line);
}

_Noreturn void platform_panic(void)
{
	abort();
}

uint8_t platform_security_class(void)
{
	return EVLOCK_SECURITY_CLASS_EMULATOR;
}

/* What the emulator names itself: like it, this vouches for nothing. */
bool platform_code_hash(uint8_t hash[HASH_SIZE])
{
	static const uint8_t name[] = "evlock emulator v1";
	const struct bytes whole = { name, sizeof(name) - 1 };

	return sha256_of(&whole, 1, hash);
}

size_t platform_serial(uint8_t *out, size_t capacity)
{
	size_t size = strlen(serial);

	if (size > capacity)
		size = capacity;
	memcpy(out, serial, size);
	return size;
}
