/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_SERVER_H
#define EVLOCK_SERVER_H

#include "../src/commands.h"

/* Serves a world on two Unix sockets until SIGTERM: one for the meter, one (0600) for provisioning. */
int serve(struct world *world, const char *path, const char *console_path);

#endif
