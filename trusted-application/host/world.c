/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <stdio.h>
#include <string.h>

#include <tee_client_api.h>

#include "console.h"

static TEEC_Context context;
static TEEC_Session session;
static bool is_open;
static bool of_console;

/* Shared once for a session: sharing them again for each command takes four more calls of the secure world. */
static TEEC_SharedMemory request_memory = { .size = EVLOCK_FRAME_MAX, .flags = TEEC_MEM_INPUT };
static TEEC_SharedMemory response_memory = { .size = EVLOCK_RESPONSE_MAX, .flags = TEEC_MEM_OUTPUT };

static TEEC_Result share_memory(void)
{
	TEEC_Result result = TEEC_AllocateSharedMemory(&context, &request_memory);

	if (result)
		return result;
	result = TEEC_AllocateSharedMemory(&context, &response_memory);
	if (result)
		TEEC_ReleaseSharedMemory(&request_memory);
	return result;
}

bool world_open(bool console)
{
	const TEEC_UUID application = EVLOCK_TA_UUID;
	uint32_t group = EVLOCK_CONSOLE_GID;
	uint32_t login = console ? TEEC_LOGIN_GROUP : TEEC_LOGIN_PUBLIC;
	TEEC_Result result = 0;
	uint32_t origin = 0;

	of_console = console;
	result = TEEC_InitializeContext(NULL, &context);
	if (result) {
		fprintf(stderr, "evlock-bridge: no TEE: 0x%08x\n", result);
		return false;
	}
	result = TEEC_OpenSession(&context, &session, &application, login, console ? &group : NULL, NULL, &origin);
	if (result) {
		fprintf(stderr, "evlock-bridge: the trusted application does not open: 0x%08x, origin %u\n", result, origin);
		TEEC_FinalizeContext(&context);
		return false;
	}
	result = share_memory();
	if (result) {
		fprintf(stderr, "evlock-bridge: no shared memory: 0x%08x\n", result);
		TEEC_CloseSession(&session);
		TEEC_FinalizeContext(&context);
		return false;
	}
	is_open = true;
	return true;
}

void world_close(void)
{
	if (!is_open)
		return;
	TEEC_ReleaseSharedMemory(&response_memory);
	TEEC_ReleaseSharedMemory(&request_memory);
	TEEC_CloseSession(&session);
	TEEC_FinalizeContext(&context);
	is_open = false;
}

static TEEC_Result invoke(const struct request *request, struct response *response, TEEC_Operation *operation)
{
	uint32_t origin = 0;
	TEEC_Result result = 0;

	memset(operation, 0, sizeof(*operation));
	operation->paramTypes =
		TEEC_PARAM_TYPES(TEEC_MEMREF_PARTIAL_INPUT, TEEC_MEMREF_PARTIAL_OUTPUT, TEEC_VALUE_OUTPUT, TEEC_NONE);
	operation->params[0].memref = (TEEC_RegisteredMemoryReference){ &request_memory, request->size, 0 };
	operation->params[1].memref = (TEEC_RegisteredMemoryReference){ &response_memory, response_memory.size, 0 };
	memcpy(request_memory.buffer, request->payload, request->size);
	result = TEEC_InvokeCommand(&session, request->command, operation, &origin);
	if (result) {
		fprintf(stderr, "evlock-bridge: command 0x%04x: 0x%08x, origin %u\n", request->command, result, origin);
	} else {
		response->size = operation->params[1].memref.size;
		memcpy(response->payload, response_memory.buffer, response->size);
	}
	/* The recovery phrase is in one of them. */
	explicit_bzero(request_memory.buffer, request->size);
	explicit_bzero(response_memory.buffer, response_memory.size);
	return result;
}

void world_ask(const struct request *request, struct response *response)
{
	TEEC_Operation operation;
	TEEC_Result result = 0;

	response->command = request->command;
	response->id = request->id;
	if (!is_open && !world_open(of_console)) {
		refuse(response, EVLOCK_STATUS_INTERNAL, EVLOCK_CHECK_NONE);
		return;
	}
	result = invoke(request, response, &operation);
	if (result) {
		/* A panicked application answers no session that it had. */
		world_close();
		refuse(response, EVLOCK_STATUS_INTERNAL, EVLOCK_CHECK_NONE);
		return;
	}
	response->status = operation.params[2].value.a;
	if (response->status != EVLOCK_STATUS_OK)
		refuse(response, response->status, (uint16_t)operation.params[2].value.b);
}
