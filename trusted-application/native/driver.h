/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_DRIVER_H
#define EVLOCK_DRIVER_H

#include <stdio.h>

#include "../src/commands.h"

/*
 * Runs a script of records, u32 length | u8 operation | body, and answers each with u32 length | bytes:
 *   R  u8 local | frame without its length    the response frame with its length
 *   C  u64 ms                                 stops the clock there
 *   S  u8 source | 32 bytes seed              enum native_random
 *   B                                         takes the power away and gives it back
 *   N                                         a new device
 *   F  u32 writes                             every write after so many fails
 *   M                                         the stored state
 *   W                                         u32: how often something was stored
 *   P                                         u32 stack of the deepest request | u32 heap of the hungriest
 * Ends at the end of the input; 1 for a record that is none of these.
 */
int drive(struct world *world, FILE *input, FILE *output);

#endif
