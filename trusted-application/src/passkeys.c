/* SPDX-License-Identifier: Apache-2.0 */
/* BIND_PASSKEY, BIND_FURTHER_PASSKEY, and the check that every other passkey command makes. */
#include "passkeys.h"

#include "commands.h"
#include "hash.h"
#include "secrets.h"

struct outcome require_passkey(const struct world *world, const uint8_t digest[HASH_SIZE],
			       const struct assertion *assertion)
{
	const struct settings *settings = &world->state.settings;
	const struct relying_party party = {
		.rp_id = { settings->rp_id, settings->rp_id_size },
		.origin = { settings->origin, settings->origin_size },
		.passkeys = world->state.passkeys,
		.passkey_count = world->state.passkey_count,
	};

	return check_assertion(assertion, digest, &party);
}

struct outcome read_approved(struct reader *in, enum struct_kind kind, const uint8_t **encoded,
			     struct assertion *assertion)
{
	TRY(read_struct(in, kind, encoded));
	TRY(read_assertion(in, assertion));
	return read_end(in);
}

static struct passkey passkey_of(const uint8_t *x, const uint8_t *y)
{
	struct passkey passkey;

	memcpy(passkey.x, x, sizeof(passkey.x));
	memcpy(passkey.y, y, sizeof(passkey.y));
	return passkey;
}

static struct outcome check_confirmation(const struct passkey *passkey, const uint8_t *confirmation)
{
	static const uint8_t label[] = EVLOCK_CONFIRMATION_LABEL;
	const struct bytes parts[] = {
		{ label, sizeof(label) - 1 },
		{ passkey->x, sizeof(passkey->x) },
		{ passkey->y, sizeof(passkey->y) },
	};
	uint8_t hash[HASH_SIZE];

	if (!sha256_of(parts, 3, hash))
		return REFUSED(INTERNAL, NONE);
	return equal_secrets(hash, confirmation, EVLOCK_CONFIRMATION_SIZE) ? DONE
									    : REFUSED(COMMAND_NOT_AUTHORIZED, CONFIRMATION);
}

struct outcome bind_passkey(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *x = NULL;
	const uint8_t *y = NULL;
	const uint8_t *confirmation = NULL;
	struct passkey passkey;

	(void)out;
	TRY(read_bytes(in, 32, &x));
	TRY(read_bytes(in, 32, &y));
	TRY(read_bytes(in, EVLOCK_CONFIRMATION_SIZE, &confirmation));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	if (world->state.passkey_count > 0)
		return REFUSED(OUT_OF_STATE, PASSKEY_BOUND);
	passkey = passkey_of(x, y);
	if (!is_passkey(&passkey))
		return REFUSED(INVALID_INPUT, PUBLIC_KEY);
	TRY(check_confirmation(&passkey, confirmation));
	world->state.passkeys[world->state.passkey_count++] = passkey;
	return world_save(world);
}

struct outcome bind_further_passkey(struct world *world, struct reader *in, struct writer *out)
{
	struct state *state = &world->state;
	struct assertion assertion = { 0 };
	const uint8_t *binding = NULL;
	uint8_t digest[HASH_SIZE];
	struct passkey passkey;

	(void)out;
	TRY(read_approved(in, STRUCT_PASSKEY_BINDING, &binding, &assertion));
	TRY(require_provisioned(world));
	if (!same_bytes(passkey_binding_meter_key(binding), world->keys.meter.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	passkey = passkey_of(passkey_binding_public_key_x(binding), passkey_binding_public_key_y(binding));
	if (!is_passkey(&passkey))
		return REFUSED(INVALID_INPUT, PUBLIC_KEY);
	world_digest(world, STRUCT_PASSKEY_BINDING, binding, digest);
	TRY(require_passkey(world, digest, &assertion));
	if (passkey_binding_binding_id(binding) < state->next_binding_id)
		return REFUSED(REPLAYED, NONE);
	if (state->passkey_count >= EVLOCK_PASSKEYS_MAX)
		return REFUSED(LIMIT_EXCEEDED, PASSKEYS_MAX);
	state->passkeys[state->passkey_count++] = passkey;
	state->next_binding_id = passkey_binding_binding_id(binding) + 1;
	return world_save(world);
}
