/* SPDX-License-Identifier: Apache-2.0 */
/* RECOVER: after a restart, what was signed since the last write to storage. Only forward, only by the own signature. */
#include "commands.h"
#include "delivery.h"

/* A struct and its signature; not there when `encoded` is NULL. */
struct message {
	const uint8_t *encoded;
	const uint8_t *signature;
};

static uint64_t larger(uint64_t left, uint64_t right)
{
	return left > right ? left : right;
}

/* Puts `sequence` behind `used`, keeping the block that storage knows. */
static void move_behind(struct sequence *sequence, uint64_t used)
{
	sequence->next = larger(sequence->next, used + 1);
	sequence->reserved = larger(sequence->reserved, sequence->next);
}

/* list<1> of struct | signature */
static struct outcome read_message(struct reader *in, enum struct_kind kind, struct message *message)
{
	uint64_t count = 0;

	TRY(read_uint(in, 2, &count));
	if (count > 1)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	if (count == 0)
		return DONE;
	TRY(read_struct(in, kind, &message->encoded));
	return read_bytes(in, EVLOCK_SIGNATURE_SIZE, &message->signature);
}

static struct outcome check_own(const struct world *world, enum struct_kind kind, const struct message *message)
{
	uint8_t digest[HASH_SIZE];

	world_digest(world, kind, message->encoded, digest);
	return check_signature(digest, message->signature, world->keys.meter.address, NULL);
}

static struct outcome check_receipt(struct world *world, const struct message *message, struct delivery_record **record)
{
	const uint8_t *receipt = message->encoded;

	if (!receipt)
		return DONE;
	TRY(find_delivery(world, receipt_trade_id(receipt), record));
	TRY(check_own(world, STRUCT_RECEIPT, message));
	if (receipt_role(receipt) != (*record)->role)
		return REFUSED(INVALID_INPUT, ROLE);
	return receipt_sequence(receipt) < (*record)->last_sequence ? REFUSED(REPLAYED, NONE) : DONE;
}

static struct outcome check_reading(const struct world *world, const struct message *message)
{
	if (!message->encoded)
		return DONE;
	TRY(check_own(world, STRUCT_READING, message));
	return reading_sequence(message->encoded) < world->state.reading.last_sequence ? REFUSED(REPLAYED, NONE) : DONE;
}

static void apply_receipt(struct delivery_record *record, const uint8_t *receipt)
{
	record->last_sequence = receipt_sequence(receipt);
	move_behind(&record->sequence, receipt_sequence(receipt));
	/* A closed delivery keeps its energy: the receipt repeats it. */
	if (record->cause == EVLOCK_CAUSE_NONE)
		record->energy = larger(record->energy, receipt_energy(receipt));
	record->last_signed_energy = larger(record->last_signed_energy, receipt_energy(receipt));
	record->partner_sequence = larger(record->partner_sequence, receipt_partner_sequence(receipt));
	record->partner_energy = larger(record->partner_energy, receipt_partner_energy(receipt));
}

static void apply_reading(struct state *state, const uint8_t *reading)
{
	struct registers *registers = &state->registers;
	struct reading_chain *chain = &state->reading;

	registers->import = larger(registers->import, reading_import(reading));
	registers->export = larger(registers->export, reading_export(reading));
	chain->last_sequence = reading_sequence(reading);
	struct_hash(STRUCT_READING, reading, chain->last_hash);
	chain->interval_end = larger(chain->interval_end, reading_interval_end(reading));
	move_behind(&chain->sequence, reading_sequence(reading));
}

struct outcome recover(struct world *world, struct reader *in, struct writer *out)
{
	struct message receipt = { 0 };
	struct message reading = { 0 };
	struct delivery_record *record = NULL;

	(void)out;
	TRY(read_message(in, STRUCT_RECEIPT, &receipt));
	TRY(read_message(in, STRUCT_READING, &reading));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	if (world->open.record)
		return REFUSED(OUT_OF_STATE, DELIVERY_OPEN);
	TRY(check_receipt(world, &receipt, &record));
	TRY(check_reading(world, &reading));
	if (receipt.encoded)
		apply_receipt(record, receipt.encoded);
	if (reading.encoded)
		apply_reading(&world->state, reading.encoded);
	return world_save(world);
}
