/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept in secure storage. Never grows: every list has a limit of the header. */
#ifndef EVLOCK_STATE_H
#define EVLOCK_STATE_H

#include "keys.h"
#include "webauthn.h"

/* Sequences are reserved by one write for a whole block; after a restart they go on at `reserved`. */
struct sequence {
	uint64_t next;
	uint64_t reserved;
};

/* Cumulative, in mWh, with what is not yet a whole mWh in nW us. Never netted. */
struct registers {
	uint64_t import;
	uint64_t export;
	uint64_t import_rest;
	uint64_t export_rest;
};

struct market {
	uint64_t chain_id;
	uint8_t address[ADDRESS_SIZE];
};

/* As given to PROVISION or RESTORE, with what MIGRATE has replaced. */
struct settings {
	struct market market;
	/* In the layout of the header: these bytes are what evidence hashes. */
	uint8_t limits[EVLOCK_LAYOUT_LIMITS_SIZE];
	uint8_t calibration[EVLOCK_LAYOUT_CALIBRATION_SIZE];
	uint8_t withdrawal_addresses[EVLOCK_WITHDRAWAL_ADDRESSES_MAX][ADDRESS_SIZE];
	size_t withdrawal_address_count;
	uint8_t rp_id[EVLOCK_RP_ID_MAX];
	size_t rp_id_size;
	/* In their order; what is not used is zero. */
	struct origin origins[EVLOCK_ORIGINS_MAX];
	size_t origin_count;
};

/* What was charged, together with what is reserved, is never above the mandate's caps. */
struct granted_mandate {
	uint8_t mandate[EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE];
	uint64_t energy_used;
	money money_used;
};

/* An order of its own that is signed, and neither opened nor released: what it reserves of its mandate, which may be gone. */
struct live_order {
	uint64_t nonce;
	uint64_t mandate_id;
	uint64_t energy;
	money money;
	uint64_t open_before;
	uint64_t end;
};

/* One delivery that was opened here, or closed without having been. */
struct delivery_record {
	uint8_t trade_id[HASH_SIZE];
	uint8_t role;
	uint8_t partner[ADDRESS_SIZE];
	uint8_t partner_public_key[EVLOCK_PUBLIC_KEY_SIZE];
	/* The own register when the delivery opened. */
	uint64_t base;
	uint64_t energy;
	struct sequence sequence;
	uint64_t last_sequence;
	uint64_t last_signed_energy;
	uint64_t partner_sequence;
	uint64_t partner_energy;
	bool partner_final;
	/* EVLOCK_CAUSE_NONE until the delivery is closed; energy and cause are final from then on. */
	uint8_t cause;
};

/* Own orders that opened a delivery, or were closed without one: the largest nonce, and a bit for each of the 64 up to it (bit 0: itself). */
struct opened_orders {
	uint64_t newest;
	uint64_t window;
};

struct reading_chain {
	struct sequence sequence;
	uint64_t last_sequence;
	uint8_t last_hash[HASH_SIZE];
	uint64_t interval_end;
	uint32_t boot_count;
};

struct state {
	uint32_t boot_count;
	bool is_provisioned;
	/* From here on only while provisioned. */
	struct settings settings;
	struct secrets secrets;
	uint8_t device_id[HASH_SIZE];
	struct passkey passkeys[EVLOCK_PASSKEYS_MAX];
	size_t passkey_count;
	uint64_t next_binding_id;
	/* By increasing mandateId. */
	struct granted_mandate mandates[EVLOCK_MANDATES_MAX];
	size_t mandate_count;
	uint64_t next_mandate_id;
	/* UTC seconds that have passed for certain; section 5 of the header. */
	uint64_t date;
	uint64_t next_nonce;
	/* By increasing nonce. */
	struct live_order orders[EVLOCK_ORDERS_MAX];
	size_t order_count;
	struct opened_orders opened;
	struct registers registers;
	/* By age. */
	struct delivery_record deliveries[EVLOCK_TRADES_MAX];
	size_t delivery_count;
	struct reading_chain reading;
	struct sequence evidence;
	uint64_t next_migration_id;
	/* Which MIGRATE has left, by age. */
	struct market formers[EVLOCK_FORMER_MARKETS_MAX];
	size_t former_count;
};

#define STATE_ENCODED_MAX 8192

/* What state_encode gives at most: its fields in their order, each list and text as long as its limit. */
#define SEQUENCE_ENCODED (8 + 8)
#define MARKET_ENCODED (8 + ADDRESS_SIZE)
#define SETTINGS_ENCODED                                                                                        \
	(MARKET_ENCODED + EVLOCK_LAYOUT_LIMITS_SIZE + EVLOCK_LAYOUT_CALIBRATION_SIZE + 2 +                      \
	 EVLOCK_WITHDRAWAL_ADDRESSES_MAX * ADDRESS_SIZE + 2 + EVLOCK_RP_ID_MAX + 2 +                            \
	 EVLOCK_ORIGINS_MAX * (2 + EVLOCK_ORIGIN_MAX))
#define MANDATE_ENCODED (EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE + 8 + MONEY_SIZE)
#define ORDER_ENCODED (8 + 8 + 8 + MONEY_SIZE + 8 + 8)
#define DELIVERY_ENCODED                                                                                        \
	(HASH_SIZE + 1 + ADDRESS_SIZE + EVLOCK_PUBLIC_KEY_SIZE + 8 + 8 + SEQUENCE_ENCODED + 8 + 8 + 8 + 8 + 1 + 1)
#define READING_ENCODED (SEQUENCE_ENCODED + 8 + HASH_SIZE + 8 + 4)
#define STATE_ENCODED_LARGEST                                                                                   \
	((4 + 2 + 4 + 1) + sizeof(struct secrets) + HASH_SIZE + SETTINGS_ENCODED +                              \
	 (2 + EVLOCK_PASSKEYS_MAX * sizeof(struct passkey)) + 8 + (2 + EVLOCK_MANDATES_MAX * MANDATE_ENCODED) + \
	 8 + 8 + 8 + (2 + EVLOCK_ORDERS_MAX * ORDER_ENCODED) + (8 + 8) + 4 * 8 +                                \
	 (2 + EVLOCK_TRADES_MAX * DELIVERY_ENCODED) + READING_ENCODED + SEQUENCE_ENCODED + 8 +                  \
	 (2 + EVLOCK_FORMER_MARKETS_MAX * MARKET_ENCODED))
_Static_assert(STATE_ENCODED_LARGEST <= STATE_ENCODED_MAX, "the largest state must fit");

/* The size of what is stored; 0 when it does not fit, which the assertion above rules out. */
size_t state_encode(const struct state *state, uint8_t bytes[STATE_ENCODED_MAX]);
/* False for bytes that state_encode does not give. */
bool state_decode(struct bytes bytes, struct state *state);

#endif
