/* SPDX-License-Identifier: Apache-2.0 */
/* A version, and behind the secrets the fields of struct state in order, big-endian; lists behind their u16 count, texts behind their length. */
#include "state.h"

#include "codec.h"

#define MAGIC "EVST"
#define MAGIC_SIZE 4
#define VERSION 2

static void write_sequence(struct writer *out, const struct sequence *sequence)
{
	write_uint(out, sequence->next, 8);
	write_uint(out, sequence->reserved, 8);
}

static void write_variable(struct writer *out, const uint8_t *bytes, size_t size)
{
	write_uint(out, size, 2);
	write_bytes(out, bytes, size);
}

static void write_market(struct writer *out, const struct market *market)
{
	write_uint(out, market->chain_id, 8);
	write_bytes(out, market->address, sizeof(market->address));
}

static void write_settings(struct writer *out, const struct settings *settings)
{
	write_market(out, &settings->market);
	write_bytes(out, settings->limits, sizeof(settings->limits));
	write_bytes(out, settings->calibration, sizeof(settings->calibration));
	write_uint(out, settings->withdrawal_address_count, 2);
	write_bytes(out, settings->withdrawal_addresses[0], settings->withdrawal_address_count * ADDRESS_SIZE);
	write_variable(out, settings->rp_id, settings->rp_id_size);
	write_uint(out, settings->origin_count, 2);
	for (size_t index = 0; index < settings->origin_count; index++)
		write_variable(out, settings->origins[index].text, settings->origins[index].size);
}

static void write_mandate(struct writer *out, const struct granted_mandate *granted)
{
	uint8_t used[MONEY_SIZE];

	set_money(used, granted->money_used);
	write_bytes(out, granted->mandate, sizeof(granted->mandate));
	write_uint(out, granted->energy_used, 8);
	write_bytes(out, used, sizeof(used));
}

static void write_order(struct writer *out, const struct live_order *order)
{
	uint8_t reserved[MONEY_SIZE];

	set_money(reserved, order->money);
	write_uint(out, order->nonce, 8);
	write_uint(out, order->mandate_id, 8);
	write_uint(out, order->energy, 8);
	write_bytes(out, reserved, sizeof(reserved));
	write_uint(out, order->open_before, 8);
	write_uint(out, order->end, 8);
}

static void write_delivery(struct writer *out, const struct delivery_record *record)
{
	write_bytes(out, record->trade_id, sizeof(record->trade_id));
	write_uint(out, record->role, 1);
	write_bytes(out, record->partner, sizeof(record->partner));
	write_bytes(out, record->partner_public_key, sizeof(record->partner_public_key));
	write_uint(out, record->base, 8);
	write_uint(out, record->energy, 8);
	write_sequence(out, &record->sequence);
	write_uint(out, record->last_sequence, 8);
	write_uint(out, record->last_signed_energy, 8);
	write_uint(out, record->partner_sequence, 8);
	write_uint(out, record->partner_energy, 8);
	write_uint(out, record->partner_final, 1);
	write_uint(out, record->cause, 1);
}

static void write_registers(struct writer *out, const struct registers *registers)
{
	write_uint(out, registers->import, 8);
	write_uint(out, registers->export, 8);
	write_uint(out, registers->import_rest, 8);
	write_uint(out, registers->export_rest, 8);
}

static void write_reading(struct writer *out, const struct reading_chain *reading)
{
	write_sequence(out, &reading->sequence);
	write_uint(out, reading->last_sequence, 8);
	write_bytes(out, reading->last_hash, sizeof(reading->last_hash));
	write_uint(out, reading->interval_end, 8);
	write_uint(out, reading->boot_count, 4);
}

static void write_provisioned(struct writer *out, const struct state *state)
{
	write_bytes(out, state->secrets.meter, sizeof(state->secrets.meter));
	write_bytes(out, state->secrets.attestation, sizeof(state->secrets.attestation));
	write_bytes(out, state->secrets.entropy, sizeof(state->secrets.entropy));
	write_bytes(out, state->device_id, sizeof(state->device_id));
	write_settings(out, &state->settings);
	write_uint(out, state->passkey_count, 2);
	for (size_t index = 0; index < state->passkey_count; index++) {
		write_bytes(out, state->passkeys[index].x, sizeof(state->passkeys[index].x));
		write_bytes(out, state->passkeys[index].y, sizeof(state->passkeys[index].y));
	}
	write_uint(out, state->next_binding_id, 8);
	write_uint(out, state->mandate_count, 2);
	for (size_t index = 0; index < state->mandate_count; index++)
		write_mandate(out, &state->mandates[index]);
	write_uint(out, state->next_mandate_id, 8);
	write_uint(out, state->date, 8);
	write_uint(out, state->next_nonce, 8);
	write_uint(out, state->order_count, 2);
	for (size_t index = 0; index < state->order_count; index++)
		write_order(out, &state->orders[index]);
	write_uint(out, state->opened.newest, 8);
	write_uint(out, state->opened.window, 8);
	write_registers(out, &state->registers);
	write_uint(out, state->delivery_count, 2);
	for (size_t index = 0; index < state->delivery_count; index++)
		write_delivery(out, &state->deliveries[index]);
	write_reading(out, &state->reading);
	write_sequence(out, &state->evidence);
	write_uint(out, state->next_migration_id, 8);
	write_uint(out, state->former_count, 2);
	for (size_t index = 0; index < state->former_count; index++)
		write_market(out, &state->formers[index]);
}

size_t state_encode(const struct state *state, uint8_t bytes[STATE_ENCODED_MAX])
{
	struct writer out = { .data = bytes, .capacity = STATE_ENCODED_MAX };

	write_bytes(&out, (const uint8_t *)MAGIC, MAGIC_SIZE);
	write_uint(&out, VERSION, 2);
	write_uint(&out, state->boot_count, 4);
	write_uint(&out, state->is_provisioned, 1);
	if (state->is_provisioned)
		write_provisioned(&out, state);
	return out.overflowed ? 0 : out.size;
}

static struct outcome read_copy(struct reader *in, void *copy, size_t size)
{
	const uint8_t *bytes = NULL;

	TRY(read_bytes(in, size, &bytes));
	memcpy(copy, bytes, size);
	return DONE;
}

static struct outcome read_u64(struct reader *in, uint64_t *value)
{
	return read_uint(in, 8, value);
}

static struct outcome read_u32(struct reader *in, uint32_t *value)
{
	uint64_t wide = 0;

	TRY(read_uint(in, 4, &wide));
	*value = (uint32_t)wide;
	return DONE;
}

static struct outcome read_bool(struct reader *in, bool *value)
{
	uint8_t byte = 0;

	TRY(read_enumeration(in, 2, &byte));
	*value = byte == 1;
	return DONE;
}

static struct outcome read_size(struct reader *in, size_t max, size_t *size)
{
	uint64_t wide = 0;

	TRY(read_uint(in, 2, &wide));
	*size = (size_t)wide;
	return wide <= max ? DONE : REFUSED(STORAGE_DAMAGED, NONE);
}

static struct outcome read_sequence(struct reader *in, struct sequence *sequence)
{
	TRY(read_u64(in, &sequence->next));
	return read_u64(in, &sequence->reserved);
}

static struct outcome read_market(struct reader *in, struct market *market)
{
	TRY(read_u64(in, &market->chain_id));
	return read_copy(in, market->address, sizeof(market->address));
}

static struct outcome read_settings(struct reader *in, struct settings *settings)
{
	TRY(read_market(in, &settings->market));
	TRY(read_copy(in, settings->limits, sizeof(settings->limits)));
	TRY(read_copy(in, settings->calibration, sizeof(settings->calibration)));
	TRY(read_size(in, EVLOCK_WITHDRAWAL_ADDRESSES_MAX, &settings->withdrawal_address_count));
	TRY(read_copy(in, settings->withdrawal_addresses, settings->withdrawal_address_count * ADDRESS_SIZE));
	TRY(read_size(in, EVLOCK_RP_ID_MAX, &settings->rp_id_size));
	TRY(read_copy(in, settings->rp_id, settings->rp_id_size));
	TRY(read_size(in, EVLOCK_ORIGINS_MAX, &settings->origin_count));
	for (size_t index = 0; index < settings->origin_count; index++) {
		struct origin *origin = &settings->origins[index];

		TRY(read_size(in, sizeof(origin->text), &origin->size));
		TRY(read_copy(in, origin->text, origin->size));
	}
	return DONE;
}

static struct outcome read_money(struct reader *in, money *amount)
{
	uint8_t bytes[MONEY_SIZE];

	TRY(read_copy(in, bytes, sizeof(bytes)));
	*amount = get_money(bytes);
	return DONE;
}

static struct outcome read_orders(struct reader *in, struct state *state)
{
	TRY(read_size(in, EVLOCK_ORDERS_MAX, &state->order_count));
	for (size_t index = 0; index < state->order_count; index++) {
		struct live_order *order = &state->orders[index];

		TRY(read_u64(in, &order->nonce));
		TRY(read_u64(in, &order->mandate_id));
		TRY(read_u64(in, &order->energy));
		TRY(read_money(in, &order->money));
		TRY(read_u64(in, &order->open_before));
		TRY(read_u64(in, &order->end));
	}
	return DONE;
}

/* What is charged and reserved is subtracted from the caps. */
static struct outcome check_caps(const struct state *state)
{
	for (size_t index = 0; index < state->mandate_count; index++) {
		const struct granted_mandate *granted = &state->mandates[index];
		uint64_t energy = mandate_energy_cap(granted->mandate);
		money amount = mandate_money_cap(granted->mandate);

		if (granted->energy_used > energy || granted->money_used > amount)
			return REFUSED(STORAGE_DAMAGED, NONE);
		energy -= granted->energy_used;
		amount -= granted->money_used;
		for (size_t at = 0; at < state->order_count; at++) {
			const struct live_order *order = &state->orders[at];

			if (order->mandate_id != mandate_mandate_id(granted->mandate))
				continue;
			if (order->energy > energy || order->money > amount)
				return REFUSED(STORAGE_DAMAGED, NONE);
			energy -= order->energy;
			amount -= order->money;
		}
	}
	return DONE;
}

static struct outcome read_mandates(struct reader *in, struct state *state)
{
	TRY(read_size(in, EVLOCK_MANDATES_MAX, &state->mandate_count));
	for (size_t index = 0; index < state->mandate_count; index++) {
		struct granted_mandate *granted = &state->mandates[index];
		const uint8_t *mandate = NULL;

		TRY(read_struct(in, STRUCT_MANDATE, &mandate));
		memcpy(granted->mandate, mandate, sizeof(granted->mandate));
		TRY(read_u64(in, &granted->energy_used));
		TRY(read_money(in, &granted->money_used));
	}
	TRY(read_u64(in, &state->next_mandate_id));
	TRY(read_u64(in, &state->date));
	TRY(read_u64(in, &state->next_nonce));
	TRY(read_orders(in, state));
	return check_caps(state);
}

static struct outcome read_delivery(struct reader *in, struct delivery_record *record)
{
	TRY(read_copy(in, record->trade_id, sizeof(record->trade_id)));
	TRY(read_enumeration(in, EVLOCK_ROLE_SELLER + 1, &record->role));
	TRY(read_copy(in, record->partner, sizeof(record->partner)));
	TRY(read_copy(in, record->partner_public_key, sizeof(record->partner_public_key)));
	TRY(read_u64(in, &record->base));
	TRY(read_u64(in, &record->energy));
	TRY(read_sequence(in, &record->sequence));
	TRY(read_u64(in, &record->last_sequence));
	TRY(read_u64(in, &record->last_signed_energy));
	TRY(read_u64(in, &record->partner_sequence));
	TRY(read_u64(in, &record->partner_energy));
	TRY(read_bool(in, &record->partner_final));
	return read_enumeration(in, EVLOCK_CAUSE_RESTARTED + 1, &record->cause);
}

static struct outcome read_passkeys(struct reader *in, struct state *state)
{
	TRY(read_size(in, EVLOCK_PASSKEYS_MAX, &state->passkey_count));
	for (size_t index = 0; index < state->passkey_count; index++) {
		TRY(read_copy(in, state->passkeys[index].x, sizeof(state->passkeys[index].x)));
		TRY(read_copy(in, state->passkeys[index].y, sizeof(state->passkeys[index].y)));
	}
	return read_u64(in, &state->next_binding_id);
}

static struct outcome read_reading(struct reader *in, struct reading_chain *reading)
{
	TRY(read_sequence(in, &reading->sequence));
	TRY(read_u64(in, &reading->last_sequence));
	TRY(read_copy(in, reading->last_hash, sizeof(reading->last_hash)));
	TRY(read_u64(in, &reading->interval_end));
	return read_u32(in, &reading->boot_count);
}

static struct outcome read_provisioned(struct reader *in, struct state *state)
{
	TRY(read_copy(in, state->secrets.meter, sizeof(state->secrets.meter)));
	TRY(read_copy(in, state->secrets.attestation, sizeof(state->secrets.attestation)));
	TRY(read_copy(in, state->secrets.entropy, sizeof(state->secrets.entropy)));
	TRY(read_copy(in, state->device_id, sizeof(state->device_id)));
	TRY(read_settings(in, &state->settings));
	TRY(read_passkeys(in, state));
	TRY(read_mandates(in, state));
	TRY(read_u64(in, &state->opened.newest));
	TRY(read_u64(in, &state->opened.window));
	TRY(read_u64(in, &state->registers.import));
	TRY(read_u64(in, &state->registers.export));
	TRY(read_u64(in, &state->registers.import_rest));
	TRY(read_u64(in, &state->registers.export_rest));
	TRY(read_size(in, EVLOCK_TRADES_MAX, &state->delivery_count));
	for (size_t index = 0; index < state->delivery_count; index++)
		TRY(read_delivery(in, &state->deliveries[index]));
	TRY(read_reading(in, &state->reading));
	TRY(read_sequence(in, &state->evidence));
	TRY(read_u64(in, &state->next_migration_id));
	TRY(read_size(in, EVLOCK_FORMER_MARKETS_MAX, &state->former_count));
	for (size_t index = 0; index < state->former_count; index++)
		TRY(read_market(in, &state->formers[index]));
	return DONE;
}

static struct outcome read_state(struct reader *in, struct state *state)
{
	uint8_t magic[MAGIC_SIZE];
	uint64_t version = 0;

	TRY(read_copy(in, magic, sizeof(magic)));
	TRY(read_uint(in, 2, &version));
	if (!same_bytes(magic, (const uint8_t *)MAGIC, MAGIC_SIZE) || version != VERSION)
		return REFUSED(STORAGE_DAMAGED, NONE);
	TRY(read_u32(in, &state->boot_count));
	TRY(read_bool(in, &state->is_provisioned));
	if (state->is_provisioned)
		TRY(read_provisioned(in, state));
	return read_end(in);
}

bool state_decode(struct bytes bytes, struct state *state)
{
	struct reader in = { bytes.data, bytes.size };

	memset(state, 0, sizeof(*state));
	return succeeded(read_state(&in, state));
}
