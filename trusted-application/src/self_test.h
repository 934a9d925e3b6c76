/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_SELF_TEST_H
#define EVLOCK_SELF_TEST_H

#include "world.h"

/* SELF_TEST_REQUIRED unless the last self-test passed within EVLOCK_SELF_TEST_VALID_MS. */
struct outcome require_self_test(const struct world *world);
/* The same, or a delivery open in which the sensor is sound: no test can be made during one. */
struct outcome require_sound_sensor(const struct world *world);

#endif
