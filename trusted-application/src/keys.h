/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of the secure world, and the one way in which they sign. */
#ifndef EVLOCK_KEYS_H
#define EVLOCK_KEYS_H

#include "outcome.h"
#include "typed_data.h"
#include "words.h"

struct key {
	uint8_t private_key[PRIVATE_KEY_SIZE];
	uint8_t address[ADDRESS_SIZE];
	uint8_t public_key[EVLOCK_PUBLIC_KEY_SIZE];
};

struct keys {
	struct key meter;
	struct key account;
	struct key attestation;
};

/* What is stored of them. */
struct secrets {
	uint8_t meter[PRIVATE_KEY_SIZE];
	uint8_t attestation[PRIVATE_KEY_SIZE];
	/* The source of the recovery phrase and of the account key. */
	uint8_t entropy[ENTROPY_SIZE];
};

/* A new private key. RANDOMNESS_FAULT when the source gives none that is valid. */
struct outcome make_private_key(uint8_t key[PRIVATE_KEY_SIZE]);
struct outcome keys_load(const struct secrets *secrets, struct keys *keys);
/* A digest of typed data and nothing else: no caller can hand it bytes. */
struct outcome key_sign(const struct key *key, const uint8_t digest[HASH_SIZE], uint8_t signature[EVLOCK_SIGNATURE_SIZE]);
/* INVALID_SIGNATURE unless the holder of `signer` signed; gives its public key where that is not NULL. */
struct outcome check_signature(const uint8_t digest[HASH_SIZE], const uint8_t *signature, const uint8_t *signer,
			       uint8_t *public_key);

#endif
