/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_ATTESTATION_H
#define EVLOCK_ATTESTATION_H

#include "state.h"

/* Of the code behind the header; evidence names it. */
#define EVLOCK_TA_VERSION 1

/* SHA-256(x | y) of the first passkey; zero while none is bound. */
struct outcome passkey_hash(const struct state *state, uint8_t hash[HASH_SIZE]);

#endif
