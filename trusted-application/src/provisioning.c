/* SPDX-License-Identifier: Apache-2.0 */
/* PROVISION and RESTORE: the only commands that make keys. */
#include "calibration.h"
#include "commands.h"
#include "keccak.h"
#include "platform.h"
#include "randomness.h"
#include "secrets.h"
#include "settings.h"

struct request {
	uint64_t chain_id;
	const uint8_t *market;
	const uint8_t *calibration;
	struct bytes rp_id;
	struct local_settings local;
};

static struct outcome read_request(struct reader *in, struct request *request)
{
	TRY(read_uint(in, 8, &request->chain_id));
	TRY(read_bytes(in, ADDRESS_SIZE, &request->market));
	TRY(read_limits(in, &request->local));
	TRY(read_bytes(in, EVLOCK_LAYOUT_CALIBRATION_SIZE, &request->calibration));
	TRY(read_addresses(in, &request->local));
	TRY(read_text(in, EVLOCK_RP_ID_MAX, &request->rp_id));
	return read_origins(in, &request->local);
}

/* INVALID_INPUT for settings with which the arithmetic of section 5 of the header would not hold. */
static struct outcome check_request(const struct request *request)
{
	const struct calibration calibration = read_calibration(request->calibration);

	if (request->rp_id.size == 0)
		return REFUSED(INVALID_INPUT, NONE);
	TRY(check_local_settings(&request->local, request->chain_id));
	return check_calibration(&calibration);
}

static void copy_settings(const struct request *request, struct settings *settings)
{
	settings->market.chain_id = request->chain_id;
	memcpy(settings->market.address, request->market, sizeof(settings->market.address));
	memcpy(settings->calibration, request->calibration, sizeof(settings->calibration));
	memcpy(settings->rp_id, request->rp_id.data, request->rp_id.size);
	settings->rp_id_size = request->rp_id.size;
}

/* keccak256(EVLOCK_DEVICE_LABEL | 32 random bytes | serial) */
static struct outcome make_device_id(uint8_t id[HASH_SIZE])
{
	uint8_t salt[32];
	uint8_t serial[PLATFORM_SERIAL_MAX];
	size_t serial_size = platform_serial(serial, sizeof(serial));
	struct keccak sponge;

	if (!platform_random(salt, sizeof(salt)))
		return REFUSED(RANDOMNESS_FAULT, NONE);
	keccak_start(&sponge);
	keccak_add(&sponge, (const uint8_t *)EVLOCK_DEVICE_LABEL, sizeof(EVLOCK_DEVICE_LABEL) - 1);
	keccak_add(&sponge, salt, sizeof(salt));
	keccak_add(&sponge, serial, serial_size);
	keccak_finish(&sponge, id);
	return DONE;
}

static struct outcome fill(struct world *world, const struct request *request, const uint8_t entropy[ENTROPY_SIZE])
{
	static const struct sequence fresh = { 1, 1 };
	struct state *state = &world->state;

	copy_settings(request, &state->settings);
	set_local_settings(world, &request->local);
	TRY(make_device_id(state->device_id));
	TRY(make_private_key(state->secrets.meter));
	TRY(make_private_key(state->secrets.attestation));
	memcpy(state->secrets.entropy, entropy, ENTROPY_SIZE);
	state->next_binding_id = 1;
	state->next_mandate_id = 1;
	state->next_nonce = 1;
	state->next_migration_id = 1;
	state->reading.sequence = fresh;
	state->reading.boot_count = state->boot_count;
	state->evidence = fresh;
	return world_derive(world);
}

/* Makes the keys and stores everything, or leaves the device as new as it was. */
static struct outcome make_keys(struct world *world, const struct request *request, const uint8_t entropy[ENTROPY_SIZE])
{
	struct outcome outcome = fill(world, request, entropy);

	if (!succeeded(outcome)) {
		const uint32_t boot_count = world->state.boot_count;

		wipe(&world->state, sizeof(world->state));
		wipe(&world->keys, sizeof(world->keys));
		world->state.boot_count = boot_count;
		return outcome;
	}
	world->state.is_provisioned = true;
	return world_save(world);
}

static void write_public_part(struct writer *out, const struct keys *keys)
{
	write_bytes(out, keys->meter.address, ADDRESS_SIZE);
	write_bytes(out, keys->account.address, ADDRESS_SIZE);
	write_bytes(out, keys->meter.public_key, EVLOCK_PUBLIC_KEY_SIZE);
}

static struct outcome write_words(struct writer *out, const uint8_t entropy[ENTROPY_SIZE])
{
	char words[EVLOCK_WORDS_MAX];
	size_t size = 0;
	bool done = words_of(entropy, words, &size);

	write_uint(out, size, 2);
	write_bytes(out, (const uint8_t *)words, size);
	wipe(words, sizeof(words));
	return done ? DONE : REFUSED(INTERNAL, NONE);
}

static struct outcome provision_from(struct world *world, const struct request *request, uint8_t entropy[ENTROPY_SIZE],
				     struct writer *out)
{
	TRY(check_randomness());
	if (!platform_random(entropy, ENTROPY_SIZE))
		return REFUSED(RANDOMNESS_FAULT, NONE);
	TRY(make_keys(world, request, entropy));
	write_public_part(out, &world->keys);
	return write_words(out, entropy);
}

struct outcome provision(struct world *world, struct reader *in, struct writer *out)
{
	struct request request = { 0 };
	uint8_t entropy[ENTROPY_SIZE];
	struct outcome outcome;

	TRY(read_request(in, &request));
	TRY(read_end(in));
	if (world->state.is_provisioned)
		return REFUSED(ALREADY_PROVISIONED, NONE);
	TRY(check_request(&request));
	outcome = provision_from(world, &request, entropy, out);
	wipe(entropy, sizeof(entropy));
	return outcome;
}

static struct outcome restore_from(struct world *world, const struct request *request, struct bytes words,
				   uint8_t entropy[ENTROPY_SIZE])
{
	if (!words_entropy(words, entropy))
		return REFUSED(INVALID_INPUT, WORDS);
	TRY(check_randomness());
	return make_keys(world, request, entropy);
}

struct outcome restore(struct world *world, struct reader *in, struct writer *out)
{
	struct request request = { 0 };
	struct bytes words = { 0 };
	uint8_t entropy[ENTROPY_SIZE];
	struct outcome outcome;

	TRY(read_request(in, &request));
	TRY(read_text(in, EVLOCK_WORDS_MAX, &words));
	TRY(read_end(in));
	if (world->state.is_provisioned)
		return REFUSED(ALREADY_PROVISIONED, NONE);
	TRY(check_request(&request));
	outcome = restore_from(world, &request, words, entropy);
	wipe(entropy, sizeof(entropy));
	TRY(outcome);
	write_public_part(out, &world->keys);
	return DONE;
}
