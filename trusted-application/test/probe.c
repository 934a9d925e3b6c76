/* SPDX-License-Identifier: Apache-2.0 */
/* Answers one line of hex for each line `what argument…`, arguments in hex: the core's functions, for vectors/. */
#include <stdio.h>
#include <stdlib.h>

#include "calibration.h"
#include "hash.h"
#include "keccak.h"
#include "keys.h"
#include "mark.h"
#include "registers.h"
#include "state.h"
#include "utf8.h"
#include "webauthn.h"

#define LINE_MAX_SIZE 65536
#define ARGUMENTS_MAX 8

static char line[LINE_MAX_SIZE];
static uint8_t storage[LINE_MAX_SIZE];
static struct bytes arguments[ARGUMENTS_MAX];
static size_t argument_count;

static void print(const uint8_t *bytes, size_t size)
{
	for (size_t index = 0; index < size; index++)
		(void)printf("%02x", bytes[index]);
	(void)printf("\n");
}

static void print_uint(uint64_t value)
{
	uint8_t bytes[8];

	set_uint(bytes, value, sizeof(bytes));
	print(bytes, sizeof(bytes));
}

static void print_status(struct outcome outcome)
{
	(void)printf("status %u %u\n", outcome.status, outcome.check);
}

static uint64_t number(size_t index)
{
	return get_uint(arguments[index].data, arguments[index].size);
}

static void keccak(void)
{
	struct keccak sponge;
	uint8_t hash[HASH_SIZE];

	keccak_start(&sponge);
	keccak_add(&sponge, arguments[0].data, arguments[0].size);
	keccak_finish(&sponge, hash);
	print(hash, sizeof(hash));
}

static void separator(void)
{
	uint8_t hash[HASH_SIZE];

	domain_separator(number(0), arguments[1].data, hash);
	print(hash, sizeof(hash));
}

/* separator, kind, encoding: hash and digest, or the status of a malformed one. */
static void typed_data(void)
{
	struct reader in = { arguments[2].data, arguments[2].size };
	const enum struct_kind kind = (enum struct_kind)number(1);
	const uint8_t *encoded = NULL;
	uint8_t hashes[2 * HASH_SIZE];
	struct outcome outcome = read_struct(&in, kind, &encoded);

	if (succeeded(outcome))
		outcome = read_end(&in);
	if (!succeeded(outcome)) {
		print_status(outcome);
		return;
	}
	struct_hash(kind, encoded, hashes);
	struct_digest(arguments[0].data, kind, encoded, hashes + HASH_SIZE);
	print(hashes, sizeof(hashes));
}

static void key(void)
{
	uint8_t made[EVLOCK_PUBLIC_KEY_SIZE + ADDRESS_SIZE];

	if (!curve_public_key(arguments[0].data, made, made + EVLOCK_PUBLIC_KEY_SIZE))
		exit(1);
	print(made, sizeof(made));
}

static void sign(void)
{
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];

	if (!curve_sign(arguments[0].data, arguments[1].data, signature))
		exit(1);
	print(signature, sizeof(signature));
}

static void secret(void)
{
	uint8_t shared[HASH_SIZE];

	if (!curve_shared_secret(arguments[0].data, arguments[1].data, shared))
		exit(1);
	print(shared, sizeof(shared));
}

static void words(void)
{
	char text[EVLOCK_WORDS_MAX];
	uint8_t entropy[ENTROPY_SIZE];
	uint8_t private_key[PRIVATE_KEY_SIZE];
	size_t size = 0;

	if (!words_of(arguments[0].data, text, &size) || !account_key(arguments[0].data, private_key))
		exit(1);
	if (!words_entropy((struct bytes){ (const uint8_t *)text, size }, entropy) ||
	    !same_bytes(entropy, arguments[0].data, sizeof(entropy)))
		exit(1);
	(void)printf("%.*s\n", (int)size, text);
	print(private_key, sizeof(private_key));
}

static void sha256(void)
{
	uint8_t hash[HASH_SIZE];

	if (!sha256_of(arguments, argument_count, hash))
		exit(1);
	print(hash, sizeof(hash));
}

static void interval(void)
{
	print_uint(mark_interval(arguments[0].data, arguments[1].data, (uint32_t)number(2)));
}

static struct registers registers;

/* calibration, interval, samples: the registers after them. */
static void energy(void)
{
	const struct calibration calibration = read_calibration(arguments[0].data);
	const struct samples samples = { arguments[2].data, arguments[2].size / EVLOCK_LAYOUT_SAMPLE_SIZE };
	struct batch_power power;

	if (!succeeded(measure(&calibration, samples, EVLOCK_POWER_MAX_MILLIWATT, &power)))
		exit(1);
	count_energy(&registers, &power, (uint32_t)number(1));
	print((const uint8_t[]){ 0 }, 0);
	print_uint(registers.import);
	print_uint(registers.export);
	print_uint(registers.import_rest);
	print_uint(registers.export_rest);
}

static void start_registers(void)
{
	memset(&registers, 0, sizeof(registers));
}

static struct flow flow;
static struct marks marks;

static void start_flow(void)
{
	memset(&flow, 0, sizeof(flow));
	marks_start(&marks, true, arguments[0].data, arguments[1].data);
}

/* time (us), current (uA), noise floor (uA): event, its time, whether it was a mark, whether one is missing. */
static void push(void)
{
	const int64_t time = (int64_t)number(0);
	const struct flow_event event = flow_push(&flow, time, (int64_t)number(1), (int64_t)number(2));
	const bool is_mark = marks_observe(&marks, event);

	marks_pass(&marks, time, flow.dip_since);
	(void)printf("%d %lld %d %d\n", (int)event.kind, (long long)event.at, is_mark, marks.missing);
}

static struct origin origin_of(struct bytes text)
{
	struct origin origin = { .size = text.size };

	memcpy(origin.text, text.data, text.size);
	return origin;
}

/* challenge, client data, two origins: the status. */
static void client_data(void)
{
	const struct origin origins[] = { origin_of(arguments[2]), origin_of(arguments[3]) };
	const struct relying_party party = { .origins = origins, .origin_count = 2 };

	print_status(check_client_data(arguments[1], arguments[0].data, &party));
}

static void utf8(void)
{
	print_uint(is_utf8(arguments[0]));
}

/* What the largest state takes, and what is reserved for it by the layout. */
static void largest_state(void)
{
	static struct state state;
	static uint8_t encoded[STATE_ENCODED_MAX];

	state.is_provisioned = true;
	state.settings.withdrawal_address_count = EVLOCK_WITHDRAWAL_ADDRESSES_MAX;
	state.settings.rp_id_size = EVLOCK_RP_ID_MAX;
	state.settings.origin_count = EVLOCK_ORIGINS_MAX;
	for (size_t index = 0; index < EVLOCK_ORIGINS_MAX; index++)
		state.settings.origins[index].size = EVLOCK_ORIGIN_MAX;
	state.passkey_count = EVLOCK_PASSKEYS_MAX;
	state.mandate_count = EVLOCK_MANDATES_MAX;
	state.order_count = EVLOCK_ORDERS_MAX;
	state.delivery_count = EVLOCK_TRADES_MAX;
	state.former_count = EVLOCK_FORMER_MARKETS_MAX;
	(void)printf("%zu %zu\n", state_encode(&state, encoded), (size_t)STATE_ENCODED_LARGEST);
}

static const struct {
	const char *name;
	size_t arguments;
	void (*run)(void);
} probes[] = {
	{ "keccak", 1, keccak },     { "separator", 2, separator }, { "typed-data", 3, typed_data },
	{ "key", 1, key },	     { "sign", 2, sign },	    { "secret", 2, secret },
	{ "words", 1, words },	     { "sha256", 1, sha256 },	    { "interval", 3, interval },
	{ "energy", 3, energy },     { "registers", 0, start_registers }, { "flow", 2, start_flow },
	{ "push", 3, push },	     { "utf8", 1, utf8 },	    { "client-data", 4, client_data },
	{ "largest-state", 0, largest_state },
};

/* `-` is the empty argument. */
static void parse_arguments(void)
{
	uint8_t *at = storage;
	char *text;

	argument_count = 0;
	while ((text = strtok(NULL, " \n")) != NULL && argument_count < ARGUMENTS_MAX) {
		const size_t size = text[0] == '-' ? 0 : strlen(text) / 2;

		arguments[argument_count++] = (struct bytes){ at, size };
		for (size_t index = 0; index < size; index++) {
			const char pair[3] = { text[2 * index], text[2 * index + 1], 0 };

			*at++ = (uint8_t)strtoul(pair, NULL, 16);
		}
	}
}

int main(void)
{
	if (!curve_start())
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		const char *name = strtok(line, " \n");
		bool found = false;

		parse_arguments();
		for (size_t index = 0; name && index < sizeof(probes) / sizeof(probes[0]); index++) {
			if (strcmp(name, probes[index].name) == 0 && probes[index].arguments == argument_count) {
				probes[index].run();
				found = true;
			}
		}
		if (!found)
			return 2;
	}
	return 0;
}
