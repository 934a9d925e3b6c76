/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_TEST_TRACE_H
#define EVLOCK_TEST_TRACE_H

#define EMSG(format, text) ((void)(text))

#endif
