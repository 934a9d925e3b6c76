/* SPDX-License-Identifier: Apache-2.0 */
/* The recovery phrase (24 words of BIP-39) and the account key that comes from it. */
#ifndef EVLOCK_WORDS_H
#define EVLOCK_WORDS_H

#include "curve.h"

#define ENTROPY_SIZE 32

/* The words, single spaces between, without a zero at the end; their length. False: hashing failed. */
bool words_of(const uint8_t entropy[ENTROPY_SIZE], char words[EVLOCK_WORDS_MAX], size_t *size);
/* The entropy behind the words; false unless they are 24 known ones with a valid checksum. */
bool words_entropy(struct bytes words, uint8_t entropy[ENTROPY_SIZE]);
/* The private key at EVLOCK_ACCOUNT_PATH; false where the path has none, or hashing failed. */
bool account_key(const uint8_t entropy[ENTROPY_SIZE], uint8_t key[PRIVATE_KEY_SIZE]);

#endif
