/* SPDX-License-Identifier: Apache-2.0 */
#include "secrets.h"

void wipe(void *secret, size_t size)
{
	memset(secret, 0, size);
	/* As if somebody read it: the compiler may not leave the zeroes out. */
	__asm__ volatile("" : : "r"(secret) : "memory");
}

bool equal_secrets(const void *left, const void *right, size_t size)
{
	const volatile uint8_t *a = left;
	const volatile uint8_t *b = right;
	uint8_t difference = 0;

	for (size_t index = 0; index < size; index++)
		difference |= a[index] ^ b[index];
	return difference == 0;
}
