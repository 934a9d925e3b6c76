/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_PASSKEYS_H
#define EVLOCK_PASSKEYS_H

#include "world.h"

/* ASSERTION_INVALID unless a bound passkey approved `digest`. */
struct outcome require_passkey(const struct world *world, const uint8_t digest[HASH_SIZE],
			       const struct assertion *assertion);
/* A struct and the assertion over its digest, and nothing behind them. */
struct outcome read_approved(struct reader *in, enum struct_kind kind, const uint8_t **encoded,
			     struct assertion *assertion);

#endif
