/* SPDX-License-Identifier: Apache-2.0 */
/* Keccak-256 as Ethereum uses it: the padding of the submission (01), not that of SHA-3 (06). */
#ifndef EVLOCK_KECCAK_H
#define EVLOCK_KECCAK_H

#include "bytes.h"

#define KECCAK_RATE 136

struct keccak {
	uint64_t lanes[25];
	size_t filled;
};

void keccak_start(struct keccak *sponge);
void keccak_add(struct keccak *sponge, const uint8_t *bytes, size_t size);
void keccak_finish(struct keccak *sponge, uint8_t hash[HASH_SIZE]);

#endif
