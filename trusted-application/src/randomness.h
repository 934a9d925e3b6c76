/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_RANDOMNESS_H
#define EVLOCK_RANDOMNESS_H

#include "outcome.h"

/* Health tests on the platform's source before a key is made of it (after NIST SP 800-90B 4.4). RANDOMNESS_FAULT. */
struct outcome check_randomness(void);

#endif
