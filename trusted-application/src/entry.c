/* SPDX-License-Identifier: Apache-2.0 */
/* The entry points of GlobalPlatform: they copy what the caller shares, have it processed, and return the answer. */
#include <tee_internal_api.h>

#include "commands.h"
#include "generated/console.h"
#include "secrets.h"

#define SESSION_TYPES \
	TEE_PARAM_TYPES(TEE_PARAM_TYPE_NONE, TEE_PARAM_TYPE_NONE, TEE_PARAM_TYPE_NONE, TEE_PARAM_TYPE_NONE)
#define PARAMETER_TYPES \
	TEE_PARAM_TYPES(TEE_PARAM_TYPE_MEMREF_INPUT, TEE_PARAM_TYPE_MEMREF_OUTPUT, TEE_PARAM_TYPE_VALUE_OUTPUT, \
			TEE_PARAM_TYPE_NONE)

/* The TA is a single instance: one command at a time, for all sessions. */
static struct world world;
static uint8_t request[REQUEST_MAX];
static uint8_t response[EVLOCK_RESPONSE_MAX];

/* What a session points to says which kind it is. */
static char meter_session;
static char console_session;

TEE_Result TA_CreateEntryPoint(void)
{
	world_start(&world);
	return TEE_SUCCESS;
}

void TA_DestroyEntryPoint(void)
{
	world_end(&world);
}

/* Whether the kernel vouches that the client is of the group EVLOCK_CONSOLE_GROUP. */
static bool is_console(void)
{
	static const TEE_UUID console = EVLOCK_CONSOLE_CLIENT_UUID;
	TEE_Identity client;

	if (TEE_GetPropertyAsIdentity(TEE_PROPSET_CURRENT_CLIENT, "gpd.client.identity", &client) != TEE_SUCCESS)
		return false;
	return client.login == TEE_LOGIN_GROUP && TEE_MemCompare(&client.uuid, &console, sizeof(console)) == 0;
}

TEE_Result TA_OpenSessionEntryPoint(uint32_t types, TEE_Param parameters[TEE_NUM_PARAMS], void **session)
{
	(void)parameters;
	if (types != SESSION_TYPES)
		return TEE_ERROR_BAD_PARAMETERS;
	*session = is_console() ? &console_session : &meter_session;
	return TEE_SUCCESS;
}

void TA_CloseSessionEntryPoint(void *session)
{
	(void)session;
}

TEE_Result TA_InvokeCommandEntryPoint(void *session, uint32_t command, uint32_t types,
				      TEE_Param parameters[TEE_NUM_PARAMS])
{
	struct writer out = { .data = response, .capacity = sizeof(response) };
	struct outcome outcome;
	size_t size;
	size_t copied;

	if (types != PARAMETER_TYPES)
		return TEE_ERROR_BAD_PARAMETERS;
	if (parameters[1].memref.size < sizeof(response)) {
		parameters[1].memref.size = sizeof(response);
		return TEE_ERROR_SHORT_BUFFER;
	}
	/* Copied before it is checked: the normal world can write to it at any time. Input that is too large is never read. */
	size = parameters[0].memref.size;
	copied = size <= sizeof(request) ? size : 0;
	if (copied > 0)
		TEE_MemMove(request, parameters[0].memref.buffer, copied);
	outcome = run_command(&world, command, session == &console_session, (struct bytes){ request, size }, &out);
	TEE_MemMove(parameters[1].memref.buffer, response, out.size);
	parameters[1].memref.size = out.size;
	parameters[2].value.a = outcome.status;
	parameters[2].value.b = outcome.check;
	wipe(request, copied);
	wipe(response, out.size);
	return TEE_SUCCESS;
}
