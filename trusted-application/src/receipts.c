/* SPDX-License-Identifier: Apache-2.0 */
/* SIGN_RECEIPT and PARTNER_RECEIPT: what each meter says of a trade, every second. */
#include "receipts.h"

#include "commands.h"
#include "delivery.h"

struct outcome sign_own_receipt(struct world *world, struct delivery_record *record, struct writer *out)
{
	uint8_t receipt[EVLOCK_LAYOUT_STRUCT_RECEIPT_SIZE] = { 0 };
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];
	uint64_t sequence = 0;

	TRY(world_take(world, &record->sequence, &sequence));
	receipt_set_trade_id(receipt, record->trade_id);
	receipt_set_role(receipt, record->role);
	receipt_set_sequence(receipt, sequence);
	receipt_set_energy(receipt, record->energy);
	receipt_set_partner_sequence(receipt, record->partner_sequence);
	receipt_set_partner_energy(receipt, record->partner_energy);
	receipt_set_final(receipt, record->cause != EVLOCK_CAUSE_NONE);
	receipt_set_cause(receipt, record->cause);
	record->last_sequence = sequence;
	record->last_signed_energy = record->energy;
	world_digest(world, STRUCT_RECEIPT, receipt, digest);
	TRY(key_sign(&world->keys.meter, digest, signature));
	write_bytes(out, receipt, sizeof(receipt));
	write_bytes(out, signature, sizeof(signature));
	return DONE;
}

struct outcome sign_receipt(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *trade_id = NULL;
	struct delivery_record *record = NULL;

	TRY(read_bytes(in, HASH_SIZE, &trade_id));
	TRY(read_end(in));
	TRY(find_open_delivery(world, trade_id, &record));
	if (world->open.marks.missing)
		return REFUSED(MARK_MISSING, NONE);
	if (world->open.sensor_fault)
		return REFUSED(SENSOR_FAULT, NONE);
	return sign_own_receipt(world, record, out);
}

struct outcome partner_receipt(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *receipt = NULL;
	const uint8_t *signature = NULL;
	struct delivery_record *record = NULL;
	uint8_t digest[HASH_SIZE];

	(void)out;
	TRY(read_struct(in, STRUCT_RECEIPT, &receipt));
	TRY(read_bytes(in, EVLOCK_SIGNATURE_SIZE, &signature));
	TRY(read_end(in));
	TRY(find_delivery(world, receipt_trade_id(receipt), &record));
	world_digest(world, STRUCT_RECEIPT, receipt, digest);
	TRY(check_signature(digest, signature, record->partner, NULL));
	if (receipt_role(receipt) == record->role)
		return REFUSED(INVALID_INPUT, ROLE);
	if (receipt_sequence(receipt) <= record->partner_sequence)
		return REFUSED(REPLAYED, PARTNER_RECEIPT);
	if (receipt_sequence(receipt) - record->partner_sequence > EVLOCK_RECEIPT_STEP_MAX)
		return REFUSED(LIMIT_EXCEEDED, PARTNER_RECEIPT);
	if (receipt_energy(receipt) < record->partner_energy || (record->partner_final && !receipt_final(receipt)))
		return REFUSED(INVALID_INPUT, PARTNER_RECEIPT);
	record->partner_sequence = receipt_sequence(receipt);
	record->partner_energy = receipt_energy(receipt);
	record->partner_final = receipt_final(receipt);
	return DONE;
}
