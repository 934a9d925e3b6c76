/* SPDX-License-Identifier: Apache-2.0 */
/* Signed structs: one byte chooses the kind. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t separator[HASH_SIZE] = { 0 };
	const uint8_t *encoded = NULL;
	uint8_t digest[HASH_SIZE];
	struct reader in;

	if (size == 0)
		return 0;
	in = (struct reader){ data + 1, size - 1 };
	if (succeeded(read_struct(&in, (enum struct_kind)(data[0] % STRUCT_COUNT), &encoded)))
		struct_digest(separator, (enum struct_kind)(data[0] % STRUCT_COUNT), encoded, digest);
	return 0;
}
