/* SPDX-License-Identifier: Apache-2.0 */
/* One session with the trusted application, opened again when it is lost. */
#ifndef EVLOCK_BRIDGE_WORLD_H
#define EVLOCK_BRIDGE_WORLD_H

#include <stdbool.h>
#include <sys/types.h>

#include "frames.h"

/* `console`: log in as the group of the provisioning socket, which the kernel vouches for. */
bool world_open(bool console);
void world_close(void);

/*
 * Invokes the command and fills in the response. If the application has died, the session is reopened for the next
 * request, and this one is answered with INTERNAL: whether it took effect is not known.
 */
void world_ask(const struct request *request, struct response *response);

#endif
