/* SPDX-License-Identifier: Apache-2.0 */
/* SIGN_WITHDRAWAL, SIGN_FORMER_WITHDRAWAL, SIGN_REPLACE and SIGN_CANCEL: what moves an account, each approved by passkey. */
#include "commands.h"
#include "passkeys.h"

static struct outcome check_account(const struct world *world, const uint8_t *account)
{
	return same_bytes(account, world->keys.account.address, ADDRESS_SIZE) ? DONE
									       : REFUSED(COMMAND_NOT_AUTHORIZED, ACCOUNT);
}

static struct outcome check_fee(const struct world *world, money fee)
{
	return fee > get_money(world->state.settings.limits + EVLOCK_LAYOUT_LIMITS_SUBMITTER_FEE_MAX_AT)
		       ? REFUSED(LIMIT_EXCEEDED, SUBMITTER_FEE)
		       : DONE;
}

static struct outcome check_destination(const struct world *world, const uint8_t *to)
{
	const struct settings *settings = &world->state.settings;

	for (size_t index = 0; index < settings->withdrawal_address_count; index++)
		if (same_bytes(settings->withdrawal_addresses[index], to, ADDRESS_SIZE))
			return DONE;
	return REFUSED(LIMIT_EXCEEDED, WITHDRAWAL_ADDRESS);
}

static struct outcome write_signature(const struct key *key, const uint8_t digest[HASH_SIZE], struct writer *out)
{
	uint8_t signature[EVLOCK_SIGNATURE_SIZE];

	TRY(key_sign(key, digest, signature));
	write_bytes(out, signature, sizeof(signature));
	return DONE;
}

/* `separator`: of the market out of which money goes. */
static struct outcome withdraw(const struct world *world, const uint8_t separator[HASH_SIZE], const uint8_t *withdrawal,
			       const struct assertion *assertion, struct writer *out)
{
	uint8_t digest[HASH_SIZE];

	TRY(check_account(world, withdrawal_account(withdrawal)));
	struct_digest(separator, STRUCT_WITHDRAWAL, withdrawal, digest);
	TRY(require_passkey(world, digest, assertion));
	TRY(check_destination(world, withdrawal_to(withdrawal)));
	TRY(check_fee(world, withdrawal_submitter_fee(withdrawal)));
	return write_signature(&world->keys.account, digest, out);
}

struct outcome sign_withdrawal(struct world *world, struct reader *in, struct writer *out)
{
	struct assertion assertion = { 0 };
	const uint8_t *withdrawal = NULL;

	TRY(read_approved(in, STRUCT_WITHDRAWAL, &withdrawal, &assertion));
	TRY(require_provisioned(world));
	return withdraw(world, world->separator, withdrawal, &assertion, out);
}

/* COMMAND_NOT_AUTHORIZED (MARKET) unless MIGRATE has left this market. */
static struct outcome check_former(const struct state *state, uint64_t chain_id, const uint8_t *market)
{
	for (size_t index = 0; index < state->former_count; index++)
		if (state->formers[index].chain_id == chain_id &&
		    same_bytes(state->formers[index].address, market, ADDRESS_SIZE))
			return DONE;
	return REFUSED(COMMAND_NOT_AUTHORIZED, MARKET);
}

struct outcome sign_former_withdrawal(struct world *world, struct reader *in, struct writer *out)
{
	struct assertion assertion = { 0 };
	const uint8_t *withdrawal = NULL;
	const uint8_t *market = NULL;
	uint64_t chain_id = 0;
	uint8_t separator[HASH_SIZE];

	TRY(read_uint(in, 8, &chain_id));
	TRY(read_bytes(in, ADDRESS_SIZE, &market));
	TRY(read_approved(in, STRUCT_WITHDRAWAL, &withdrawal, &assertion));
	TRY(require_provisioned(world));
	TRY(check_former(&world->state, chain_id, market));
	domain_separator(chain_id, market, separator);
	return withdraw(world, separator, withdrawal, &assertion, out);
}

struct outcome sign_replace(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *own = world->keys.meter.address;
	struct assertion assertion = { 0 };
	const uint8_t *replace = NULL;
	uint8_t digest[HASH_SIZE];

	TRY(read_approved(in, STRUCT_REPLACE, &replace, &assertion));
	TRY(require_provisioned(world));
	TRY(check_account(world, replace_account(replace)));
	if (!same_bytes(replace_old_meter_key(replace), own, ADDRESS_SIZE) &&
	    !same_bytes(replace_new_meter_key(replace), own, ADDRESS_SIZE))
		return REFUSED(COMMAND_NOT_AUTHORIZED, METER_KEY);
	world_digest(world, STRUCT_REPLACE, replace, digest);
	TRY(require_passkey(world, digest, &assertion));
	return write_signature(&world->keys.account, digest, out);
}

struct outcome sign_cancel(struct world *world, struct reader *in, struct writer *out)
{
	const struct keys *keys = &world->keys;
	struct assertion assertion = { 0 };
	const uint8_t *cancel = NULL;
	uint8_t digest[HASH_SIZE];

	TRY(read_approved(in, STRUCT_CANCEL, &cancel, &assertion));
	TRY(require_provisioned(world));
	TRY(check_account(world, cancel_account(cancel)));
	world_digest(world, STRUCT_CANCEL, cancel, digest);
	TRY(require_passkey(world, digest, &assertion));
	TRY(check_fee(world, cancel_submitter_fee(cancel)));
	/* A replaced meter's orders are cancelled by the account. */
	if (!same_bytes(cancel_meter_key(cancel), keys->meter.address, ADDRESS_SIZE))
		return write_signature(&keys->account, digest, out);
	/* The contract would refuse every order below it, and this world signs none that is much above. */
	if (cancel_min_nonce(cancel) > world->state.next_nonce)
		return REFUSED(LIMIT_EXCEEDED, NONCE);
	return write_signature(&keys->meter, digest, out);
}
