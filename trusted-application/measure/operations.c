/* SPDX-License-Identifier: Apache-2.0 */
#include "operations.h"

#include "receipts.h"
#include "webauthn.h"
#include "world.h"

#define CHAIN_ID 31337

static const uint8_t rp_id[] = "localhost";
static const uint8_t origin[] = "http://localhost:4100";

/* A meter of its own beside the real one, so that nothing of that one is signed with or stored. */
static struct world meter;
static struct delivery_record record;
static uint8_t digest[HASH_SIZE];
static uint8_t signature[EVLOCK_SIGNATURE_SIZE];
static struct passkey passkey;
static struct assertion assertion;

static bool start_meter(void)
{
	static const uint8_t market[ADDRESS_SIZE] = { 0x4d };
	struct key *key = &meter.keys.meter;

	memset(key->private_key, 0x5b, sizeof(key->private_key));
	domain_separator(CHAIN_ID, market, meter.separator);
	/* More sequences than are signed: no round stores anything. */
	record.sequence = (struct sequence){ 1, UINT64_MAX };
	record.cause = EVLOCK_CAUSE_NONE;
	return curve_start() && curve_public_key(key->private_key, key->public_key, key->address);
}

static bool sign(void)
{
	bool done = curve_sign(meter.keys.meter.private_key, digest, signature);

	/* Another digest in each round. */
	memcpy(digest, signature, sizeof(digest));
	return done;
}

static bool receipt(void)
{
	uint8_t response[EVLOCK_RESPONSE_MAX];
	struct writer out = { .data = response, .capacity = sizeof(response) };

	return succeeded(sign_own_receipt(&meter, &record, &out));
}

static bool recover(void)
{
	uint8_t signer[EVLOCK_PUBLIC_KEY_SIZE];
	uint8_t address[ADDRESS_SIZE];

	return curve_recover(digest, signature, signer, address) &&
	       same_bytes(address, meter.keys.meter.address, ADDRESS_SIZE);
}

static bool hash(void)
{
	uint8_t encoded[EVLOCK_LAYOUT_STRUCT_RECEIPT_SIZE] = { 0 };

	receipt_set_trade_id(encoded, digest);
	world_digest(&meter, STRUCT_RECEIPT, encoded, digest);
	return true;
}

static bool approve(void)
{
	const struct relying_party party = {
		.rp_id = { rp_id, sizeof(rp_id) - 1 },
		.origin = { origin, sizeof(origin) - 1 },
		.passkeys = &passkey,
		.passkey_count = 1,
	};

	return succeeded(check_assertion(&assertion, digest, &party));
}

static bool (*const operations[OPERATION_COUNT])(void) = {
	[OPERATION_RECEIPT] = receipt, [OPERATION_SIGN] = sign,		[OPERATION_RECOVER] = recover,
	[OPERATION_DIGEST] = hash,     [OPERATION_ASSERTION] = approve,
};

static struct outcome read_approval(struct reader *in)
{
	const uint8_t *parts = NULL;

	TRY(read_bytes(in, sizeof(passkey.x) + sizeof(passkey.y) + HASH_SIZE, &parts));
	memcpy(passkey.x, parts, sizeof(passkey.x));
	memcpy(passkey.y, parts + sizeof(passkey.x), sizeof(passkey.y));
	memcpy(digest, parts + sizeof(passkey.x) + sizeof(passkey.y), sizeof(digest));
	return read_assertion(in, &assertion);
}

/* What the rounds start from. */
static bool prepare(enum operation operation)
{
	if (!start_meter())
		return false;
	if (operation != OPERATION_RECOVER)
		return true;
	memset(digest, 0xd1, sizeof(digest));
	return curve_sign(meter.keys.meter.private_key, digest, signature);
}

struct outcome run_operation(struct bytes request, struct writer *out)
{
	struct reader in = { request.data, request.size };
	uint8_t operation = 0;
	uint64_t rounds = 0;
	uint64_t begun;

	TRY(read_enumeration(&in, OPERATION_COUNT, &operation));
	TRY(read_uint(&in, 4, &rounds));
	if (operation == OPERATION_ASSERTION)
		TRY(read_approval(&in));
	TRY(read_end(&in));
	if (!prepare((enum operation)operation))
		return REFUSED(INTERNAL, NONE);
	begun = measure_clock();
	for (uint64_t round = 0; round < rounds; round++)
		if (!operations[operation]())
			return REFUSED(INTERNAL, NONE);
	write_uint(out, measure_clock() - begun, 8);
	return DONE;
}
