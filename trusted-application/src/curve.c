/* SPDX-License-Identifier: Apache-2.0 */
#include "curve.h"

#include <secp256k1.h>
#include <secp256k1_ecdh.h>
#include <secp256k1_recovery.h>

#include "keccak.h"
#include "platform.h"
#include "secrets.h"

#define UNCOMPRESSED_SIZE 65

/* Half of the order of the curve: the largest low s. */
static const uint8_t half_order[32] = {
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
};

static secp256k1_context *context;

/* The library calls these for arguments that this file never gives. */
_Noreturn void secp256k1_default_illegal_callback_fn(const char *message, void *data);
_Noreturn void secp256k1_default_error_callback_fn(const char *message, void *data);

_Noreturn void secp256k1_default_illegal_callback_fn(const char *message, void *data)
{
	(void)message;
	(void)data;
	platform_panic();
}

_Noreturn void secp256k1_default_error_callback_fn(const char *message, void *data)
{
	(void)message;
	(void)data;
	platform_panic();
}

bool curve_start(void)
{
	uint8_t blinding[32];
	bool done;

	if (!context)
		context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
	if (!context || !platform_random(blinding, sizeof(blinding)))
		return false;
	done = secp256k1_context_randomize(context, blinding) == 1;
	wipe(blinding, sizeof(blinding));
	return done;
}

bool curve_is_private_key(const uint8_t key[PRIVATE_KEY_SIZE])
{
	return secp256k1_ec_seckey_verify(context, key) == 1;
}

static void serialize(const secp256k1_pubkey *point, uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE],
		      uint8_t address[ADDRESS_SIZE])
{
	uint8_t uncompressed[UNCOMPRESSED_SIZE];
	uint8_t hash[HASH_SIZE];
	struct keccak sponge;
	size_t size = EVLOCK_PUBLIC_KEY_SIZE;

	(void)secp256k1_ec_pubkey_serialize(context, compressed, &size, point, SECP256K1_EC_COMPRESSED);
	size = sizeof(uncompressed);
	(void)secp256k1_ec_pubkey_serialize(context, uncompressed, &size, point, SECP256K1_EC_UNCOMPRESSED);
	keccak_start(&sponge);
	keccak_add(&sponge, uncompressed + 1, sizeof(uncompressed) - 1);
	keccak_finish(&sponge, hash);
	memcpy(address, hash + HASH_SIZE - ADDRESS_SIZE, ADDRESS_SIZE);
}

bool curve_public_key(const uint8_t key[PRIVATE_KEY_SIZE], uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE],
		      uint8_t address[ADDRESS_SIZE])
{
	secp256k1_pubkey point;

	if (secp256k1_ec_pubkey_create(context, &point, key) != 1)
		return false;
	serialize(&point, compressed, address);
	return true;
}

bool curve_add(uint8_t key[PRIVATE_KEY_SIZE], const uint8_t tweak[PRIVATE_KEY_SIZE])
{
#ifdef EVLOCK_SECP256K1_BEFORE_0_2
	return secp256k1_ec_privkey_tweak_add(context, key, tweak) == 1;
#else
	return secp256k1_ec_seckey_tweak_add(context, key, tweak) == 1;
#endif
}

bool curve_sign(const uint8_t key[PRIVATE_KEY_SIZE], const uint8_t digest[HASH_SIZE],
		uint8_t signature[EVLOCK_SIGNATURE_SIZE])
{
	secp256k1_ecdsa_recoverable_signature made;
	int recovery = 0;

	if (secp256k1_ecdsa_sign_recoverable(context, &made, digest, key, NULL, NULL) != 1)
		return false;
	(void)secp256k1_ecdsa_recoverable_signature_serialize_compact(context, signature, &recovery, &made);
	signature[64] = (uint8_t)(27 + recovery);
	return true;
}

bool curve_recover(const uint8_t digest[HASH_SIZE], const uint8_t signature[EVLOCK_SIGNATURE_SIZE],
		   uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE], uint8_t address[ADDRESS_SIZE])
{
	secp256k1_ecdsa_recoverable_signature parsed;
	secp256k1_pubkey point;
	uint8_t v = signature[64];

	if ((v != 27 && v != 28) || memcmp(signature + 32, half_order, sizeof(half_order)) > 0)
		return false;
	if (secp256k1_ecdsa_recoverable_signature_parse_compact(context, &parsed, signature, v - 27) != 1 ||
	    secp256k1_ecdsa_recover(context, &point, &parsed, digest) != 1)
		return false;
	serialize(&point, compressed, address);
	return true;
}

bool curve_shared_secret(const uint8_t key[PRIVATE_KEY_SIZE], const uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE],
			 uint8_t secret[HASH_SIZE])
{
	secp256k1_pubkey point;

	return secp256k1_ec_pubkey_parse(context, &point, compressed, EVLOCK_PUBLIC_KEY_SIZE) == 1 &&
	       secp256k1_ecdh(context, secret, &point, key, NULL, NULL) == 1;
}
