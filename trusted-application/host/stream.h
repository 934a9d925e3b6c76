/* SPDX-License-Identifier: Apache-2.0 */
/* A character device or socket that carries frames. */
#ifndef EVLOCK_BRIDGE_STREAM_H
#define EVLOCK_BRIDGE_STREAM_H

#include <stdbool.h>

/*
 * Answers requests until the other end is gone (true) or can no longer be followed (false). Wipes what passed through. The
 * stream is non-blocking: a blocking port would keep an answer for the next client, and hold a processor until it is read.
 */
bool serve(int stream);

#endif
