/* SPDX-License-Identifier: Apache-2.0 */
/* As much of GlobalPlatform's Internal Core API as entry.c and platform/tee.c use, for a test of them without a TEE. */
#ifndef EVLOCK_TEST_TEE_INTERNAL_API_H
#define EVLOCK_TEST_TEE_INTERNAL_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t TEE_Result;
#define TEE_SUCCESS 0x00000000
#define TEE_ERROR_CORRUPT_OBJECT 0xf0100001
#define TEE_ERROR_GENERIC 0xffff0000
#define TEE_ERROR_BAD_PARAMETERS 0xffff0006
#define TEE_ERROR_ITEM_NOT_FOUND 0xffff0008
#define TEE_ERROR_SHORT_BUFFER 0xffff0010

#define TEE_NUM_PARAMS 4
#define TEE_PARAM_TYPE_NONE 0
#define TEE_PARAM_TYPE_VALUE_OUTPUT 2
#define TEE_PARAM_TYPE_MEMREF_INPUT 5
#define TEE_PARAM_TYPE_MEMREF_OUTPUT 6
#define TEE_PARAM_TYPE_MEMREF_INOUT 7
#define TEE_PARAM_TYPES(t0, t1, t2, t3) ((t0) | (t1) << 4 | (t2) << 8 | (t3) << 12)

typedef union {
	struct {
		void *buffer;
		size_t size;
	} memref;
	struct {
		uint32_t a, b;
	} value;
} TEE_Param;

typedef struct {
	uint32_t timeLow;
	uint16_t timeMid;
	uint16_t timeHiAndVersion;
	uint8_t clockSeqAndNode[8];
} TEE_UUID;

#define TEE_LOGIN_PUBLIC 0x00000000
#define TEE_LOGIN_GROUP 0x00000002

typedef struct {
	uint32_t login;
	TEE_UUID uuid;
} TEE_Identity;

typedef struct {
	uint32_t seconds;
	uint32_t millis;
} TEE_Time;

typedef struct {
	size_t dataSize;
} TEE_ObjectInfo;

typedef const char *TEE_PropSetHandle;
#define TEE_PROPSET_CURRENT_CLIENT "client"
#define TEE_PROPSET_TEE_IMPLEMENTATION "implementation"

typedef struct object *TEE_ObjectHandle;
#define TEE_HANDLE_NULL NULL
#define TEE_STORAGE_PRIVATE 1
#define TEE_DATA_FLAG_ACCESS_READ 0x1
#define TEE_DATA_FLAG_ACCESS_WRITE 0x2
#define TEE_DATA_FLAG_ACCESS_WRITE_META 0x4
#define TEE_DATA_FLAG_OVERWRITE 0x400

TEE_Result TEE_GetPropertyAsIdentity(TEE_PropSetHandle set, const char *name, TEE_Identity *value);
TEE_Result TEE_GetPropertyAsUUID(TEE_PropSetHandle set, const char *name, TEE_UUID *value);
void TEE_GetSystemTime(TEE_Time *time);
void TEE_GenerateRandom(void *buffer, size_t size);
void TEE_Panic(TEE_Result code);
void TEE_MemMove(void *to, const void *from, size_t size);
int32_t TEE_MemCompare(const void *left, const void *right, size_t size);
TEE_Result TEE_OpenPersistentObject(uint32_t storage, const void *id, size_t id_size, uint32_t flags,
				    TEE_ObjectHandle *object);
TEE_Result TEE_CreatePersistentObject(uint32_t storage, const void *id, size_t id_size, uint32_t flags,
				      TEE_ObjectHandle attributes, const void *data, size_t size,
				      TEE_ObjectHandle *object);
TEE_Result TEE_GetObjectInfo1(TEE_ObjectHandle object, TEE_ObjectInfo *information);
TEE_Result TEE_ReadObjectData(TEE_ObjectHandle object, void *buffer, size_t size, size_t *count);
void TEE_CloseObject(TEE_ObjectHandle object);

TEE_Result TA_CreateEntryPoint(void);
void TA_DestroyEntryPoint(void);
TEE_Result TA_OpenSessionEntryPoint(uint32_t types, TEE_Param parameters[TEE_NUM_PARAMS], void **session);
void TA_CloseSessionEntryPoint(void *session);
TEE_Result TA_InvokeCommandEntryPoint(void *session, uint32_t command, uint32_t types,
				      TEE_Param parameters[TEE_NUM_PARAMS]);

#endif
