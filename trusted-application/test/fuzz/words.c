/* SPDX-License-Identifier: Apache-2.0 */
/* Words: refused, or exactly those that stand for the entropy. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t entropy[ENTROPY_SIZE];
	char words[EVLOCK_WORDS_MAX];
	size_t length = 0;

	if (size > EVLOCK_WORDS_MAX || !words_entropy((struct bytes){ data, size }, entropy))
		return 0;
	PROMISE(words_of(entropy, words, &length) && length == size && same_bytes((const uint8_t *)words, data, size));
	return 0;
}
