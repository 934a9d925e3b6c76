/* SPDX-License-Identifier: Apache-2.0 */
/* SIGN_ENROLMENT: account and meter key ask together to be admitted. */
#include "commands.h"
#include "platform.h"

static struct outcome write_signed(const struct world *world, const uint8_t *enrolment, struct writer *out)
{
	const struct key *signers[] = { &world->keys.account, &world->keys.meter };
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];

	world_digest(world, STRUCT_ENROLMENT, enrolment, digest);
	write_bytes(out, enrolment, EVLOCK_LAYOUT_STRUCT_ENROLMENT_SIZE);
	for (size_t index = 0; index < sizeof(signers) / sizeof(signers[0]); index++) {
		TRY(key_sign(signers[index], digest, signature));
		write_bytes(out, signature, sizeof(signature));
	}
	return DONE;
}

struct outcome sign_enrolment(struct world *world, struct reader *in, struct writer *out)
{
	uint8_t enrolment[EVLOCK_LAYOUT_STRUCT_ENROLMENT_SIZE] = { 0 };
	const uint8_t *device_id_hash = NULL;
	uint8_t purpose = 0;
	uint64_t nonce = 0;
	uint64_t deadline = 0;

	TRY(read_enumeration(in, EVLOCK_ENROLMENT_PURPOSE_STANDBY + 1, &purpose));
	TRY(read_bytes(in, HASH_SIZE, &device_id_hash));
	TRY(read_uint(in, 8, &nonce));
	TRY(read_uint(in, 5, &deadline));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	enrolment_set_purpose(enrolment, purpose);
	enrolment_set_device_id_hash(enrolment, device_id_hash);
	enrolment_set_account(enrolment, world->keys.account.address);
	enrolment_set_meter_key(enrolment, world->keys.meter.address);
	enrolment_set_sensor_class(enrolment, PLATFORM_SENSOR_CLASS);
	enrolment_set_nonce(enrolment, nonce);
	enrolment_set_deadline(enrolment, deadline);
	return write_signed(world, enrolment, out);
}
