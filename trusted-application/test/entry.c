/* SPDX-License-Identifier: Apache-2.0 */
/* The entry points and the platform of the TEE, on a TEE in memory. Names each promise that does not hold. */
#include <stdio.h>

#include "../src/commands.h"
#include "../src/generated/console.h"
/* With what it remembers, which a new instance does not. */
#include "../src/platform/tee.c"
#include "tee/tee.h"

#define TYPES TEE_PARAM_TYPES(TEE_PARAM_TYPE_MEMREF_INPUT, TEE_PARAM_TYPE_MEMREF_OUTPUT, TEE_PARAM_TYPE_VALUE_OUTPUT, 0)

static int broken;

#define EXPECT(holds) \
	do { \
		if (!(holds)) { \
			(void)printf("line %d: %s\n", __LINE__, #holds); \
			broken = 1; \
		} \
	} while (0)

static uint8_t shared_in[32768];
static uint8_t shared_out[EVLOCK_RESPONSE_MAX];
static TEE_Param parameters[TEE_NUM_PARAMS];

static TEE_Result call(void *session, uint32_t command, uint32_t types, size_t in_size, size_t out_size)
{
	memset(parameters, 0, sizeof(parameters));
	parameters[0].memref.buffer = in_size > 0 ? shared_in : NULL;
	parameters[0].memref.size = in_size;
	parameters[1].memref.buffer = shared_out;
	parameters[1].memref.size = out_size;
	parameters[2].value.a = 77;
	return TA_InvokeCommandEntryPoint(session, command, types, parameters);
}

static uint32_t status_of(void *session, uint32_t command, size_t in_size)
{
	EXPECT(call(session, command, TYPES, in_size, sizeof(shared_out)) == TEE_SUCCESS);
	return parameters[2].value.a;
}

static void *open_session(uint32_t login, const TEE_UUID *uuid)
{
	void *session = NULL;

	tee.client = (TEE_Identity){ login, *uuid };
	EXPECT(TA_OpenSessionEntryPoint(0, parameters, &session) == TEE_SUCCESS);
	return session;
}

static void check_parameters(void *session)
{
	void *none = NULL;

	EXPECT(TA_OpenSessionEntryPoint(TEE_PARAM_TYPE_VALUE_OUTPUT, parameters, &none) == TEE_ERROR_BAD_PARAMETERS);
	EXPECT(!none);
	EXPECT(call(session, EVLOCK_COMMAND_INFO, 0, 0, sizeof(shared_out)) == TEE_ERROR_BAD_PARAMETERS);
	EXPECT(call(session, EVLOCK_COMMAND_INFO, TYPES | TEE_PARAM_TYPE_VALUE_OUTPUT << 12, 0, sizeof(shared_out)) ==
	       TEE_ERROR_BAD_PARAMETERS);
	EXPECT(call(session, EVLOCK_COMMAND_INFO,
		    TEE_PARAM_TYPES(TEE_PARAM_TYPE_MEMREF_INOUT, TEE_PARAM_TYPE_MEMREF_OUTPUT, TEE_PARAM_TYPE_VALUE_OUTPUT, 0),
		    0, sizeof(shared_out)) == TEE_ERROR_BAD_PARAMETERS);
	EXPECT(parameters[2].value.a == 77);
	EXPECT(call(session, EVLOCK_COMMAND_INFO, TYPES, 0, sizeof(shared_out) - 1) == TEE_ERROR_SHORT_BUFFER);
	EXPECT(parameters[1].memref.size == EVLOCK_RESPONSE_MAX && parameters[2].value.a == 77);
}

static void check_commands(void *session)
{
	EXPECT(status_of(session, EVLOCK_COMMAND_INFO, 0) == EVLOCK_STATUS_OK);
	EXPECT(parameters[1].memref.size == EVLOCK_LAYOUT_INFO_OUT_SIZE);
	EXPECT(shared_out[EVLOCK_LAYOUT_INFO_OUT_SECURITY_CLASS_AT] == EVLOCK_SECURITY_CLASS_QEMU);
	EXPECT(status_of(session, EVLOCK_COMMAND_INFO, 1) == EVLOCK_STATUS_INVALID_INPUT);
	EXPECT(parameters[1].memref.size == EVLOCK_ERROR_PAYLOAD_SIZE);
	EXPECT(status_of(session, EVLOCK_COMMAND_INFO, REQUEST_MAX + 1) == EVLOCK_STATUS_INPUT_TOO_LARGE);
	EXPECT(status_of(session, EVLOCK_COMMAND_INFO, sizeof(shared_in)) == EVLOCK_STATUS_INPUT_TOO_LARGE);
	EXPECT(status_of(session, 0x10001, 0) == EVLOCK_STATUS_COMMAND_UNKNOWN);
	EXPECT(status_of(session, EVLOCK_COMMAND_ATTEST, 64) == EVLOCK_STATUS_NOT_PROVISIONED);
}

/* Only members of the group are at the console: not another group, nor another login with the same UUID. */
static void check_console(void)
{
	const TEE_UUID console = EVLOCK_CONSOLE_CLIENT_UUID;
	TEE_UUID other = console;

	other.clockSeqAndNode[7] ^= 1;
	EXPECT(status_of(open_session(TEE_LOGIN_GROUP, &console), EVLOCK_COMMAND_PROVISION, 1) == EVLOCK_STATUS_INVALID_INPUT);
	EXPECT(status_of(open_session(TEE_LOGIN_GROUP, &other), EVLOCK_COMMAND_PROVISION, 1) ==
	       EVLOCK_STATUS_COMMAND_NOT_AUTHORIZED);
	EXPECT(parameters[2].value.b == EVLOCK_CHECK_LOCAL_CONSOLE);
	EXPECT(status_of(open_session(TEE_LOGIN_PUBLIC, &console), EVLOCK_COMMAND_RESTORE, 1) ==
	       EVLOCK_STATUS_COMMAND_NOT_AUTHORIZED);
	tee.client_result = TEE_ERROR_GENERIC;
	EXPECT(status_of(open_session(TEE_LOGIN_GROUP, &console), EVLOCK_COMMAND_BIND_PASSKEY, 1) ==
	       EVLOCK_STATUS_COMMAND_NOT_AUTHORIZED);
	tee.client_result = TEE_SUCCESS;
}

static uint32_t restarted_status(void *session)
{
	TA_DestroyEntryPoint();
	has_stored = false;
	EXPECT(TA_CreateEntryPoint() == TEE_SUCCESS);
	return status_of(session, EVLOCK_COMMAND_INFO, 0);
}

static uint64_t boot_count(void)
{
	return get_uint(shared_out + EVLOCK_LAYOUT_INFO_OUT_BOOT_COUNT_AT, 4);
}

/* Whether it takes the instance with it that nothing can be stored any more. */
static bool panics_when_full(void)
{
	static const uint8_t content[] = { 1 };
	jmp_buf after_panic;
	volatile bool panicked = true;

	tee.is_full = true;
	tee.after_panic = &after_panic;
	if (setjmp(after_panic) == 0) {
		(void)platform_store(content, sizeof(content));
		panicked = false;
	}
	tee.is_full = false;
	tee.after_panic = NULL;
	return panicked;
}

static void check_storage(void *session)
{
	EXPECT(restarted_status(session) == EVLOCK_STATUS_OK && boot_count() == 2);
	tee_break("evlock state", TEE_ERROR_CORRUPT_OBJECT);
	EXPECT(restarted_status(session) == EVLOCK_STATUS_STORAGE_DAMAGED);
	EXPECT(parameters[1].memref.size == EVLOCK_ERROR_PAYLOAD_SIZE);
	tee_break("evlock state", TEE_SUCCESS);
	EXPECT(restarted_status(session) == EVLOCK_STATUS_OK && boot_count() == 3);
	tee.is_full = true;
	EXPECT(restarted_status(session) == EVLOCK_STATUS_STORAGE_DAMAGED);
	tee.is_full = false;
	EXPECT(restarted_status(session) == EVLOCK_STATUS_OK && boot_count() == 4);
	EXPECT(panics_when_full());
	EXPECT(restarted_status(session) == EVLOCK_STATUS_OK && boot_count() == 5);
	/* Gone, and the sign says that there was one: never a new device by itself. */
	tee_forget("evlock state");
	EXPECT(restarted_status(session) == EVLOCK_STATUS_STORAGE_DAMAGED);
	EXPECT(restarted_status(session) == EVLOCK_STATUS_STORAGE_DAMAGED);
}

int main(void)
{
	const TEE_UUID nobody = { 0 };
	void *session;

	EXPECT(TA_CreateEntryPoint() == TEE_SUCCESS);
	session = open_session(TEE_LOGIN_PUBLIC, &nobody);
	check_parameters(session);
	check_commands(session);
	check_console();
	check_storage(session);
	TA_CloseSessionEntryPoint(session);
	return broken;
}
