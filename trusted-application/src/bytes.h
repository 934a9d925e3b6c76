/* SPDX-License-Identifier: Apache-2.0 */
/* Integers in big-endian bytes, and what a caller's bytes are called. */
#ifndef EVLOCK_BYTES_H
#define EVLOCK_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Money is in the token's smallest unit. Every target of the TA has 64-bit registers. */
__extension__ typedef unsigned __int128 uint128;
typedef uint128 money;

#define MONEY_SIZE 16
#define ADDRESS_SIZE 20
#define HASH_SIZE 32

/* Bytes that belong to somebody else. */
struct bytes {
	const uint8_t *data;
	size_t size;
};

static inline uint64_t get_uint(const uint8_t *at, size_t size)
{
	uint64_t value = 0;

	for (size_t index = 0; index < size; index++)
		value = value << 8 | at[index];
	return value;
}

/* The low `size` bytes of `value`. */
static inline void set_uint(uint8_t *at, uint64_t value, size_t size)
{
	for (size_t index = size; index > 0; index--) {
		at[index - 1] = (uint8_t)value;
		value >>= 8;
	}
}

static inline money get_money(const uint8_t *at)
{
	return (money)get_uint(at, 8) << 64 | get_uint(at + 8, 8);
}

static inline void set_money(uint8_t *at, money value)
{
	set_uint(at, (uint64_t)(value >> 64), 8);
	set_uint(at + 8, (uint64_t)value, 8);
}

static inline bool same_bytes(const uint8_t *left, const uint8_t *right, size_t size)
{
	return memcmp(left, right, size) == 0;
}

#endif
