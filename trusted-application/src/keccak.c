/* SPDX-License-Identifier: Apache-2.0 */
/* https://keccak.team/keccak_specs_summary.html; the names of the steps are those of the specification. */
#include "keccak.h"

#define ROUNDS 24

static const uint64_t round_constants[ROUNDS] = {
	0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
	0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
	0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
	0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
	0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

/* Along the path that pi takes from lane 1. */
static const uint8_t rotations[24] = { 1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44 };
static const uint8_t positions[24] = { 10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1 };

static uint64_t rotate(uint64_t lane, unsigned int by)
{
	return lane << by | lane >> (64 - by);
}

static void theta(uint64_t lanes[25])
{
	uint64_t parity[5];

	for (size_t x = 0; x < 5; x++)
		parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
	for (size_t index = 0; index < 25; index++)
		lanes[index] ^= parity[(index + 4) % 5] ^ rotate(parity[(index + 1) % 5], 1);
}

static void rho_and_pi(uint64_t lanes[25])
{
	uint64_t moving = lanes[1];

	for (size_t step = 0; step < 24; step++) {
		uint64_t displaced = lanes[positions[step]];

		lanes[positions[step]] = rotate(moving, rotations[step]);
		moving = displaced;
	}
}

static void chi(uint64_t lanes[25])
{
	for (size_t row = 0; row < 25; row += 5) {
		uint64_t before[5];

		memcpy(before, lanes + row, sizeof(before));
		for (size_t x = 0; x < 5; x++)
			lanes[row + x] = before[x] ^ (~before[(x + 1) % 5] & before[(x + 2) % 5]);
	}
}

static void permute(uint64_t lanes[25])
{
	for (size_t round = 0; round < ROUNDS; round++) {
		theta(lanes);
		rho_and_pi(lanes);
		chi(lanes);
		lanes[0] ^= round_constants[round];
	}
}

static void absorb(struct keccak *sponge, size_t at, uint8_t byte)
{
	sponge->lanes[at / 8] ^= (uint64_t)byte << (at % 8 * 8);
}

void keccak_start(struct keccak *sponge)
{
	memset(sponge, 0, sizeof(*sponge));
}

void keccak_add(struct keccak *sponge, const uint8_t *bytes, size_t size)
{
	for (size_t index = 0; index < size; index++) {
		absorb(sponge, sponge->filled++, bytes[index]);
		if (sponge->filled == KECCAK_RATE) {
			permute(sponge->lanes);
			sponge->filled = 0;
		}
	}
}

void keccak_finish(struct keccak *sponge, uint8_t hash[HASH_SIZE])
{
	absorb(sponge, sponge->filled, 0x01);
	absorb(sponge, KECCAK_RATE - 1, 0x80);
	permute(sponge->lanes);
	for (size_t index = 0; index < HASH_SIZE; index++)
		hash[index] = (uint8_t)(sponge->lanes[index / 8] >> (index % 8 * 8));
}
