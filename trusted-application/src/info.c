/* SPDX-License-Identifier: Apache-2.0 */
/* INFO: what anyone may know. Zero where there is nothing yet. */
#include "attestation.h"
#include "commands.h"
#include "platform.h"
#include "reservations.h"

static void write_identity(struct writer *out, const struct world *world)
{
	const struct state *state = &world->state;
	uint8_t hash[HASH_SIZE] = { 0 };

	write_uint(out, EVLOCK_ABI_VERSION, 2);
	write_uint(out, state->is_provisioned ? EVLOCK_STATE_PROVISIONED : EVLOCK_STATE_UNPROVISIONED, 1);
	write_uint(out, platform_security_class(), 1);
	write_uint(out, EVLOCK_TA_VERSION, 4);
	(void)platform_code_hash(hash);
	write_bytes(out, hash, sizeof(hash));
	write_uint(out, state->boot_count, 4);
	write_bytes(out, state->device_id, sizeof(state->device_id));
}

/* Nothing of the state is set before it is provisioned, so these are zero until then. */
static struct outcome write_provisioned(struct writer *out, const struct world *world)
{
	const struct state *state = &world->state;
	uint8_t hash[HASH_SIZE];

	TRY(passkey_hash(state, hash));
	write_bytes(out, world->keys.meter.address, ADDRESS_SIZE);
	write_bytes(out, world->keys.account.address, ADDRESS_SIZE);
	write_bytes(out, world->keys.attestation.address, ADDRESS_SIZE);
	write_bytes(out, world->keys.meter.public_key, EVLOCK_PUBLIC_KEY_SIZE);
	write_uint(out, state->settings.market.chain_id, 8);
	write_bytes(out, state->settings.market.address, ADDRESS_SIZE);
	write_uint(out, state->passkey_count, 1);
	write_bytes(out, hash, sizeof(hash));
	write_uint(out, state->mandate_count, 1);
	write_uint(out, state->next_nonce, 5);
	write_uint(out, state->next_mandate_id, 5);
	write_uint(out, state->next_binding_id, 5);
	write_uint(out, state->reading.sequence.next, 5);
	write_bytes(out, state->reading.last_hash, HASH_SIZE);
	write_uint(out, state->registers.import, 8);
	write_uint(out, state->registers.export, 8);
	return DONE;
}

static void write_self_test(struct writer *out, const struct self_test *self_test)
{
	int64_t age = (world_now() - self_test->at) / 1000;

	if (!self_test->is_known) {
		write_uint(out, EVLOCK_SELF_TEST_NONE, 1);
		write_uint(out, 0, 4);
		return;
	}
	write_uint(out, self_test->passed ? EVLOCK_SELF_TEST_PASSED : EVLOCK_SELF_TEST_FAILED, 1);
	write_uint(out, age > UINT32_MAX ? UINT32_MAX : (uint64_t)age, 4);
}

static void write_delivery(struct writer *out, struct world *world)
{
	static const struct delivery_record none;
	const struct delivery_record *unclosed = world_unclosed(world);
	const struct delivery_record *record = unclosed ? unclosed : &none;
	uint8_t delivery = EVLOCK_DELIVERY_NONE;

	if (unclosed)
		delivery = world->open.record ? EVLOCK_DELIVERY_OPEN : EVLOCK_DELIVERY_INTERRUPTED;
	write_uint(out, delivery, 1);
	write_bytes(out, record->trade_id, sizeof(record->trade_id));
	write_uint(out, record->role, 1);
	write_uint(out, record->energy, 8);
}

struct outcome info(struct world *world, struct reader *in, struct writer *out)
{
	TRY(read_end(in));
	write_identity(out, world);
	TRY(write_provisioned(out, world));
	write_self_test(out, &world->self_test);
	write_delivery(out, world);
	write_uint(out, world->state.is_provisioned ? world_date(world) : 0, 5);
	write_uint(out, world->state.reading.interval_end, 5);
	write_uint(out, PLATFORM_SENSOR_CLASS, 1);
	write_uint(out, live_orders(world), 1);
	write_uint(out, world->state.next_migration_id, 5);
	return DONE;
}
