/* SPDX-License-Identifier: Apache-2.0 */
#include "hash.h"

#include <mbedtls/md.h>

#include "secrets.h"

bool sha256_of(const struct bytes *parts, size_t count, uint8_t hash[HASH_SIZE])
{
	mbedtls_md_context_t context;
	bool done;

	mbedtls_md_init(&context);
	done = mbedtls_md_setup(&context, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 0) == 0 &&
	       mbedtls_md_starts(&context) == 0;
	for (size_t index = 0; done && index < count; index++)
		done = mbedtls_md_update(&context, parts[index].data, parts[index].size) == 0;
	done = done && mbedtls_md_finish(&context, hash) == 0;
	mbedtls_md_free(&context);
	return done;
}

static bool hmac(mbedtls_md_type_t type, struct bytes key, const struct bytes *parts, size_t count, uint8_t *mac)
{
	mbedtls_md_context_t context;
	bool done;

	mbedtls_md_init(&context);
	done = mbedtls_md_setup(&context, mbedtls_md_info_from_type(type), 1) == 0 &&
	       mbedtls_md_hmac_starts(&context, key.data, key.size) == 0;
	for (size_t index = 0; done && index < count; index++)
		done = mbedtls_md_hmac_update(&context, parts[index].data, parts[index].size) == 0;
	done = done && mbedtls_md_hmac_finish(&context, mac) == 0;
	mbedtls_md_free(&context);
	return done;
}

bool hmac_sha256(struct bytes key, const struct bytes *parts, size_t count, uint8_t mac[HASH_SIZE])
{
	return hmac(MBEDTLS_MD_SHA256, key, parts, count, mac);
}

bool hmac_sha512(struct bytes key, const struct bytes *parts, size_t count, uint8_t mac[SHA512_SIZE])
{
	return hmac(MBEDTLS_MD_SHA512, key, parts, count, mac);
}

/* One more iteration: block = HMAC(block). */
static bool iterate(mbedtls_md_context_t *context, uint8_t block[SHA512_SIZE])
{
	return mbedtls_md_hmac_reset(context) == 0 && mbedtls_md_hmac_update(context, block, SHA512_SIZE) == 0 &&
	       mbedtls_md_hmac_finish(context, block) == 0;
}

bool pbkdf2_sha512(struct bytes password, struct bytes salt, uint32_t iterations, uint8_t key[SHA512_SIZE])
{
	static const uint8_t first_block[4] = { 0, 0, 0, 1 };
	mbedtls_md_context_t context;
	uint8_t block[SHA512_SIZE];
	bool done;

	mbedtls_md_init(&context);
	done = mbedtls_md_setup(&context, mbedtls_md_info_from_type(MBEDTLS_MD_SHA512), 1) == 0 &&
	       mbedtls_md_hmac_starts(&context, password.data, password.size) == 0 &&
	       mbedtls_md_hmac_update(&context, salt.data, salt.size) == 0 &&
	       mbedtls_md_hmac_update(&context, first_block, sizeof(first_block)) == 0 &&
	       mbedtls_md_hmac_finish(&context, block) == 0;
	memset(key, 0, SHA512_SIZE);
	for (uint32_t iteration = 0; done && iteration < iterations; iteration++) {
		if (iteration > 0)
			done = iterate(&context, block);
		for (size_t index = 0; index < SHA512_SIZE; index++)
			key[index] ^= block[index];
	}
	mbedtls_md_free(&context);
	wipe(block, sizeof(block));
	return done;
}
