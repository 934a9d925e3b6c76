/* SPDX-License-Identifier: Apache-2.0 */
/* What is read from storage: refused, or the very bytes that would be stored again. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct state state;
	static uint8_t encoded[STATE_ENCODED_MAX];

	if (!state_decode((struct bytes){ data, size }, &state))
		return 0;
	PROMISE(state_encode(&state, encoded) == size && same_bytes(encoded, data, size));
	return 0;
}
