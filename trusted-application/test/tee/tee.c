/* SPDX-License-Identifier: Apache-2.0 */
/* A TEE in memory: two objects, a client, a clock. */
#include "tee.h"

#include <stdlib.h>

#define OBJECTS 4
#define OBJECT_SIZE 8192

struct object {
	char id[64];
	size_t id_size;
	uint8_t data[OBJECT_SIZE];
	size_t size;
	TEE_Result broken;
};

const uint8_t __text_start[64] = { 1 };
struct tee tee;

static struct object objects[OBJECTS];
static uint8_t next_random;

static struct object *find(const void *id, size_t id_size)
{
	for (size_t index = 0; index < OBJECTS; index++)
		if (objects[index].id_size == id_size && memcmp(objects[index].id, id, id_size) == 0)
			return &objects[index];
	return NULL;
}

void tee_forget(const char *id)
{
	struct object *object = find(id, strlen(id) + 1);

	if (object)
		memset(object, 0, sizeof(*object));
}

void tee_break(const char *id, TEE_Result result)
{
	struct object *object = find(id, strlen(id) + 1);

	if (object)
		object->broken = result;
}

TEE_Result TEE_GetPropertyAsIdentity(TEE_PropSetHandle set, const char *name, TEE_Identity *value)
{
	if (strcmp(set, TEE_PROPSET_CURRENT_CLIENT) != 0 || strcmp(name, "gpd.client.identity") != 0)
		return TEE_ERROR_ITEM_NOT_FOUND;
	*value = tee.client;
	return tee.client_result;
}

TEE_Result TEE_GetPropertyAsUUID(TEE_PropSetHandle set, const char *name, TEE_UUID *value)
{
	if (strcmp(set, TEE_PROPSET_TEE_IMPLEMENTATION) != 0 || strcmp(name, "gpd.tee.deviceID") != 0)
		return TEE_ERROR_ITEM_NOT_FOUND;
	memset(value, 7, sizeof(*value));
	return TEE_SUCCESS;
}

void TEE_GetSystemTime(TEE_Time *time)
{
	*time = (TEE_Time){ 5, 250 };
}

/* Good enough to blind with; no key is made here. */
void TEE_GenerateRandom(void *buffer, size_t size)
{
	uint8_t *bytes = buffer;

	for (size_t index = 0; index < size; index++)
		bytes[index] = next_random++;
}

void TEE_Panic(TEE_Result code)
{
	(void)code;
	if (tee.after_panic)
		longjmp(*tee.after_panic, 1);
	abort();
}

void TEE_MemMove(void *to, const void *from, size_t size)
{
	memmove(to, from, size);
}

int32_t TEE_MemCompare(const void *left, const void *right, size_t size)
{
	return memcmp(left, right, size);
}

TEE_Result TEE_OpenPersistentObject(uint32_t storage, const void *id, size_t id_size, uint32_t flags,
				    TEE_ObjectHandle *object)
{
	*object = find(id, id_size);
	if (storage != TEE_STORAGE_PRIVATE || flags != TEE_DATA_FLAG_ACCESS_READ)
		return TEE_ERROR_BAD_PARAMETERS;
	return *object ? (*object)->broken : TEE_ERROR_ITEM_NOT_FOUND;
}

TEE_Result TEE_CreatePersistentObject(uint32_t storage, const void *id, size_t id_size, uint32_t flags,
				      TEE_ObjectHandle attributes, const void *data, size_t size,
				      TEE_ObjectHandle *object)
{
	struct object *made = find(id, id_size);

	(void)attributes;
	if (storage != TEE_STORAGE_PRIVATE || !(flags & TEE_DATA_FLAG_OVERWRITE) || size > OBJECT_SIZE || tee.is_full)
		return TEE_ERROR_GENERIC;
	for (size_t index = 0; !made && index < OBJECTS; index++)
		if (objects[index].id_size == 0)
			made = &objects[index];
	if (!made || id_size > sizeof(made->id))
		return TEE_ERROR_GENERIC;
	memcpy(made->id, id, id_size);
	made->id_size = id_size;
	memcpy(made->data, data, size);
	made->size = size;
	*object = made;
	return TEE_SUCCESS;
}

TEE_Result TEE_GetObjectInfo1(TEE_ObjectHandle object, TEE_ObjectInfo *information)
{
	information->dataSize = object->size;
	return TEE_SUCCESS;
}

TEE_Result TEE_ReadObjectData(TEE_ObjectHandle object, void *buffer, size_t size, size_t *count)
{
	*count = size < object->size ? size : object->size;
	memcpy(buffer, object->data, *count);
	return TEE_SUCCESS;
}

void TEE_CloseObject(TEE_ObjectHandle object)
{
	(void)object;
}
