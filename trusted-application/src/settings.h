/* SPDX-License-Identifier: Apache-2.0 */
/* What is set at the provisioning socket, by PROVISION and RESTORE, and replaced by MIGRATE. */
#ifndef EVLOCK_SETTINGS_H
#define EVLOCK_SETTINGS_H

#include "codec.h"
#include "world.h"

/* As encoded in a request. */
struct local_settings {
	uint64_t date;
	const uint8_t *limits;
	const uint8_t *addresses;
	size_t address_count;
	struct bytes origins[EVLOCK_ORIGINS_MAX];
	size_t origin_count;
};

/* Date and limits. */
struct outcome read_limits(struct reader *in, struct local_settings *settings);
struct outcome read_addresses(struct reader *in, struct local_settings *settings);
struct outcome read_origins(struct reader *in, struct local_settings *settings);
/* INVALID_INPUT for a chain, a power limit or an origin that is none. */
struct outcome check_local_settings(const struct local_settings *settings, uint64_t chain_id);
/* In place of those before. */
void set_local_settings(struct world *world, const struct local_settings *given);

#endif
