/* SPDX-License-Identifier: Apache-2.0 */
/* https://github.com/bitcoin/bips: bip-0039, bip-0032 */
#include "words.h"

#include "generated/bip39_words.h"
#include "hash.h"
#include "secrets.h"

#define WORD_COUNT 24
#define WORD_BITS 11
#define WORD_MAX 8
#define LIST_SIZE 2048
#define SEED_ITERATIONS 2048
#define HARDENED 0x80000000u
#define UNKNOWN_WORD LIST_SIZE

/* EVLOCK_ACCOUNT_PATH */
static const uint32_t account_path[] = { HARDENED + 44, HARDENED + 8217, HARDENED + 0, 0, 0 };

/* The entropy and the first byte of its hash: 24 times 11 bits. */
static bool with_checksum(const uint8_t entropy[ENTROPY_SIZE], uint8_t bits[ENTROPY_SIZE + 1])
{
	const struct bytes whole = { entropy, ENTROPY_SIZE };
	uint8_t hash[HASH_SIZE];
	bool done = sha256_of(&whole, 1, hash);

	memcpy(bits, entropy, ENTROPY_SIZE);
	bits[ENTROPY_SIZE] = hash[0];
	wipe(hash, sizeof(hash));
	return done;
}

static size_t index_at(const uint8_t *bits, size_t word)
{
	size_t index = 0;

	for (size_t bit = word * WORD_BITS; bit < (word + 1) * WORD_BITS; bit++)
		index = index << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1);
	return index;
}

bool words_of(const uint8_t entropy[ENTROPY_SIZE], char words[EVLOCK_WORDS_MAX], size_t *size)
{
	uint8_t bits[ENTROPY_SIZE + 1];
	bool done = with_checksum(entropy, bits);
	size_t end = 0;

	for (size_t word = 0; word < WORD_COUNT; word++) {
		const char *text = bip39_words[index_at(bits, word)];
		size_t length = strlen(text);

		if (word > 0)
			words[end++] = ' ';
		memcpy(words + end, text, length);
		end += length;
	}
	*size = end;
	wipe(bits, sizeof(bits));
	return done;
}

/* Looks at every word of the list, so that the time tells nothing. */
static size_t index_of(const uint8_t *text, size_t length)
{
	char padded[WORD_MAX + 1] = { 0 };
	size_t found = UNKNOWN_WORD;

	if (length == 0 || length > WORD_MAX)
		return UNKNOWN_WORD;
	memcpy(padded, text, length);
	for (size_t index = 0; index < LIST_SIZE; index++)
		if (equal_secrets(padded, bip39_words[index], sizeof(padded)))
			found = index;
	wipe(padded, sizeof(padded));
	return found;
}

static void set_index(uint8_t *bits, size_t word, size_t index)
{
	for (size_t bit = 0; bit < WORD_BITS; bit++) {
		size_t at = word * WORD_BITS + bit;

		bits[at / 8] |= (uint8_t)((index >> (WORD_BITS - 1 - bit) & 1) << (7 - at % 8));
	}
}

/* Splits at single spaces; false unless there are 24 known words. */
static bool parse_words(struct bytes words, uint8_t bits[ENTROPY_SIZE + 1])
{
	size_t word = 0;
	size_t start = 0;

	memset(bits, 0, ENTROPY_SIZE + 1);
	for (size_t at = 0; at <= words.size; at++) {
		size_t index;

		if (at < words.size && words.data[at] != ' ')
			continue;
		index = index_of(words.data + start, at - start);
		if (index == UNKNOWN_WORD || word == WORD_COUNT)
			return false;
		set_index(bits, word++, index);
		start = at + 1;
	}
	return word == WORD_COUNT;
}

bool words_entropy(struct bytes words, uint8_t entropy[ENTROPY_SIZE])
{
	uint8_t bits[ENTROPY_SIZE + 1];
	uint8_t expected[ENTROPY_SIZE + 1];
	bool valid = parse_words(words, bits) && with_checksum(bits, expected) &&
		     equal_secrets(bits, expected, sizeof(bits));

	memcpy(entropy, bits, ENTROPY_SIZE);
	if (!valid)
		wipe(entropy, ENTROPY_SIZE);
	wipe(bits, sizeof(bits));
	wipe(expected, sizeof(expected));
	return valid;
}

/* A private key and its chain code. */
struct node {
	uint8_t key[PRIVATE_KEY_SIZE];
	uint8_t chain[32];
};

static bool derive(struct node *node, uint32_t index)
{
	uint8_t data[1 + 32 + 4] = { 0 };
	uint8_t address[ADDRESS_SIZE];
	uint8_t mac[SHA512_SIZE];
	const struct bytes chain = { node->chain, sizeof(node->chain) };
	const struct bytes whole = { data, sizeof(data) };
	bool done = true;

	if (index >= HARDENED)
		memcpy(data + 1, node->key, sizeof(node->key));
	else
		done = curve_public_key(node->key, data, address);
	set_uint(data + 33, index, 4);
	done = done && hmac_sha512(chain, &whole, 1, mac) && curve_add(node->key, mac);
	memcpy(node->chain, mac + 32, sizeof(node->chain));
	wipe(data, sizeof(data));
	wipe(mac, sizeof(mac));
	return done;
}

static bool master(const uint8_t entropy[ENTROPY_SIZE], struct node *node)
{
	static const uint8_t salt[] = "mnemonic";
	static const uint8_t label[] = "Bitcoin seed";
	char words[EVLOCK_WORDS_MAX];
	uint8_t seed[SHA512_SIZE];
	uint8_t mac[SHA512_SIZE] = { 0 };
	const struct bytes key = { label, sizeof(label) - 1 };
	const struct bytes whole = { seed, sizeof(seed) };
	size_t size = 0;
	bool done = words_of(entropy, words, &size) &&
		    pbkdf2_sha512((struct bytes){ (const uint8_t *)words, size },
				  (struct bytes){ salt, sizeof(salt) - 1 }, SEED_ITERATIONS, seed) &&
		    hmac_sha512(key, &whole, 1, mac);

	memcpy(node->key, mac, sizeof(node->key));
	memcpy(node->chain, mac + 32, sizeof(node->chain));
	wipe(words, sizeof(words));
	wipe(seed, sizeof(seed));
	wipe(mac, sizeof(mac));
	return done && curve_is_private_key(node->key);
}

bool account_key(const uint8_t entropy[ENTROPY_SIZE], uint8_t key[PRIVATE_KEY_SIZE])
{
	struct node node;
	bool done = master(entropy, &node);

	for (size_t step = 0; done && step < sizeof(account_path) / sizeof(account_path[0]); step++)
		done = derive(&node, account_path[step]);
	memcpy(key, node.key, sizeof(node.key));
	wipe(&node, sizeof(node));
	return done;
}
