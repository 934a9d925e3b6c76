/* SPDX-License-Identifier: Apache-2.0 */
/* secp256k1 by libsecp256k1: constant time, RFC 6979, low s. False: the input is no key, point or signature. */
#ifndef EVLOCK_CURVE_H
#define EVLOCK_CURVE_H

#include "bytes.h"
#include "evlock_ta.h"

#define PRIVATE_KEY_SIZE 32

/* Before anything else here; draws randomness to blind what is computed with private keys. */
bool curve_start(void);

bool curve_is_private_key(const uint8_t key[PRIVATE_KEY_SIZE]);
bool curve_public_key(const uint8_t key[PRIVATE_KEY_SIZE], uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE],
		      uint8_t address[ADDRESS_SIZE]);
/* key = key + tweak modulo the order; false when that is no private key. */
bool curve_add(uint8_t key[PRIVATE_KEY_SIZE], const uint8_t tweak[PRIVATE_KEY_SIZE]);
bool curve_sign(const uint8_t key[PRIVATE_KEY_SIZE], const uint8_t digest[HASH_SIZE],
		uint8_t signature[EVLOCK_SIGNATURE_SIZE]);
/* Who signed. False also for a high s and for a v that is not 27 or 28. */
bool curve_recover(const uint8_t digest[HASH_SIZE], const uint8_t signature[EVLOCK_SIGNATURE_SIZE],
		   uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE], uint8_t address[ADDRESS_SIZE]);
/* SHA-256 of the compressed ECDH point. */
bool curve_shared_secret(const uint8_t key[PRIVATE_KEY_SIZE], const uint8_t compressed[EVLOCK_PUBLIC_KEY_SIZE],
			 uint8_t secret[HASH_SIZE]);

#endif
