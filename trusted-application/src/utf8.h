/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_UTF8_H
#define EVLOCK_UTF8_H

#include "bytes.h"

/* Well-formed by table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing above U+10FFFF. */
bool is_utf8(struct bytes text);

#endif
