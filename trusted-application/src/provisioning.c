/* SPDX-License-Identifier: Apache-2.0 */
/* PROVISION and RESTORE: the only commands that make keys. */
#include "calibration.h"
#include "commands.h"
#include "keccak.h"
#include "platform.h"
#include "randomness.h"
#include "secrets.h"

/* Largest integer that every reader of JSON keeps whole: 2^53 - 1. */
#define CHAIN_ID_MAX 9007199254740991u

struct request {
	uint64_t chain_id;
	const uint8_t *market;
	uint64_t date;
	const uint8_t *limits;
	const uint8_t *calibration;
	const uint8_t *addresses;
	size_t address_count;
	struct bytes rp_id;
	struct bytes origins[EVLOCK_ORIGINS_MAX];
	size_t origin_count;
};

/* list<EVLOCK_ORIGINS_MAX> of text<EVLOCK_ORIGIN_MAX> */
static struct outcome read_origins(struct reader *in, struct request *request)
{
	uint64_t count = 0;

	TRY(read_uint(in, 2, &count));
	if (count > EVLOCK_ORIGINS_MAX)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	request->origin_count = (size_t)count;
	for (size_t index = 0; index < request->origin_count; index++)
		TRY(read_text(in, EVLOCK_ORIGIN_MAX, &request->origins[index]));
	return DONE;
}

static struct outcome read_request(struct reader *in, struct request *request)
{
	TRY(read_uint(in, 8, &request->chain_id));
	TRY(read_bytes(in, ADDRESS_SIZE, &request->market));
	TRY(read_uint(in, 5, &request->date));
	TRY(read_bytes(in, EVLOCK_LAYOUT_LIMITS_SIZE, &request->limits));
	TRY(read_bytes(in, EVLOCK_LAYOUT_CALIBRATION_SIZE, &request->calibration));
	TRY(read_list(in, EVLOCK_WITHDRAWAL_ADDRESSES_MAX, ADDRESS_SIZE, &request->addresses, &request->address_count));
	TRY(read_text(in, EVLOCK_RP_ID_MAX, &request->rp_id));
	return read_origins(in, request);
}

static bool is_development(uint64_t chain_id)
{
	return chain_id == EVLOCK_LOCAL_CHAIN_ID || chain_id == EVLOCK_TEST_CHAIN_ID;
}

static bool is_host_character(uint8_t byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       (byte != 0 && strchr(".:[]-", byte) != NULL);
}

/* Takes `expected` from the front of `text`; false when it does not stand there. */
static bool skip(struct bytes *text, const char *expected)
{
	const size_t size = strlen(expected);

	if (size > text->size || !same_bytes(text->data, (const uint8_t *)expected, size))
		return false;
	text->data += size;
	text->size -= size;
	return true;
}

/*
 * A scheme and a host: it stands in clientDataJSON as it is, so nothing that JSON would escape. Passkeys work on secure
 * pages alone, and on those of the own machine; whoever is on that has the page too, so not where money is real.
 */
static bool is_origin(struct bytes origin, uint64_t chain_id)
{
	const bool is_secure = skip(&origin, "https://");
	struct bytes rest;
	bool is_local;

	if (!is_secure && !skip(&origin, "http://"))
		return false;
	for (size_t index = 0; index < origin.size; index++)
		if (!is_host_character(origin.data[index]))
			return false;
	rest = origin;
	is_local = skip(&rest, "localhost") && (rest.size == 0 || rest.data[0] == ':');
	return is_local ? is_development(chain_id) : is_secure && origin.size > 0;
}

static bool are_origins(const struct request *request)
{
	for (size_t index = 0; index < request->origin_count; index++)
		if (!is_origin(request->origins[index], request->chain_id))
			return false;
	return request->origin_count > 0;
}

/* INVALID_INPUT for settings with which the arithmetic of section 5 of the header would not hold. */
static struct outcome check_request(const struct request *request)
{
	const struct calibration calibration = read_calibration(request->calibration);
	uint64_t power_limit = get_uint(request->limits + EVLOCK_LAYOUT_LIMITS_POWER_LIMIT_AT, 4);

	if (request->chain_id == 0 || request->chain_id > CHAIN_ID_MAX || request->rp_id.size == 0 ||
	    !are_origins(request) || power_limit == 0 || power_limit > EVLOCK_POWER_MAX_MILLIWATT)
		return REFUSED(INVALID_INPUT, NONE);
	return check_calibration(&calibration);
}

static void copy_settings(const struct request *request, struct settings *settings)
{
	settings->chain_id = request->chain_id;
	memcpy(settings->market, request->market, sizeof(settings->market));
	memcpy(settings->limits, request->limits, sizeof(settings->limits));
	memcpy(settings->calibration, request->calibration, sizeof(settings->calibration));
	memcpy(settings->withdrawal_addresses, request->addresses, request->address_count * ADDRESS_SIZE);
	settings->withdrawal_address_count = request->address_count;
	memcpy(settings->rp_id, request->rp_id.data, request->rp_id.size);
	settings->rp_id_size = request->rp_id.size;
	for (size_t index = 0; index < request->origin_count; index++) {
		memcpy(settings->origins[index].text, request->origins[index].data, request->origins[index].size);
		settings->origins[index].size = request->origins[index].size;
	}
	settings->origin_count = request->origin_count;
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
	state->date = request->date;
	world->date_at = world_now();
	TRY(make_device_id(state->device_id));
	TRY(make_private_key(state->secrets.meter));
	TRY(make_private_key(state->secrets.attestation));
	memcpy(state->secrets.entropy, entropy, ENTROPY_SIZE);
	state->next_binding_id = 1;
	state->next_mandate_id = 1;
	state->next_nonce = 1;
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
