/* SPDX-License-Identifier: Apache-2.0 */
#ifndef USER_TA_HEADER_DEFINES_H
#define USER_TA_HEADER_DEFINES_H

#include "evlock_ta.h"

#define TA_UUID EVLOCK_TA_UUID
/* One instance for all sessions, kept when the last one ends: registers and keys stay in secure memory. */
#define TA_FLAGS (TA_FLAG_SINGLE_INSTANCE | TA_FLAG_MULTI_SESSION | TA_FLAG_INSTANCE_KEEP_ALIVE)
/* Both are held against what was measured natively: test/usage.test.ts. */
#define TA_STACK_SIZE (32 * 1024)
#define TA_DATA_SIZE (64 * 1024)
#define TA_VERSION "1"
#define TA_DESCRIPTION "Evlock: keys, registers and mandates of a meter"

#endif
