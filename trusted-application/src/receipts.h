/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_RECEIPTS_H
#define EVLOCK_RECEIPTS_H

#include "codec.h"
#include "world.h"

/* Writes the next receipt of a delivery and its signature; final once the delivery is closed. */
struct outcome sign_own_receipt(struct world *world, struct delivery_record *record, struct writer *out);

#endif
