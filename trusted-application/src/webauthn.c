/* SPDX-License-Identifier: Apache-2.0 */
/* https://www.w3.org/TR/webauthn-3/ */
#include "webauthn.h"

#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>

#include "hash.h"

#define FLAGS_AT 32
#define USER_PRESENT 0x01
#define USER_VERIFIED 0x04
/* base64url of 32 bytes, without padding */
#define CHALLENGE_TEXT_SIZE 43

struct outcome read_assertion(struct reader *in, struct assertion *assertion)
{
	TRY(read_bytes(in, EVLOCK_ASSERTION_SIGNATURE_SIZE, &assertion->signature));
	TRY(read_variable(in, EVLOCK_AUTHENTICATOR_DATA_MAX, &assertion->authenticator_data));
	return read_text(in, EVLOCK_CLIENT_DATA_MAX, &assertion->client_data);
}

static void base64url(const uint8_t bytes[HASH_SIZE], char text[CHALLENGE_TEXT_SIZE])
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	for (size_t index = 0; index < CHALLENGE_TEXT_SIZE; index++) {
		size_t bit = index * 6;
		unsigned int pair = (unsigned int)bytes[bit / 8] << 8;

		if (bit / 8 + 1 < HASH_SIZE)
			pair |= bytes[bit / 8 + 1];
		text[index] = alphabet[pair >> (10 - bit % 8) & 0x3f];
	}
}

/* Takes `expected` from the front of `text`; false if `text` does not begin with it. */
static bool skip(struct bytes *text, const void *expected, size_t size)
{
	if (size > text->size || !same_bytes(text->data, expected, size))
		return false;
	text->data += size;
	text->size -= size;
	return true;
}

#define SKIP(text, literal) skip(text, literal, sizeof(literal) - 1)

/* The bytes up to the next quote, which is taken too; false when there is none. */
static bool take_string(struct bytes *text, struct bytes *string)
{
	const uint8_t *quote = text->size > 0 ? memchr(text->data, '"', text->size) : NULL;

	if (!quote)
		return false;
	*string = (struct bytes){ text->data, (size_t)(quote - text->data) };
	text->data += string->size + 1;
	text->size -= string->size + 1;
	return true;
}

static bool is_text(struct bytes string, const void *expected, size_t size)
{
	return string.size == size && same_bytes(string.data, expected, size);
}

static bool is_allowed(const struct relying_party *party, struct bytes origin)
{
	for (size_t index = 0; index < party->origin_count; index++)
		if (is_text(origin, party->origins[index].text, party->origins[index].size))
			return true;
	return false;
}

/* What follows the origin: nothing, or that the page was not embedded in one of another origin, and what browsers add. */
static struct outcome check_rest(struct bytes rest)
{
	bool is_cross;

	if (is_text(rest, "}", 1))
		return DONE;
	if (!SKIP(&rest, ",\"crossOrigin\":"))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	is_cross = SKIP(&rest, "true");
	if (!is_cross && !SKIP(&rest, "false"))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	if (!is_text(rest, "}", 1) && (rest.size == 0 || rest.data[0] != ','))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	return is_cross ? REFUSED(ASSERTION_INVALID, CROSS_ORIGIN) : DONE;
}

/*
 * https://www.w3.org/TR/webauthn-3/#clientdatajson-verification, and the one form more that browsers without crossOrigin
 * write. No JSON is parsed: a quote ends a string, and no string that is allowed holds a backslash.
 */
struct outcome check_client_data(struct bytes text, const uint8_t challenge[HASH_SIZE],
				 const struct relying_party *party)
{
	static const char get[] = "webauthn.get";
	char expected[CHALLENGE_TEXT_SIZE];
	struct bytes string = { 0 };

	base64url(challenge, expected);
	if (!SKIP(&text, "{\"type\":\"") || !take_string(&text, &string))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	if (!is_text(string, get, sizeof(get) - 1))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA_TYPE);
	if (!SKIP(&text, ",\"challenge\":\"") || !take_string(&text, &string))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	if (!is_text(string, expected, sizeof(expected)))
		return REFUSED(ASSERTION_INVALID, CHALLENGE);
	if (!SKIP(&text, ",\"origin\":\"") || !take_string(&text, &string))
		return REFUSED(ASSERTION_INVALID, CLIENT_DATA);
	if (!is_allowed(party, string))
		return REFUSED(ASSERTION_INVALID, ORIGIN);
	return check_rest(text);
}

/* P-256, and a point to be checked against it. */
struct verifier {
	mbedtls_ecp_group group;
	mbedtls_ecp_point point;
};

static bool start_verifier(struct verifier *verifier, const struct passkey *passkey)
{
	uint8_t uncompressed[65] = { 0x04 };

	memcpy(uncompressed + 1, passkey->x, sizeof(passkey->x));
	memcpy(uncompressed + 33, passkey->y, sizeof(passkey->y));
	mbedtls_ecp_group_init(&verifier->group);
	mbedtls_ecp_point_init(&verifier->point);
	return mbedtls_ecp_group_load(&verifier->group, MBEDTLS_ECP_DP_SECP256R1) == 0 &&
	       mbedtls_ecp_point_read_binary(&verifier->group, &verifier->point, uncompressed, sizeof(uncompressed)) == 0 &&
	       mbedtls_ecp_check_pubkey(&verifier->group, &verifier->point) == 0;
}

static void end_verifier(struct verifier *verifier)
{
	mbedtls_ecp_point_free(&verifier->point);
	mbedtls_ecp_group_free(&verifier->group);
}

bool is_passkey(const struct passkey *passkey)
{
	struct verifier verifier;
	bool valid = start_verifier(&verifier, passkey);

	end_verifier(&verifier);
	return valid;
}

static bool signed_by(const struct passkey *passkey, const uint8_t hash[HASH_SIZE], const uint8_t *signature)
{
	struct verifier verifier;
	mbedtls_mpi r;
	mbedtls_mpi s;
	bool valid;

	mbedtls_mpi_init(&r);
	mbedtls_mpi_init(&s);
	valid = start_verifier(&verifier, passkey) && mbedtls_mpi_read_binary(&r, signature, 32) == 0 &&
		mbedtls_mpi_read_binary(&s, signature + 32, 32) == 0 &&
		mbedtls_ecdsa_verify(&verifier.group, hash, HASH_SIZE, &verifier.point, &r, &s) == 0;
	mbedtls_mpi_free(&r);
	mbedtls_mpi_free(&s);
	end_verifier(&verifier);
	return valid;
}

static struct outcome check_passkeys(const struct assertion *assertion, const struct relying_party *party)
{
	uint8_t client_data_hash[HASH_SIZE];
	uint8_t hash[HASH_SIZE];
	const struct bytes message[] = { assertion->authenticator_data, { client_data_hash, HASH_SIZE } };

	if (!sha256_of(&assertion->client_data, 1, client_data_hash) || !sha256_of(message, 2, hash))
		return REFUSED(INTERNAL, NONE);
	for (size_t index = 0; index < party->passkey_count; index++)
		if (signed_by(&party->passkeys[index], hash, assertion->signature))
			return DONE;
	return REFUSED(ASSERTION_INVALID, PASSKEY_SIGNATURE);
}

struct outcome check_assertion(const struct assertion *assertion, const uint8_t challenge[HASH_SIZE],
			       const struct relying_party *party)
{
	const struct bytes data = assertion->authenticator_data;
	uint8_t rp_id_hash[HASH_SIZE];

	if (data.size < EVLOCK_AUTHENTICATOR_DATA_MIN)
		return REFUSED(ASSERTION_INVALID, AUTHENTICATOR_DATA);
	TRY(check_client_data(assertion->client_data, challenge, party));
	if (!sha256_of(&party->rp_id, 1, rp_id_hash))
		return REFUSED(INTERNAL, NONE);
	if (!same_bytes(data.data, rp_id_hash, HASH_SIZE))
		return REFUSED(ASSERTION_INVALID, RP_ID_HASH);
	if (!(data.data[FLAGS_AT] & USER_PRESENT))
		return REFUSED(ASSERTION_INVALID, USER_PRESENT);
	if (!(data.data[FLAGS_AT] & USER_VERIFIED))
		return REFUSED(ASSERTION_INVALID, USER_VERIFIED);
	if (party->passkey_count == 0)
		return REFUSED(ASSERTION_INVALID, PASSKEY_BOUND);
	return check_passkeys(assertion, party);
}
