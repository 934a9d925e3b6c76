/* SPDX-License-Identifier: Apache-2.0 */
/* A character device or socket that carries frames. */
#ifndef EVLOCK_BRIDGE_STREAM_H
#define EVLOCK_BRIDGE_STREAM_H

/* Answers requests until the other end is gone or can no longer be followed. Wipes what passed through. */
void serve(int stream);

#endif
