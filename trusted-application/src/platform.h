/* SPDX-License-Identifier: Apache-2.0 */
/* All that the core asks of what it runs on: platform/tee.c on OP-TEE, platform/native.c in tests. */
#ifndef EVLOCK_PLATFORM_H
#define EVLOCK_PLATFORM_H

#include "bytes.h"
#include "evlock_ta.h"

/* Milliseconds since some moment; never goes back while the instance lives. */
uint64_t platform_monotonic_ms(void);

/* Bytes fit for keys. False: the source failed. */
bool platform_random(uint8_t *bytes, size_t size);

enum platform_object {
	OBJECT_FOUND,
	/* Nothing was ever stored here. */
	OBJECT_NONE,
	/* Altered, rolled back, of another device, or gone although there was one. */
	OBJECT_DAMAGED,
};

/* The one object that is kept: what was stored last, whole. */
enum platform_object platform_load(uint8_t *content, size_t capacity, size_t *size);
/* Old content or new content, whatever happens in between; durable when it returns true. */
bool platform_store(const uint8_t *content, size_t size);

/* A log line for the operator of the device; never with a secret in it. */
void platform_log(const char *line);
/* Ends the instance: what should never happen has. */
_Noreturn void platform_panic(void);

/* EVLOCK_SECURITY_CLASS_* */
uint8_t platform_security_class(void);
/* Samples come by ADD_SAMPLES on every platform that there is: the normal world has the sensor. */
#define PLATFORM_SENSOR_CLASS EVLOCK_SENSOR_CLASS_NORMAL_WORLD
/* SHA-256 of the code that runs. */
bool platform_code_hash(uint8_t hash[HASH_SIZE]);
/* What tells this device from every other; its length, 0 where there is none. */
size_t platform_serial(uint8_t *serial, size_t capacity);

#define PLATFORM_SERIAL_MAX 64

#endif
