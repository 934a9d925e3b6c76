/* SPDX-License-Identifier: Apache-2.0 */
/* What every fuzz target has: the entry that libFuzzer calls, and a world to fuzz. */
#ifndef EVLOCK_FUZZ_H
#define EVLOCK_FUZZ_H

#include <stdlib.h>

#include "../../native/frames.h"
#include "platform/native.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run: what was fuzzed broke a promise. */
#define PROMISE(holds) \
	do { \
		if (!(holds)) \
			abort(); \
	} while (0)

#endif
