/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include "platform.h"
#include "secrets.h"

#define KEY_ATTEMPTS 8

struct outcome make_private_key(uint8_t key[PRIVATE_KEY_SIZE])
{
	for (size_t attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
		if (!platform_random(key, PRIVATE_KEY_SIZE))
			break;
		if (curve_is_private_key(key))
			return DONE;
	}
	wipe(key, PRIVATE_KEY_SIZE);
	return REFUSED(RANDOMNESS_FAULT, NONE);
}

static struct outcome load(const uint8_t private_key[PRIVATE_KEY_SIZE], struct key *key)
{
	memcpy(key->private_key, private_key, PRIVATE_KEY_SIZE);
	return curve_public_key(private_key, key->public_key, key->address) ? DONE : REFUSED(INTERNAL, NONE);
}

struct outcome keys_load(const struct secrets *secrets, struct keys *keys)
{
	uint8_t account[PRIVATE_KEY_SIZE];
	struct outcome loaded = account_key(secrets->entropy, account) ? load(account, &keys->account)
								       : REFUSED(RANDOMNESS_FAULT, NONE);

	wipe(account, sizeof(account));
	TRY(loaded);
	TRY(load(secrets->meter, &keys->meter));
	return load(secrets->attestation, &keys->attestation);
}

struct outcome key_sign(const struct key *key, const uint8_t digest[HASH_SIZE], uint8_t signature[EVLOCK_SIGNATURE_SIZE])
{
	return curve_sign(key->private_key, digest, signature) ? DONE : REFUSED(INTERNAL, NONE);
}

struct outcome check_signature(const uint8_t digest[HASH_SIZE], const uint8_t *signature, const uint8_t *signer,
			       uint8_t *public_key)
{
	uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE];
	uint8_t address[ADDRESS_SIZE];

	if (!curve_recover(digest, signature, compressed, address) || !same_bytes(address, signer, ADDRESS_SIZE))
		return REFUSED(INVALID_SIGNATURE, NONE);
	if (public_key)
		memcpy(public_key, compressed, sizeof(compressed));
	return DONE;
}
