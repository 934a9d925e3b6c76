/* SPDX-License-Identifier: Apache-2.0 */
/* OPEN_DELIVERY, CLOSE_DELIVERY, CLOSE_UNOPENED and NEXT_MARK: which trades deliver here, one at a time, each once. */
#include "delivery.h"

#include "commands.h"
#include "orders.h"
#include "receipts.h"
#include "reservations.h"
#include "self_test.h"

uint64_t register_of(const struct world *world, uint8_t role)
{
	const struct registers *registers = &world->state.registers;

	return role == EVLOCK_ROLE_SELLER ? registers->export : registers->import;
}

struct outcome find_delivery(struct world *world, const uint8_t trade_id[HASH_SIZE], struct delivery_record **record)
{
	struct state *state = &world->state;

	TRY(require_provisioned(world));
	for (size_t index = 0; index < state->delivery_count; index++) {
		if (same_bytes(state->deliveries[index].trade_id, trade_id, HASH_SIZE)) {
			*record = &state->deliveries[index];
			return DONE;
		}
	}
	return REFUSED(TRADE_NOT_FOUND, NONE);
}

struct outcome find_open_delivery(struct world *world, const uint8_t trade_id[HASH_SIZE],
				  struct delivery_record **record)
{
	TRY(find_delivery(world, trade_id, record));
	if ((*record)->cause != EVLOCK_CAUSE_NONE)
		return REFUSED(OUT_OF_STATE, DELIVERY_CLOSED);
	if (world->open.record != *record)
		return REFUSED(OUT_OF_STATE, RESTARTED);
	return DONE;
}

/* The two signed orders of a trade, and who is who. */
struct trade {
	const uint8_t *bid;
	const uint8_t *bid_signature;
	const uint8_t *offer;
	const uint8_t *offer_signature;
	/* The digest of the bid is the trade's id. */
	uint8_t id[HASH_SIZE];
	uint8_t offer_digest[HASH_SIZE];
	uint8_t bidder_key[EVLOCK_PUBLIC_KEY_SIZE];
	uint8_t offerer_key[EVLOCK_PUBLIC_KEY_SIZE];
	/* The own one. */
	uint8_t role;
};

static struct outcome read_orders(struct reader *in, struct trade *trade)
{
	TRY(read_struct(in, STRUCT_ORDER, &trade->bid));
	TRY(read_bytes(in, EVLOCK_SIGNATURE_SIZE, &trade->bid_signature));
	TRY(read_struct(in, STRUCT_ORDER, &trade->offer));
	return read_bytes(in, EVLOCK_SIGNATURE_SIZE, &trade->offer_signature);
}

static struct outcome find_role(const struct world *world, struct trade *trade)
{
	const uint8_t *own = world->keys.meter.address;
	const bool buys = same_bytes(order_meter_key(trade->bid), own, ADDRESS_SIZE);
	const bool sells = same_bytes(order_meter_key(trade->offer), own, ADDRESS_SIZE);

	if (buys == sells)
		return REFUSED(COMMAND_NOT_AUTHORIZED, OWN_ORDER);
	trade->role = buys ? EVLOCK_ROLE_BUYER : EVLOCK_ROLE_SELLER;
	return DONE;
}

static struct outcome check_trade(const struct world *world, struct trade *trade)
{
	TRY(find_role(world, trade));
	world_digest(world, STRUCT_ORDER, trade->bid, trade->id);
	world_digest(world, STRUCT_ORDER, trade->offer, trade->offer_digest);
	TRY(check_order(trade->bid));
	TRY(check_signature(trade->id, trade->bid_signature, order_meter_key(trade->bid), trade->bidder_key));
	TRY(check_order(trade->offer));
	TRY(check_signature(trade->offer_digest, trade->offer_signature, order_meter_key(trade->offer),
			    trade->offerer_key));
	return check_match(trade->bid, trade->offer, trade->offer_digest);
}

static uint64_t own_nonce(const struct trade *trade)
{
	return order_nonce(trade->role == EVLOCK_ROLE_BUYER ? trade->bid : trade->offer);
}

/* REPLAYED when the own order with this nonce has opened a delivery, or is too old to tell. */
static struct outcome check_not_opened(const struct opened_orders *opened, uint64_t nonce)
{
	const uint64_t age = opened->newest - nonce;

	if (nonce > opened->newest)
		return DONE;
	if (age >= EVLOCK_ORDER_WINDOW || (opened->window >> age & 1) != 0)
		return REFUSED(REPLAYED, OPENED_BEFORE);
	return DONE;
}

static void remember_opened(struct opened_orders *opened, uint64_t nonce)
{
	if (nonce > opened->newest) {
		const uint64_t shift = nonce - opened->newest;

		opened->window = shift >= EVLOCK_ORDER_WINDOW ? 0 : opened->window << shift;
		opened->newest = nonce;
	}
	opened->window |= (uint64_t)1 << (opened->newest - nonce);
}

/* One more than EVLOCK_TRADES_MAX removes the oldest that is closed, as all but one are. */
static struct delivery_record *add_record(struct world *world)
{
	struct state *state = &world->state;
	struct delivery_record *record;

	if (state->delivery_count == EVLOCK_TRADES_MAX) {
		const size_t oldest = state->deliveries[0].cause == EVLOCK_CAUSE_NONE ? 1 : 0;

		state->delivery_count--;
		memmove(&state->deliveries[oldest], &state->deliveries[oldest + 1],
			(state->delivery_count - oldest) * sizeof(state->deliveries[0]));
		if (world->open.record && world->open.record > &state->deliveries[oldest])
			world->open.record--;
	}
	record = &state->deliveries[state->delivery_count++];
	memset(record, 0, sizeof(*record));
	return record;
}

static struct delivery_record *make_record(struct world *world, const struct trade *trade)
{
	const bool buys = trade->role == EVLOCK_ROLE_BUYER;
	struct delivery_record *record = add_record(world);

	memcpy(record->trade_id, trade->id, sizeof(record->trade_id));
	record->role = trade->role;
	memcpy(record->partner, order_meter_key(buys ? trade->offer : trade->bid), sizeof(record->partner));
	memcpy(record->partner_public_key, buys ? trade->offerer_key : trade->bidder_key,
	       sizeof(record->partner_public_key));
	record->base = register_of(world, trade->role);
	record->sequence = (struct sequence){ 1, 1 };
	record->cause = EVLOCK_CAUSE_NONE;
	return record;
}

static void start_marks(struct world *world, const uint8_t secret[HASH_SIZE])
{
	const struct delivery_record *record = world->open.record;

	marks_start(&world->open.marks, record->role == EVLOCK_ROLE_BUYER, secret, record->trade_id);
	/* What flowed or was interrupted before is none of the delivery's. */
	flow_jump(&world->flow);
}

struct outcome open_delivery(struct world *world, struct reader *in, struct writer *out)
{
	struct trade trade = { 0 };
	const struct live_order *order = NULL;
	struct delivery_record *record;
	uint8_t secret[HASH_SIZE];

	TRY(read_orders(in, &trade));
	TRY(read_end(in));
	TRY(require_provisioned(world));
	TRY(check_trade(world, &trade));
	TRY(check_not_opened(&world->state.opened, own_nonce(&trade)));
	TRY(find_live_order(world, own_nonce(&trade), &order));
	if (world_unclosed(world))
		return world->open.record ? REFUSED(OUT_OF_STATE, DELIVERY_OPEN) : REFUSED(OUT_OF_STATE, RESTARTED);
	TRY(require_self_test(world));
	record = make_record(world, &trade);
	if (!curve_shared_secret(world->keys.meter.private_key, record->partner_public_key, secret))
		return REFUSED(INTERNAL, NONE);
	remember_opened(&world->state.opened, own_nonce(&trade));
	charge(world, own_nonce(&trade), order_energy(trade.bid),
	       trade.role == EVLOCK_ROLE_BUYER ? money_of(trade.bid) : 0);
	TRY(world_save(world));
	world->frozen.is_known = false;
	world->open = (struct open_delivery){ .record = record };
	world_start_stream(world);
	start_marks(world, secret);
	write_bytes(out, trade.id, HASH_SIZE);
	write_uint(out, trade.role, 1);
	return DONE;
}

struct outcome next_mark(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *trade_id = NULL;
	struct delivery_record *record = NULL;
	int64_t stream_now;

	TRY(read_bytes(in, HASH_SIZE, &trade_id));
	TRY(read_end(in));
	TRY(find_open_delivery(world, trade_id, &record));
	if (record->role != EVLOCK_ROLE_SELLER)
		return REFUSED(OUT_OF_STATE, ROLE);
	/* Marks are counted in the time of the stream, in which they are seen. */
	stream_now = world_now() - world->stream.lag;
	write_uint(out, marks_next(&world->open.marks, stream_now), 4);
	return DONE;
}

/* The first close freezes energy and cause. */
static void freeze(struct world *world, struct delivery_record *record, uint8_t cause)
{
	if (world->open.record != record) {
		record->cause = EVLOCK_CAUSE_RESTARTED;
	} else if (world->open.marks.missing) {
		record->cause = EVLOCK_CAUSE_MARK_MISSING;
		record->energy = record->last_signed_energy;
	} else if (world->open.sensor_fault) {
		record->cause = EVLOCK_CAUSE_SENSOR_FAULT;
	} else {
		record->cause = cause;
	}
	memset(&world->open, 0, sizeof(world->open));
}

static struct outcome read_cause(struct reader *in, uint8_t *cause)
{
	TRY(read_enumeration(in, EVLOCK_CAUSE_RESTARTED + 1, cause));
	return read_end(in);
}

struct outcome close_delivery(struct world *world, struct reader *in, struct writer *out)
{
	const uint8_t *trade_id = NULL;
	struct delivery_record *record = NULL;
	uint8_t cause = EVLOCK_CAUSE_NONE;

	TRY(read_bytes(in, HASH_SIZE, &trade_id));
	TRY(read_cause(in, &cause));
	TRY(find_delivery(world, trade_id, &record));
	if (cause == EVLOCK_CAUSE_NONE)
		return REFUSED(INVALID_INPUT, NONE);
	if (record->cause == EVLOCK_CAUSE_NONE)
		freeze(world, record, cause);
	TRY(sign_own_receipt(world, record, out));
	return world_save(world);
}

/* The record of a trade that is kept, or of one that never opened and is closed with nothing delivered. */
static struct outcome take_record(struct world *world, const struct trade *trade, uint8_t cause,
				  struct delivery_record **record)
{
	if (succeeded(find_delivery(world, trade->id, record)))
		return DONE;
	TRY(check_not_opened(&world->state.opened, own_nonce(trade)));
	*record = make_record(world, trade);
	(*record)->cause = cause;
	remember_opened(&world->state.opened, own_nonce(trade));
	give_back(world, own_nonce(trade));
	return DONE;
}

struct outcome close_unopened(struct world *world, struct reader *in, struct writer *out)
{
	struct trade trade = { 0 };
	struct delivery_record *record = NULL;
	uint8_t cause = EVLOCK_CAUSE_NONE;

	TRY(read_orders(in, &trade));
	TRY(read_cause(in, &cause));
	TRY(require_provisioned(world));
	TRY(check_trade(world, &trade));
	if (cause == EVLOCK_CAUSE_NONE)
		return REFUSED(INVALID_INPUT, NONE);
	TRY(take_record(world, &trade, cause, &record));
	if (record->cause == EVLOCK_CAUSE_NONE)
		freeze(world, record, cause);
	TRY(sign_own_receipt(world, record, out));
	return world_save(world);
}
