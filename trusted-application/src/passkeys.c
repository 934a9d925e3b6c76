/* SPDX-License-Identifier: Apache-2.0 */
/* BIND_PASSKEY, BIND_FURTHER_PASSKEY, LIST_PASSKEYS, REMOVE_PASSKEY, and the check that every other passkey command makes. */
#include "passkeys.h"

#include "commands.h"
#include "hash.h"
#include "secrets.h"

/* ASSERTION_INVALID unless one of these passkeys approved `digest`. */
static struct outcome require_one_of(const struct settings *settings, const struct passkey *passkeys, size_t count,
				     const uint8_t digest[HASH_SIZE], const struct assertion *assertion)
{
	const struct relying_party party = {
		.rp_id = { settings->rp_id, settings->rp_id_size },
		.origins = settings->origins,
		.origin_count = settings->origin_count,
		.passkeys = passkeys,
		.passkey_count = count,
	};

	return check_assertion(assertion, digest, &party);
}

struct outcome require_passkey(const struct world *world, const uint8_t digest[HASH_SIZE],
			       const struct assertion *assertion)
{
	const struct state *state = &world->state;

	return require_one_of(&state->settings, state->passkeys, state->passkey_count, digest, assertion);
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

/* Where the passkey is in the list; the count of the list when it is not bound. */
static size_t find_passkey(const struct state *state, const uint8_t *x, const uint8_t *y)
{
	size_t index = 0;

	while (index < state->passkey_count && !(same_bytes(state->passkeys[index].x, x, sizeof(state->passkeys[index].x)) &&
						 same_bytes(state->passkeys[index].y, y, sizeof(state->passkeys[index].y))))
		index++;
	return index;
}

static struct outcome check_binding_id(const struct state *state, uint64_t id)
{
	if (id < state->next_binding_id)
		return REFUSED(REPLAYED, NONE);
	return id - state->next_binding_id >= EVLOCK_ID_STEP_MAX ? REFUSED(LIMIT_EXCEEDED, STEP) : DONE;
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
	TRY(check_binding_id(state, passkey_binding_binding_id(binding)));
	if (find_passkey(state, passkey.x, passkey.y) < state->passkey_count)
		return REFUSED(OUT_OF_STATE, PASSKEY_BOUND);
	if (state->passkey_count >= EVLOCK_PASSKEYS_MAX)
		return REFUSED(LIMIT_EXCEEDED, PASSKEYS_MAX);
	state->passkeys[state->passkey_count++] = passkey;
	state->next_binding_id = passkey_binding_binding_id(binding) + 1;
	return world_save(world);
}

struct outcome list_passkeys(struct world *world, struct reader *in, struct writer *out)
{
	const struct state *state = &world->state;

	TRY(read_end(in));
	TRY(require_provisioned(world));
	write_uint(out, state->passkey_count, 2);
	for (size_t index = 0; index < state->passkey_count; index++) {
		write_bytes(out, state->passkeys[index].x, sizeof(state->passkeys[index].x));
		write_bytes(out, state->passkeys[index].y, sizeof(state->passkeys[index].y));
	}
	return DONE;
}

/* A removal, and what approves it: one assertion, or none, and the words, or none. */
struct removal {
	const uint8_t *encoded;
	bool is_asserted;
	struct assertion assertion;
	struct bytes words;
};

static struct outcome read_removal(struct reader *in, struct removal *removal)
{
	uint64_t count = 0;

	TRY(read_struct(in, STRUCT_PASSKEY_REMOVAL, &removal->encoded));
	TRY(read_uint(in, 2, &count));
	if (count > 1)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	removal->is_asserted = count == 1;
	if (removal->is_asserted)
		TRY(read_assertion(in, &removal->assertion));
	TRY(read_text(in, EVLOCK_WORDS_MAX, &removal->words));
	return read_end(in);
}

static void take_out(struct passkey *passkeys, size_t *count, size_t index)
{
	if (index >= *count)
		return;
	*count -= 1;
	memmove(&passkeys[index], &passkeys[index + 1], (*count - index) * sizeof(passkeys[0]));
}

/* An assertion of a passkey that is another than the one at `index`. */
static struct outcome require_other_passkey(const struct world *world, const struct removal *removal, size_t index)
{
	const struct state *state = &world->state;
	struct passkey others[EVLOCK_PASSKEYS_MAX];
	size_t count = state->passkey_count;
	uint8_t digest[HASH_SIZE];

	memcpy(others, state->passkeys, sizeof(others));
	take_out(others, &count, index);
	world_digest(world, STRUCT_PASSKEY_REMOVAL, removal->encoded, digest);
	return require_one_of(&state->settings, others, count, digest, &removal->assertion);
}

static struct outcome require_words(const struct world *world, struct bytes words)
{
	uint8_t entropy[ENTROPY_SIZE];
	const bool known = words_entropy(words, entropy) &&
			   equal_secrets(entropy, world->state.secrets.entropy, sizeof(entropy));

	wipe(entropy, sizeof(entropy));
	return known ? DONE : REFUSED(COMMAND_NOT_AUTHORIZED, WORDS);
}

static struct outcome check_removal(const struct world *world, const struct removal *removal, size_t index)
{
	const struct state *state = &world->state;

	if (removal->is_asserted)
		TRY(require_other_passkey(world, removal, index));
	else if (!world->is_local)
		return REFUSED(COMMAND_NOT_AUTHORIZED, LOCAL_CONSOLE);
	TRY(check_binding_id(state, passkey_removal_binding_id(removal->encoded)));
	if (index == state->passkey_count)
		return REFUSED(OUT_OF_STATE, PASSKEY_BOUND);
	return state->passkey_count == 1 ? require_words(world, removal->words) : DONE;
}

struct outcome remove_passkey(struct world *world, struct reader *in, struct writer *out)
{
	struct state *state = &world->state;
	struct removal removal = { 0 };
	size_t index;

	(void)out;
	TRY(read_removal(in, &removal));
	TRY(require_provisioned(world));
	if (!same_bytes(passkey_removal_meter_key(removal.encoded), world->keys.meter.address, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	index = find_passkey(state, passkey_removal_public_key_x(removal.encoded),
			     passkey_removal_public_key_y(removal.encoded));
	TRY(check_removal(world, &removal, index));
	take_out(state->passkeys, &state->passkey_count, index);
	state->next_binding_id = passkey_removal_binding_id(removal.encoded) + 1;
	return world_save(world);
}
