/* SPDX-License-Identifier: Apache-2.0 */
#include "commands.h"

struct command {
	uint16_t number;
	/* Refused in every session but one of the provisioning socket. */
	bool local_only;
	command_handler *handler;
};

static const struct command commands[] = {
	{ EVLOCK_COMMAND_INFO, false, info },
	{ EVLOCK_COMMAND_PROVISION, true, provision },
	{ EVLOCK_COMMAND_RESTORE, true, restore },
	{ EVLOCK_COMMAND_BIND_PASSKEY, true, bind_passkey },
	{ EVLOCK_COMMAND_BIND_FURTHER_PASSKEY, false, bind_further_passkey },
	{ EVLOCK_COMMAND_LIST_PASSKEYS, false, list_passkeys },
	{ EVLOCK_COMMAND_REMOVE_PASSKEY, false, remove_passkey },
	{ EVLOCK_COMMAND_MIGRATE, true, migrate },
	{ EVLOCK_COMMAND_AUTHORIZE_MANDATE, false, authorize_mandate },
	{ EVLOCK_COMMAND_REVOKE_MANDATE, false, revoke_mandate },
	{ EVLOCK_COMMAND_SELF_TEST_RESULT, false, self_test_result },
	{ EVLOCK_COMMAND_SIGN_ORDER, false, sign_order },
	{ EVLOCK_COMMAND_LIST_MANDATES, false, list_mandates },
	{ EVLOCK_COMMAND_RELEASE_ORDER, false, release_order },
	{ EVLOCK_COMMAND_OPEN_DELIVERY, false, open_delivery },
	{ EVLOCK_COMMAND_NEXT_MARK, false, next_mark },
	{ EVLOCK_COMMAND_ADD_SAMPLES, false, add_samples },
	{ EVLOCK_COMMAND_PARTNER_RECEIPT, false, partner_receipt },
	{ EVLOCK_COMMAND_SIGN_RECEIPT, false, sign_receipt },
	{ EVLOCK_COMMAND_CLOSE_DELIVERY, false, close_delivery },
	{ EVLOCK_COMMAND_RECOVER, false, recover },
	{ EVLOCK_COMMAND_CLOSE_UNOPENED, false, close_unopened },
	{ EVLOCK_COMMAND_SIGN_READING, false, sign_reading },
	{ EVLOCK_COMMAND_SIGN_WITHDRAWAL, false, sign_withdrawal },
	{ EVLOCK_COMMAND_SIGN_REPLACE, false, sign_replace },
	{ EVLOCK_COMMAND_SIGN_CANCEL, false, sign_cancel },
	{ EVLOCK_COMMAND_ATTEST, false, attest },
	{ EVLOCK_COMMAND_SIGN_ENROLMENT, true, sign_enrolment },
	{ EVLOCK_COMMAND_SIGN_FORMER_WITHDRAWAL, false, sign_former_withdrawal },
};

static const struct command *find(uint32_t number)
{
	for (size_t index = 0; index < sizeof(commands) / sizeof(commands[0]); index++)
		if (commands[index].number == number)
			return &commands[index];
	return NULL;
}

static struct outcome run(struct world *world, uint32_t number, bool is_local, struct bytes request,
			  struct writer *response)
{
	const struct command *command = find(number);
	struct reader in = { request.data, request.size };

	if (!command)
		return REFUSED(COMMAND_UNKNOWN, NONE);
	if (command->local_only && !is_local)
		return REFUSED(COMMAND_NOT_AUTHORIZED, LOCAL_CONSOLE);
	if (world->is_damaged)
		return REFUSED(STORAGE_DAMAGED, NONE);
	if (request.size > REQUEST_MAX)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	world->is_local = is_local;
	TRY(command->handler(world, &in, response));
	return response->overflowed ? REFUSED(INTERNAL, NONE) : DONE;
}

struct outcome run_command(struct world *world, uint32_t command, bool is_local, struct bytes request,
			   struct writer *response)
{
	struct outcome outcome = run(world, command, is_local, request, response);

	if (succeeded(outcome))
		return outcome;
	/* Memory may be ahead of storage: nothing more is signed until a restart reads what is there. */
	if (outcome.status == EVLOCK_STATUS_STORAGE_DAMAGED)
		world->is_damaged = true;
	response->size = 0;
	response->overflowed = false;
	write_uint(response, outcome.check, EVLOCK_ERROR_PAYLOAD_SIZE);
	return outcome;
}
