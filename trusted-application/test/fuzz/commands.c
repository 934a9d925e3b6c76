/* SPDX-License-Identifier: Apache-2.0 */
/* Every command's request: one byte chooses the command, the rest is the payload. On a device that is provisioned. */
#include "fuzz.h"

static const uint16_t numbers[] = {
	EVLOCK_COMMAND_INFO, EVLOCK_COMMAND_PROVISION, EVLOCK_COMMAND_RESTORE, EVLOCK_COMMAND_BIND_PASSKEY,
	EVLOCK_COMMAND_BIND_FURTHER_PASSKEY, EVLOCK_COMMAND_AUTHORIZE_MANDATE, EVLOCK_COMMAND_REVOKE_MANDATE,
	EVLOCK_COMMAND_SELF_TEST_RESULT, EVLOCK_COMMAND_SIGN_ORDER, EVLOCK_COMMAND_OPEN_DELIVERY,
	EVLOCK_COMMAND_NEXT_MARK, EVLOCK_COMMAND_ADD_SAMPLES, EVLOCK_COMMAND_PARTNER_RECEIPT,
	EVLOCK_COMMAND_SIGN_RECEIPT, EVLOCK_COMMAND_CLOSE_DELIVERY, EVLOCK_COMMAND_RECOVER,
	EVLOCK_COMMAND_SIGN_READING, EVLOCK_COMMAND_SIGN_WITHDRAWAL, EVLOCK_COMMAND_SIGN_REPLACE,
	EVLOCK_COMMAND_SIGN_CANCEL, EVLOCK_COMMAND_ATTEST, EVLOCK_COMMAND_LIST_PASSKEYS,
	EVLOCK_COMMAND_REMOVE_PASSKEY, EVLOCK_COMMAND_SIGN_ENROLMENT, EVLOCK_COMMAND_MIGRATE,
	EVLOCK_COMMAND_LIST_MANDATES, EVLOCK_COMMAND_RELEASE_ORDER, EVLOCK_COMMAND_CLOSE_UNOPENED,
	EVLOCK_COMMAND_SIGN_FORMER_WITHDRAWAL,
};

#define NUMBER_COUNT (sizeof(numbers) / sizeof(numbers[0]))

static struct world world;

/* A request of PROVISION that is accepted. */
static size_t fill_provision(uint8_t *request)
{
	struct writer out = { .data = request, .capacity = 256 };
	uint8_t market[ADDRESS_SIZE] = { 1 };
	uint8_t limits[EVLOCK_LAYOUT_LIMITS_SIZE] = { 0 };
	const uint32_t calibration[] = { 2048000, 20000, 0, 15000, 200, 2000, 20000 };
	static const uint8_t rp_id[] = "localhost";
	static const uint8_t origin[] = "http://localhost";

	set_uint(limits, 1000000, 4);
	write_uint(&out, EVLOCK_LOCAL_CHAIN_ID, 8);
	write_bytes(&out, market, sizeof(market));
	write_uint(&out, 1800000000, 5);
	write_bytes(&out, limits, sizeof(limits));
	for (size_t index = 0; index < sizeof(calibration) / sizeof(calibration[0]); index++)
		write_uint(&out, calibration[index], 4);
	write_uint(&out, 0, 2);
	write_uint(&out, sizeof(rp_id) - 1, 2);
	write_bytes(&out, rp_id, sizeof(rp_id) - 1);
	write_uint(&out, 1, 2);
	write_uint(&out, sizeof(origin) - 1, 2);
	write_bytes(&out, origin, sizeof(origin) - 1);
	return out.size;
}

static void begin(void)
{
	const uint8_t seed[32] = { 1 };
	uint8_t request[256];
	uint8_t response[EVLOCK_RESPONSE_MAX];
	struct writer out = { .data = response, .capacity = sizeof(response) };

	native_set_clock(5000);
	world_start(&world);
	native_set_random(RANDOM_SEEDED, seed);
	PROMISE(succeeded(run_command(&world, EVLOCK_COMMAND_PROVISION, true,
				      (struct bytes){ request, fill_provision(request) }, &out)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t response[EVLOCK_RESPONSE_MAX];
	struct writer out = { .data = response, .capacity = sizeof(response) };
	struct outcome outcome;

	if (!world.state.is_provisioned)
		begin();
	if (size == 0)
		return 0;
	outcome = run_command(&world, numbers[data[0] % NUMBER_COUNT], true, (struct bytes){ data + 1, size - 1 }, &out);
	PROMISE(outcome.status != EVLOCK_STATUS_INTERNAL && outcome.status <= EVLOCK_STATUS_INTERVAL_OUT_OF_OFFER);
	PROMISE(succeeded(outcome) || out.size == EVLOCK_ERROR_PAYLOAD_SIZE);
	return 0;
}
