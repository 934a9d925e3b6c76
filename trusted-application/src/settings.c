/* SPDX-License-Identifier: Apache-2.0 */
#include "settings.h"

/* Largest integer that every reader of JSON keeps whole: 2^53 - 1. */
#define CHAIN_ID_MAX 9007199254740991u

struct outcome read_limits(struct reader *in, struct local_settings *settings)
{
	TRY(read_uint(in, 5, &settings->date));
	return read_bytes(in, EVLOCK_LAYOUT_LIMITS_SIZE, &settings->limits);
}

struct outcome read_addresses(struct reader *in, struct local_settings *settings)
{
	return read_list(in, EVLOCK_WITHDRAWAL_ADDRESSES_MAX, ADDRESS_SIZE, &settings->addresses,
			 &settings->address_count);
}

/* list<EVLOCK_ORIGINS_MAX> of text<EVLOCK_ORIGIN_MAX> */
struct outcome read_origins(struct reader *in, struct local_settings *settings)
{
	uint64_t count = 0;

	TRY(read_uint(in, 2, &count));
	if (count > EVLOCK_ORIGINS_MAX)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	settings->origin_count = (size_t)count;
	for (size_t index = 0; index < settings->origin_count; index++)
		TRY(read_text(in, EVLOCK_ORIGIN_MAX, &settings->origins[index]));
	return DONE;
}

static bool is_development(uint64_t chain_id)
{
	return chain_id == EVLOCK_LOCAL_CHAIN_ID || chain_id == EVLOCK_TEST_CHAIN_ID;
}

static bool is_host_character(uint8_t byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       (byte != 0 && strchr(".:[]-", byte) != NULL);
}

/* Takes `expected` from the front of `text`; false if `text` does not begin with it. */
static bool skip(struct bytes *text, const char *expected)
{
	const size_t size = strlen(expected);

	if (size > text->size || !same_bytes(text->data, (const uint8_t *)expected, size))
		return false;
	text->data += size;
	text->size -= size;
	return true;
}

/*
 * A scheme and a host, without characters that JSON would escape, because clientDataJSON contains it literally. Passkeys
 * work on secure pages only, and on pages of the local machine, where any local process can serve them: not with real money.
 */
static bool is_origin(struct bytes origin, uint64_t chain_id)
{
	const bool is_secure = skip(&origin, "https://");
	struct bytes rest;
	bool is_local;

	if (!is_secure && !skip(&origin, "http://"))
		return false;
	for (size_t index = 0; index < origin.size; index++)
		if (!is_host_character(origin.data[index]))
			return false;
	rest = origin;
	is_local = skip(&rest, "localhost") && (rest.size == 0 || rest.data[0] == ':');
	return is_local ? is_development(chain_id) : is_secure && origin.size > 0;
}

static bool are_origins(const struct local_settings *settings, uint64_t chain_id)
{
	for (size_t index = 0; index < settings->origin_count; index++)
		if (!is_origin(settings->origins[index], chain_id))
			return false;
	return settings->origin_count > 0;
}

struct outcome check_local_settings(const struct local_settings *settings, uint64_t chain_id)
{
	const uint64_t power_limit = get_uint(settings->limits + EVLOCK_LAYOUT_LIMITS_POWER_LIMIT_AT, 4);

	if (chain_id == 0 || chain_id > CHAIN_ID_MAX || power_limit == 0 || power_limit > EVLOCK_POWER_MAX_MILLIWATT ||
	    !are_origins(settings, chain_id))
		return REFUSED(INVALID_INPUT, NONE);
	return DONE;
}

void set_local_settings(struct world *world, const struct local_settings *given)
{
	struct settings *settings = &world->state.settings;

	memcpy(settings->limits, given->limits, sizeof(settings->limits));
	memcpy(settings->withdrawal_addresses, given->addresses, given->address_count * ADDRESS_SIZE);
	settings->withdrawal_address_count = given->address_count;
	memset(settings->origins, 0, sizeof(settings->origins));
	for (size_t index = 0; index < given->origin_count; index++) {
		memcpy(settings->origins[index].text, given->origins[index].data, given->origins[index].size);
		settings->origins[index].size = given->origins[index].size;
	}
	settings->origin_count = given->origin_count;
	world->state.date = given->date;
	world->date_at = world_now();
}
