/* SPDX-License-Identifier: Apache-2.0 */
/* https://eips.ethereum.org/EIPS/eip-712 */
#include "typed_data.h"

#include "keccak.h"

#define WORD_SIZE 32

struct field {
	uint8_t size;
	bool is_signed;
	/* How many values it may have from 0 on; 0: all that fit. */
	uint8_t values;
};

struct description {
	size_t size;
	const struct field *fields;
	size_t field_count;
	uint8_t type_hash[HASH_SIZE];
};

#include "generated/typed_data_tables.h"

/* A field as one word: negative numbers are widened with ones. */
static void add_word(struct keccak *sponge, const uint8_t *bytes, size_t size, bool is_signed)
{
	uint8_t word[WORD_SIZE];

	memset(word, is_signed && bytes[0] & 0x80 ? 0xff : 0, sizeof(word));
	memcpy(word + WORD_SIZE - size, bytes, size);
	keccak_add(sponge, word, sizeof(word));
}

void domain_separator(uint64_t chain_id, const uint8_t market[ADDRESS_SIZE], uint8_t separator[HASH_SIZE])
{
	struct keccak sponge;
	uint8_t chain[8];

	set_uint(chain, chain_id, sizeof(chain));
	keccak_start(&sponge);
	keccak_add(&sponge, domain_type_hash, HASH_SIZE);
	keccak_add(&sponge, domain_name_hash, HASH_SIZE);
	keccak_add(&sponge, domain_version_hash, HASH_SIZE);
	add_word(&sponge, chain, sizeof(chain), false);
	add_word(&sponge, market, ADDRESS_SIZE, false);
	keccak_finish(&sponge, separator);
}

struct outcome read_struct(struct reader *in, enum struct_kind kind, const uint8_t **encoded)
{
	const struct description *description = &descriptions[kind];
	const uint8_t *at = NULL;

	TRY(read_bytes(in, description->size, encoded));
	at = *encoded;
	for (size_t index = 0; index < description->field_count; index++) {
		const struct field *field = &description->fields[index];

		if (field->values != 0 && at[0] >= field->values)
			return REFUSED(MALFORMED_STRUCT, NONE);
		at += field->size;
	}
	return DONE;
}

void struct_hash(enum struct_kind kind, const uint8_t *encoded, uint8_t hash[HASH_SIZE])
{
	const struct description *description = &descriptions[kind];
	struct keccak sponge;

	keccak_start(&sponge);
	keccak_add(&sponge, description->type_hash, HASH_SIZE);
	for (size_t index = 0; index < description->field_count; index++) {
		const struct field *field = &description->fields[index];

		add_word(&sponge, encoded, field->size, field->is_signed);
		encoded += field->size;
	}
	keccak_finish(&sponge, hash);
}

void struct_digest(const uint8_t separator[HASH_SIZE], enum struct_kind kind, const uint8_t *encoded,
		   uint8_t digest[HASH_SIZE])
{
	static const uint8_t prefix[2] = { 0x19, 0x01 };
	uint8_t hash[HASH_SIZE];
	struct keccak sponge;

	struct_hash(kind, encoded, hash);
	keccak_start(&sponge);
	keccak_add(&sponge, prefix, sizeof(prefix));
	keccak_add(&sponge, separator, HASH_SIZE);
	keccak_add(&sponge, hash, sizeof(hash));
	keccak_finish(&sponge, digest);
}
