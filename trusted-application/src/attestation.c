/* SPDX-License-Identifier: Apache-2.0 */
/* ATTEST: evidence of what this is, by three keys. */
#include "attestation.h"

#include "commands.h"
#include "hash.h"
#include "platform.h"

static struct outcome hash_of(const void *data, size_t size, uint8_t hash[HASH_SIZE])
{
	const struct bytes whole = { data, size };

	return sha256_of(&whole, 1, hash) ? DONE : REFUSED(INTERNAL, NONE);
}

struct outcome passkey_hash(const struct state *state, uint8_t hash[HASH_SIZE])
{
	const struct passkey *first = &state->passkeys[0];
	const struct bytes parts[] = { { first->x, sizeof(first->x) }, { first->y, sizeof(first->y) } };

	memset(hash, 0, HASH_SIZE);
	if (state->passkey_count == 0)
		return DONE;
	return sha256_of(parts, 2, hash) ? DONE : REFUSED(INTERNAL, NONE);
}

static struct outcome limits_hash(const struct settings *settings, uint8_t hash[HASH_SIZE])
{
	const struct bytes parts[] = {
		{ settings->limits, sizeof(settings->limits) },
		{ settings->withdrawal_addresses[0], settings->withdrawal_address_count * ADDRESS_SIZE },
	};

	return sha256_of(parts, 2, hash) ? DONE : REFUSED(INTERNAL, NONE);
}

/* The origins in their order, joined by line feeds. */
static struct outcome origins_hash(const struct settings *settings, uint8_t hash[HASH_SIZE])
{
	static const uint8_t line_feed[] = { '\n' };
	struct bytes parts[2 * EVLOCK_ORIGINS_MAX];
	size_t count = 0;

	for (size_t index = 0; index < settings->origin_count; index++) {
		if (index > 0)
			parts[count++] = (struct bytes){ line_feed, sizeof(line_feed) };
		parts[count++] = (struct bytes){ settings->origins[index].text, settings->origins[index].size };
	}
	return sha256_of(parts, count, hash) ? DONE : REFUSED(INTERNAL, NONE);
}

/* What was provisioned, as evidence names it. */
static struct outcome set_hashes(const struct state *state, uint8_t *evidence)
{
	const struct settings *settings = &state->settings;
	uint8_t hash[HASH_SIZE];

	TRY(passkey_hash(state, hash));
	evidence_set_passkey_hash(evidence, hash);
	TRY(hash_of(settings->rp_id, settings->rp_id_size, hash));
	evidence_set_rp_id_hash(evidence, hash);
	TRY(origins_hash(settings, hash));
	evidence_set_origin_hash(evidence, hash);
	TRY(hash_of(settings->calibration, sizeof(settings->calibration), hash));
	evidence_set_calibration_hash(evidence, hash);
	TRY(limits_hash(settings, hash));
	evidence_set_limits_hash(evidence, hash);
	if (!platform_code_hash(hash))
		return REFUSED(INTERNAL, NONE);
	evidence_set_ta_hash(evidence, hash);
	return DONE;
}

static struct outcome write_signed(const struct world *world, const uint8_t *evidence, struct writer *out)
{
	const struct key *signers[] = { &world->keys.attestation, &world->keys.meter, &world->keys.account };
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];
	uint8_t digest[HASH_SIZE];

	world_digest(world, STRUCT_EVIDENCE, evidence, digest);
	write_bytes(out, evidence, EVLOCK_LAYOUT_STRUCT_EVIDENCE_SIZE);
	for (size_t index = 0; index < sizeof(signers) / sizeof(signers[0]); index++) {
		TRY(key_sign(signers[index], digest, signature));
		write_bytes(out, signature, sizeof(signature));
	}
	return DONE;
}

struct outcome attest(struct world *world, struct reader *in, struct writer *out)
{
	uint8_t evidence[EVLOCK_LAYOUT_STRUCT_EVIDENCE_SIZE] = { 0 };
	const uint8_t *verifier_nonce = NULL;
	const uint8_t *tls_key_hash = NULL;
	uint64_t sequence = 0;

	TRY(read_bytes(in, HASH_SIZE, &verifier_nonce));
	TRY(read_bytes(in, HASH_SIZE, &tls_key_hash));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	evidence_set_verifier_nonce(evidence, verifier_nonce);
	evidence_set_device_id(evidence, world->state.device_id);
	evidence_set_meter_key(evidence, world->keys.meter.address);
	evidence_set_account(evidence, world->keys.account.address);
	evidence_set_tls_key_hash(evidence, tls_key_hash);
	TRY(set_hashes(&world->state, evidence));
	evidence_set_ta_version(evidence, EVLOCK_TA_VERSION);
	evidence_set_security_class(evidence, platform_security_class());
	evidence_set_sensor_class(evidence, PLATFORM_SENSOR_CLASS);
	evidence_set_boot_count(evidence, world->state.boot_count);
	TRY(world_take(world, &world->state.evidence, &sequence));
	evidence_set_sequence(evidence, sequence);
	return write_signed(world, evidence, out);
}
