/* SPDX-License-Identifier: Apache-2.0 */
/* Passkey assertions (WebAuthn level 3), checked in the order that the header gives. */
#ifndef EVLOCK_WEBAUTHN_H
#define EVLOCK_WEBAUTHN_H

#include "codec.h"

/* A point of P-256. */
struct passkey {
	uint8_t x[32];
	uint8_t y[32];
};

/* Of a page, as browsers write it. */
struct origin {
	uint8_t text[EVLOCK_ORIGIN_MAX];
	size_t size;
};

struct assertion {
	const uint8_t *signature;
	struct bytes authenticator_data;
	struct bytes client_data;
};

/* The page that the owner's passkeys speak for, and any of which may have signed. */
struct relying_party {
	struct bytes rp_id;
	const struct origin *origins;
	size_t origin_count;
	const struct passkey *passkeys;
	size_t passkey_count;
};

struct outcome read_assertion(struct reader *in, struct assertion *assertion);
bool is_passkey(const struct passkey *passkey);
/* ASSERTION_INVALID with what differs first from client data of this challenge, made on a page of the party. */
struct outcome check_client_data(struct bytes text, const uint8_t challenge[HASH_SIZE],
				 const struct relying_party *party);
/* ASSERTION_INVALID with the check that failed first, unless a passkey approved `challenge`. */
struct outcome check_assertion(const struct assertion *assertion, const uint8_t challenge[HASH_SIZE],
			       const struct relying_party *party);

#endif
