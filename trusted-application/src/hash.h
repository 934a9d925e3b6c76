/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256, HMAC and PBKDF2, by the mbedTLS of the TA kit (3.6) or of the host (2.28). False: the library failed. */
#ifndef EVLOCK_HASH_H
#define EVLOCK_HASH_H

#include "bytes.h"

#define SHA512_SIZE 64

/* Of the parts one after the other. */
bool sha256_of(const struct bytes *parts, size_t count, uint8_t hash[HASH_SIZE]);
bool hmac_sha256(struct bytes key, const struct bytes *parts, size_t count, uint8_t mac[HASH_SIZE]);
bool hmac_sha512(struct bytes key, const struct bytes *parts, size_t count, uint8_t mac[SHA512_SIZE]);
/* PBKDF2-HMAC-SHA512 (RFC 8018), one block of output. */
bool pbkdf2_sha512(struct bytes password, struct bytes salt, uint32_t iterations, uint8_t key[SHA512_SIZE]);

#endif
