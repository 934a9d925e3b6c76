/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_MANDATES_H
#define EVLOCK_MANDATES_H

#include "codec.h"
#include "world.h"

/* A Cancel of every order that was signed so far, in the domain of now, and its signature. */
struct outcome sign_revoking_cancel(const struct world *world, struct writer *out);

#endif
