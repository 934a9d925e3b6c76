/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed structs by EIP-712. A struct stays in its canonical encoding all the way: the tables generated from
 * packages/protocol/src/signed-data/structs.ts say how wide each field is, so nothing is hashed that was not in those bytes.
 */
#ifndef EVLOCK_TYPED_DATA_H
#define EVLOCK_TYPED_DATA_H

#include "codec.h"
#include "generated/structs.h"

/* The EIP-712 domain separator of one market on one chain. */
void domain_separator(uint64_t chain_id, const uint8_t market[ADDRESS_SIZE], uint8_t separator[HASH_SIZE]);

/* A struct of this kind. INVALID_INPUT when the payload ends early, MALFORMED_STRUCT for a value that no field has. */
struct outcome read_struct(struct reader *in, enum struct_kind kind, const uint8_t **encoded);

/* hashStruct */
void struct_hash(enum struct_kind kind, const uint8_t *encoded, uint8_t hash[HASH_SIZE]);

/* keccak256(0x1901 | separator | hashStruct): what is signed. */
void struct_digest(const uint8_t separator[HASH_SIZE], enum struct_kind kind, const uint8_t *encoded,
		   uint8_t digest[HASH_SIZE]);

#endif
