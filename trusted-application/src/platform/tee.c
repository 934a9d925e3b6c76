/* SPDX-License-Identifier: Apache-2.0 */
/* OP-TEE, by the GlobalPlatform Internal Core API. */
#include <tee_internal_api.h>
#include <trace.h>

#include "../hash.h"
#include "../platform.h"

#ifndef EVLOCK_SECURITY_CLASS
#error "give the build a security class: EVLOCK_SECURITY_CLASS=1 (QEMU) or 2 (board)"
#endif

#define PANIC_CODE 0xe0e0e0e0

/* The state, and a sign that there is one: secure storage forgets an object whose files are altered. */
static const char state_name[] = "evlock state";
static const char sign_name[] = "evlock was here";

static bool has_stored;

/* From the kit's linker script. */
extern const uint8_t __text_start[];
extern const uint8_t __text_end[];

uint64_t platform_monotonic_ms(void)
{
	TEE_Time now;

	TEE_GetSystemTime(&now);
	return (uint64_t)now.seconds * 1000 + now.millis;
}

/* Panics when the source fails. */
bool platform_random(uint8_t *bytes, size_t size)
{
	TEE_GenerateRandom(bytes, size);
	return true;
}

static TEE_Result open_object(const char *name, size_t name_size, TEE_ObjectHandle *object)
{
	return TEE_OpenPersistentObject(TEE_STORAGE_PRIVATE, name, name_size, TEE_DATA_FLAG_ACCESS_READ, object);
}

/* Nothing stored, or something that is gone. */
static enum platform_object judge_missing(void)
{
	TEE_ObjectHandle object = TEE_HANDLE_NULL;
	TEE_Result result = open_object(sign_name, sizeof(sign_name), &object);

	if (result == TEE_SUCCESS)
		TEE_CloseObject(object);
	return result == TEE_ERROR_ITEM_NOT_FOUND ? OBJECT_NONE : OBJECT_DAMAGED;
}

enum platform_object platform_load(uint8_t *content, size_t capacity, size_t *size)
{
	TEE_ObjectHandle object = TEE_HANDLE_NULL;
	TEE_ObjectInfo information;
	TEE_Result result = open_object(state_name, sizeof(state_name), &object);

	if (result == TEE_ERROR_ITEM_NOT_FOUND)
		return judge_missing();
	if (result != TEE_SUCCESS)
		return OBJECT_DAMAGED;
	result = TEE_GetObjectInfo1(object, &information);
	if (result == TEE_SUCCESS && information.dataSize > capacity)
		result = TEE_ERROR_CORRUPT_OBJECT;
	if (result == TEE_SUCCESS)
		result = TEE_ReadObjectData(object, content, information.dataSize, size);
	TEE_CloseObject(object);
	return result == TEE_SUCCESS && *size == information.dataSize ? OBJECT_FOUND : OBJECT_DAMAGED;
}

/* Creates the object or replaces it whole; GlobalPlatform makes that atomic. */
static bool store(const char *name, size_t name_size, const void *content, size_t size)
{
	const uint32_t flags = TEE_DATA_FLAG_ACCESS_READ | TEE_DATA_FLAG_ACCESS_WRITE | TEE_DATA_FLAG_ACCESS_WRITE_META |
			       TEE_DATA_FLAG_OVERWRITE;
	TEE_ObjectHandle object = TEE_HANDLE_NULL;

	if (TEE_CreatePersistentObject(TEE_STORAGE_PRIVATE, name, name_size, flags, TEE_HANDLE_NULL, content, size,
				       &object) != TEE_SUCCESS)
		return false;
	TEE_CloseObject(object);
	return true;
}

/* The sign once per device and before the first state is relied on; an instance looks for it once. */
static bool store_sign(void)
{
	TEE_ObjectHandle object = TEE_HANDLE_NULL;

	if (open_object(sign_name, sizeof(sign_name), &object) == TEE_SUCCESS) {
		TEE_CloseObject(object);
		return true;
	}
	return store(sign_name, sizeof(sign_name), sign_name, sizeof(sign_name));
}

/* An instance that could store and now cannot ends: the next one goes on from what is stored, once there is storage again. */
bool platform_store(const uint8_t *content, size_t size)
{
	if (!store(state_name, sizeof(state_name), content, size)) {
		if (has_stored)
			platform_panic();
		return false;
	}
	has_stored = has_stored || store_sign();
	return has_stored;
}

void platform_log(const char *line)
{
	EMSG("%s", line);
}

_Noreturn void platform_panic(void)
{
	TEE_Panic(PANIC_CODE);
	while (true)
		continue;
}

uint8_t platform_security_class(void)
{
	return EVLOCK_SECURITY_CLASS;
}

/* Of the instructions as they are in memory; OP-TEE checks the image around them before it starts them. */
bool platform_code_hash(uint8_t hash[HASH_SIZE])
{
	static uint8_t known[HASH_SIZE];
	static bool is_known;

	if (!is_known) {
		const struct bytes text = { __text_start, (size_t)(__text_end - __text_start) };

		is_known = sha256_of(&text, 1, known);
	}
	memcpy(hash, known, HASH_SIZE);
	return is_known;
}

size_t platform_serial(uint8_t *serial, size_t capacity)
{
	TEE_UUID device;

	if (capacity < sizeof(device) ||
	    TEE_GetPropertyAsUUID(TEE_PROPSET_TEE_IMPLEMENTATION, "gpd.tee.deviceID", &device) != TEE_SUCCESS)
		return 0;
	memcpy(serial, &device, sizeof(device));
	return sizeof(device);
}
