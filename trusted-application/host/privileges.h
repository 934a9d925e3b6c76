/* SPDX-License-Identifier: Apache-2.0 */
/* Gives up root for good, before anything is read from outside. */
#ifndef EVLOCK_BRIDGE_PRIVILEGES_H
#define EVLOCK_BRIDGE_PRIVILEGES_H

#include <stdbool.h>

/* `text` is "user:group[,group...]", numbers only, and the first group the main one. False: not possible, or not such a text. */
bool become(const char *text);

#endif
