/* SPDX-License-Identifier: Apache-2.0 */
/* How secrets are forgotten and compared. */
#ifndef EVLOCK_SECRETS_H
#define EVLOCK_SECRETS_H

#include "bytes.h"

/* Zeroes that no compiler leaves out. */
void wipe(void *secret, size_t size);
/* In a time that does not depend on where the two differ. */
bool equal_secrets(const void *left, const void *right, size_t size);

#endif
