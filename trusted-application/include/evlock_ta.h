/*
 * Evlock: the commands of the secure world.
 *
 * This header is the contract. Two implementations keep it: the trusted application (C, OP-TEE) and the emulator
 * (TypeScript, protects nothing); one compliance suite (packages/secure-world/src/compliance) tests both. The
 * TypeScript constants are generated from it (scripts/generators/secure-world.ts). Numbers are never reused, never
 * renumbered; within a version of the ABI a layout never changes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EVLOCK_TA_H
#define EVLOCK_TA_H

#define EVLOCK_ABI_VERSION 2

/* a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa */
#define EVLOCK_TA_UUID \
	{ 0xa8f3c0d4, 0x6b1e, 0x4f57, { 0x9d, 0x52, 0x2f, 0x0e, 0x7c, 0x41, 0xb6, 0xaa } }

/*
 * 1. Frames
 *
 * On a stream (Unix socket, TCP, virtio-serial) every integer is big-endian and nothing is padded.
 *
 *   request    u32 length | u16 command | u16 id | payload
 *   response   u32 length | u16 command | u16 id | u32 status | payload
 *
 * length counts the bytes after itself. A response repeats command and id of its request; requests are answered in the
 * order in which they arrive. A length below the head or above EVLOCK_FRAME_MAX ends the connection after one response
 * of status INPUT_TOO_LARGE or INVALID_INPUT (command and id 0), because the stream can no longer be followed.
 *
 * Payload of a response: the command's response when status is EVLOCK_STATUS_OK, otherwise one u16, the number of the
 * check that failed (EVLOCK_CHECK_*). A command that fails changes nothing, except where its rule says so.
 *
 * GlobalPlatform: the same payloads without frames. A session opens without parameters. Every command takes exactly
 *   TEE_PARAM_TYPES(MEMREF_INPUT, MEMREF_OUTPUT, VALUE_OUTPUT, NONE)
 * p[0] is the request payload (size 0 where it is empty), p[1] takes the response payload (its size is set; give
 * EVLOCK_RESPONSE_MAX bytes), p[2].a is the status and p[2].b the failed check. The return value is TEE_SUCCESS
 * whenever p[2] is set, TEE_ERROR_BAD_PARAMETERS for other parameter types, TEE_ERROR_SHORT_BUFFER for a p[1] that is
 * too small (nothing is changed). Shared memory is copied before it is checked. The TA is a single instance with many
 * sessions.
 *
 * Provisioning socket. PROVISION, RESTORE, BIND_PASSKEY, MIGRATE and SIGN_ENROLMENT, and REMOVE_PASSKEY without an
 * assertion, are refused with COMMAND_NOT_AUTHORIZED (LOCAL_CONSOLE) in every session but one of the provisioning
 * socket, which the names below call the local console. The TA decides by the identity that the TEE reports
 * (gpd.client.identity): login TEE_LOGIN_GROUP and the UUID of the group EVLOCK_CONSOLE_GROUP, which the kernel vouches
 * for. The emulator decides by the socket on which the connection arrived; its provisioning socket has mode 0600.
 */
#define EVLOCK_FRAME_LENGTH_SIZE 4
#define EVLOCK_REQUEST_HEAD_SIZE 4
#define EVLOCK_RESPONSE_HEAD_SIZE 8
#define EVLOCK_FRAME_MAX 16384
#define EVLOCK_RESPONSE_MAX 1024
#define EVLOCK_ERROR_PAYLOAD_SIZE 2
#define EVLOCK_CONSOLE_GROUP "evlock-console"

/*
 * 2. Sizes and limits
 *
 * In the tables below "struct Order" and so on is the canonical encoding of a signed struct: its fields in order,
 * big-endian at their own width (section 6). bytes<n> is u16 length | bytes, text<n> is u16 length | UTF-8, list<n> is
 * u16 count | items; n is the maximum, INPUT_TOO_LARGE above it.
 */
#define EVLOCK_SIGNATURE_SIZE 65            /* r | s | v, low s, v 27 or 28; RFC 6979 */
#define EVLOCK_PUBLIC_KEY_SIZE 33           /* secp256k1, compressed */
#define EVLOCK_ASSERTION_SIGNATURE_SIZE 64  /* P-256, r | s */
#define EVLOCK_AUTHENTICATOR_DATA_MIN 37
#define EVLOCK_AUTHENTICATOR_DATA_MAX 512
#define EVLOCK_CLIENT_DATA_MAX 1024
#define EVLOCK_CONFIRMATION_SIZE 8
#define EVLOCK_RP_ID_MAX 253
#define EVLOCK_ORIGIN_MAX 300
#define EVLOCK_ORIGINS_MAX 4
#define EVLOCK_WORDS_MAX 256                /* 24 words of BIP-39 English, single spaces */
#define EVLOCK_WITHDRAWAL_ADDRESSES_MAX 8
#define EVLOCK_PASSKEYS_MAX 4
#define EVLOCK_MANDATES_MAX 8               /* one more removes the lowest mandateId */
#define EVLOCK_ORDERS_MAX 64                /* signed, and neither opened nor released */
#define EVLOCK_TRADES_MAX 8                 /* kept for CLOSE_DELIVERY; one more removes the oldest that is closed */
#define EVLOCK_FORMER_MARKETS_MAX 4         /* for which withdrawals are still signed */
#define EVLOCK_SAMPLES_MAX 2048
#define EVLOCK_SELF_TEST_SAMPLES_MAX 1024
#define EVLOCK_SELF_TEST_SAMPLES_MIN 16

#define EVLOCK_COUNT_MAX 4095               /* 12-bit ADC */
#define EVLOCK_OFFSET_MAX 4095000           /* provisioned offsets, thousandths of a count, either sign */
#define EVLOCK_SCALE_MAX 1000000            /* provisioned scales, per count, either sign */
#define EVLOCK_POWER_MAX_MILLIWATT 50000000 /* of one sample, and of the provisioned powerLimit */
#define EVLOCK_INTERVAL_MIN_MICROS 100      /* between two samples */
#define EVLOCK_INTERVAL_MAX_MICROS 100000
#define EVLOCK_SAMPLE_LAG_MS 1000           /* a stream later than this jumps to the TA's clock */
#define EVLOCK_SAMPLE_SLACK_MS 500          /* a stream may be ahead of the TA's clock by this */
#define EVLOCK_FROZEN_MS 2000               /* equal counts of current for longer, delivery open: SENSOR_FAULT */
#define EVLOCK_RANDOM_TEST_SIZE 1024        /* bytes drawn before keys are made */
#define EVLOCK_RANDOM_REPEATS_MAX 6         /* longest run of one value among them */
#define EVLOCK_RANDOM_PROPORTION_MAX 24     /* maximum of one value among them */
#define EVLOCK_SELF_TEST_VALID_MS 600000
#define EVLOCK_SEQUENCE_BLOCK 600           /* sequences reserved by one write */
#define EVLOCK_ORDER_WINDOW 64              /* own orders this far below the newest opened can no longer be opened */
/* Numbers that only grow are bounded per step, so that no single request exhausts one. */
#define EVLOCK_NONCE_STEP_MAX 64            /* an order's nonce is below nextNonce plus this */
#define EVLOCK_ID_STEP_MAX 65536            /* bindingId, mandateId, migrationId: below the least that is accepted plus this */
#define EVLOCK_REVOKED_AHEAD_MAX_S 2678400  /* an unknown mandateId is revoked permanently, up to 31 days after the date */
#define EVLOCK_RECEIPT_STEP_MAX 65536       /* of the partner's sequence */
#define EVLOCK_READING_STEP_MAX_S 2678400   /* a reading ends at most 31 days after the last one, or the date */
#define EVLOCK_DATE_MARGIN_S 3600           /* margin for clocks that differ, after which a moment has certainly passed */
#define EVLOCK_DATE_STEP_MAX_S 34560000     /* a passkey moves the date by 400 days at most */
#define EVLOCK_CONFIRMATION_LABEL "evlock bind v1"
#define EVLOCK_DEVICE_LABEL "evlock device v1"
#define EVLOCK_LOCAL_CHAIN_ID 31337         /* development networks, on which a page may be on localhost */
#define EVLOCK_TEST_CHAIN_ID 1001
#define EVLOCK_ACCOUNT_PATH "m/44'/8217'/0'/0/0"

/*
 * 3. Status numbers, each a code of the error catalogue (docs/errors.md)
 */
#define EVLOCK_STATUS_OK 0
#define EVLOCK_STATUS_INTERNAL 1
#define EVLOCK_STATUS_INVALID_INPUT 2
#define EVLOCK_STATUS_INPUT_TOO_LARGE 3
#define EVLOCK_STATUS_MALFORMED_STRUCT 4
#define EVLOCK_STATUS_INVALID_SIGNATURE 5
#define EVLOCK_STATUS_COMMAND_UNKNOWN 6
#define EVLOCK_STATUS_COMMAND_NOT_AUTHORIZED 7
#define EVLOCK_STATUS_OUT_OF_STATE 8
#define EVLOCK_STATUS_NOT_PROVISIONED 9
#define EVLOCK_STATUS_ALREADY_PROVISIONED 10
#define EVLOCK_STATUS_SELF_TEST_REQUIRED 11
#define EVLOCK_STATUS_ASSERTION_INVALID 12
#define EVLOCK_STATUS_REPLAYED 13
#define EVLOCK_STATUS_LIMIT_EXCEEDED 14
#define EVLOCK_STATUS_MARK_MISSING 15
#define EVLOCK_STATUS_STORAGE_DAMAGED 16
#define EVLOCK_STATUS_SENSOR_FAULT 17
#define EVLOCK_STATUS_RANDOMNESS_FAULT 18
#define EVLOCK_STATUS_TRADE_NOT_FOUND 19
#define EVLOCK_STATUS_ORDER_INVALID 20
#define EVLOCK_STATUS_WRONG_PARTNER 21
#define EVLOCK_STATUS_PRICE_MISMATCH 22
#define EVLOCK_STATUS_ENERGY_OUT_OF_OFFER 23
#define EVLOCK_STATUS_INTERVAL_OUT_OF_OFFER 24

/* The reason: which check failed; NONE where the status says it all. */
#define EVLOCK_CHECK_NONE 0
#define EVLOCK_CHECK_AUTHENTICATOR_DATA 1    /* shorter than 37 bytes */
#define EVLOCK_CHECK_CLIENT_DATA 2           /* clientDataJSON in no accepted form */
#define EVLOCK_CHECK_RP_ID_HASH 3
#define EVLOCK_CHECK_USER_PRESENT 4
#define EVLOCK_CHECK_USER_VERIFIED 5
#define EVLOCK_CHECK_PASSKEY_SIGNATURE 6
#define EVLOCK_CHECK_PASSKEY_BOUND 7         /* none is bound; this one is, or is not */
#define EVLOCK_CHECK_CLIENT_DATA_TYPE 8      /* not webauthn.get */
#define EVLOCK_CHECK_CHALLENGE 9             /* for different content */
#define EVLOCK_CHECK_LOCAL_CONSOLE 10
#define EVLOCK_CHECK_CONFIRMATION 11
#define EVLOCK_CHECK_PUBLIC_KEY 12           /* not a point of the curve */
#define EVLOCK_CHECK_WORDS 13                /* not 24 words with a valid checksum */
#define EVLOCK_CHECK_ORIGIN 14               /* not a provisioned one */
#define EVLOCK_CHECK_CROSS_ORIGIN 15         /* embedded in a page of another origin */
#define EVLOCK_CHECK_DATE 16                 /* before the date, or too far behind it */
#define EVLOCK_CHECK_STEP 17                 /* too far ahead in one step */
#define EVLOCK_CHECK_SETTINGS 18             /* not those that were approved */
#define EVLOCK_CHECK_METER_KEY 20            /* not the own meter key */
#define EVLOCK_CHECK_ACCOUNT 21              /* not the own account */
#define EVLOCK_CHECK_MANDATE 22              /* none for this side */
#define EVLOCK_CHECK_PRICE 23
#define EVLOCK_CHECK_INTERVAL 24
#define EVLOCK_CHECK_OPEN_BEFORE 25
#define EVLOCK_CHECK_REPUTATION 26
#define EVLOCK_CHECK_LOSS_BAND 27
#define EVLOCK_CHECK_ENERGY_CAP 28
#define EVLOCK_CHECK_MONEY_CAP 29
#define EVLOCK_CHECK_NONCE 30
#define EVLOCK_CHECK_MIN_ENERGY 31           /* below the mandate's; in a mandate: zero, or above its cap */
#define EVLOCK_CHECK_SENSOR_CLASS 32
#define EVLOCK_CHECK_ORDERS_MAX 33
#define EVLOCK_CHECK_WITHDRAWAL_ADDRESS 40
#define EVLOCK_CHECK_SUBMITTER_FEE 41
#define EVLOCK_CHECK_PASSKEYS_MAX 42
#define EVLOCK_CHECK_MARKET 43               /* not a former market; too many former markets */
#define EVLOCK_CHECK_OWN_ORDER 50            /* not exactly one of the two orders is its own */
#define EVLOCK_CHECK_OPENED_BEFORE 51
#define EVLOCK_CHECK_DELIVERY_OPEN 52
#define EVLOCK_CHECK_DELIVERY_CLOSED 53      /* the energy of this trade is final */
#define EVLOCK_CHECK_ROLE 54
#define EVLOCK_CHECK_RESTARTED 55            /* the delivery was interrupted by a restart: close it */
#define EVLOCK_CHECK_PARTNER_RECEIPT 56      /* sequence or energy goes back */
#define EVLOCK_CHECK_GIVEN_BACK 57           /* the order was released and can no longer open */
#define EVLOCK_CHECK_POWER 60
#define EVLOCK_CHECK_SAMPLE_TIME 61          /* more sample time than time */
#define EVLOCK_CHECK_COUNT 62                /* outside the range of the ADC */
#define EVLOCK_CHECK_SAMPLE_INTERVAL 63
#define EVLOCK_CHECK_FROZEN 64
#define EVLOCK_CHECK_SATURATED 65
#define EVLOCK_CHECK_SAMPLES_MIN 66
#define EVLOCK_CHECK_FLAGS 67

/*
 * 4. Numbers inside payloads (u8)
 *
 * Side, role, cause and security class as in the signed structs, and the states of this interface.
 */
#define EVLOCK_SIDE_BID 0
#define EVLOCK_SIDE_OFFER 1
#define EVLOCK_ROLE_BUYER 0
#define EVLOCK_ROLE_SELLER 1
#define EVLOCK_CAUSE_NONE 0
#define EVLOCK_CAUSE_COMPLETED 1
#define EVLOCK_CAUSE_STOPPED_BY_OWNER 2
#define EVLOCK_CAUSE_PARTNER_SILENT 3
#define EVLOCK_CAUSE_PARTNER_FINAL 4
#define EVLOCK_CAUSE_LOSS_ABOVE_BAND 5
#define EVLOCK_CAUSE_MARK_MISSING 6
#define EVLOCK_CAUSE_SENSOR_FAULT 7
#define EVLOCK_CAUSE_RESTARTED 8
#define EVLOCK_SECURITY_CLASS_EMULATOR 0
#define EVLOCK_SECURITY_CLASS_QEMU 1
#define EVLOCK_SECURITY_CLASS_BOARD 2
#define EVLOCK_SENSOR_CLASS_NORMAL_WORLD 0   /* samples come by ADD_SAMPLES */
#define EVLOCK_SENSOR_CLASS_SECURE_WORLD 1
#define EVLOCK_ENROLMENT_PURPOSE_ACTIVE 0
#define EVLOCK_ENROLMENT_PURPOSE_STANDBY 1

#define EVLOCK_STATE_UNPROVISIONED 0
#define EVLOCK_STATE_PROVISIONED 1
#define EVLOCK_SELF_TEST_NONE 0
#define EVLOCK_SELF_TEST_PASSED 1
#define EVLOCK_SELF_TEST_FAILED 2
#define EVLOCK_SELF_TEST_FAULT_NONE 0
#define EVLOCK_SELF_TEST_FAULT_OFFSET 1      /* relay open: mean current above the noise floor */
#define EVLOCK_SELF_TEST_FAULT_GAIN 2        /* reference load: mean current outside the tolerance */
#define EVLOCK_SELF_TEST_FAULT_FROZEN 3      /* all counts of current equal */
#define EVLOCK_SELF_TEST_FAULT_SATURATED 4   /* half or more of the counts of current at 0 or EVLOCK_COUNT_MAX */
#define EVLOCK_DELIVERY_NONE 0
#define EVLOCK_DELIVERY_OPEN 1
#define EVLOCK_DELIVERY_INTERRUPTED 2        /* by a restart; to be closed */
#define EVLOCK_MARK_NONE 0                   /* no delivery open, seller, or no current yet */
#define EVLOCK_MARK_WAITING 1                /* the next one is not due */
#define EVLOCK_MARK_SEEN 2                   /* seen within this batch */
#define EVLOCK_MARK_MISSING 3                /* for the rest of this delivery */

/*
 * 5. Rules that both implementations follow bit for bit
 *
 * Energy. With truncation towards zero and 64-bit integers:
 *   current_uA = (count * 1000 - currentOffset) * currentScale / 1000       (int64; positive flows out)
 *   voltage_uV = (count * 1000 - voltageOffset) * voltageScale / 1000       (int64; below zero counts as 0)
 *   power_nW   = current_uA * (voltage_uV / 1000)
 *   power_nW * intervalMicros is added to the export (positive) or import (negative) remainder;
 *   every EVLOCK_NANOWATT_MICROS_PER_MWH of a remainder becomes 1 mWh of its register. The two are never netted.
 * A sample with |current_uA| < noiseFloor counts no energy: a meter must not run with no load (IEC 62053-21).
 * A sample above EVLOCK_POWER_MAX_MILLIWATT, or a batch whose import and export together exceed powerLimit * its time,
 * is refused: LIMIT_EXCEEDED, nothing counted. Within these bounds no step above overflows 64 bits.
 *
 * Time. The stream of samples has its own clock: streamTime += count * intervalMicros. A batch that would put it more
 * than EVLOCK_SAMPLE_SLACK_MS ahead of the TA's monotonic clock is refused (SAMPLE_TIME). A stream that is then more
 * than EVLOCK_SAMPLE_LAG_MS behind jumps to the TA's clock. The stream begins when the TA starts, ahead by the slack:
 * so no more time is counted than passed while the TA ran, over any number of restarts, and no register moves faster
 * than powerLimit. OPEN_DELIVERY moves a stream that is behind to the TA's clock: no time from before counts into a
 * delivery, and its energy is at most powerLimit * (time since it opened + slack). MIGRATE moves it too: no time from
 * before counts by another powerLimit.
 *
 * Date. The TA has no calendar, only a date that has certainly passed: that of provisioning, or the largest approvedAt
 * of an approved mandate, plus the time that the TA has run since. It does not advance while the TA is off, never goes
 * back, and one approval moves it by at most EVLOCK_DATE_STEP_MAX_S (LIMIT_EXCEEDED, DATE).
 *
 * Flow. A sample is off when |current| < max(noiseFloor, level / EVLOCK_FLOW_FRACTION), where level is the mean of
 * |current| of the last EVLOCK_FLOW_LEVEL_SAMPLES on-samples, as level += (|current| - level) /
 * EVLOCK_FLOW_LEVEL_SAMPLES in uA. Off for less than EVLOCK_MARK_MIN_MS is noise. Off for at least that and less than
 * EVLOCK_PAUSE_MS is an interruption, at the time of its first off-sample. Off for longer is a pause; the next
 * on-sample is a resume. When the current stays above noiseFloor but below the fraction for EVLOCK_PAUSE_MS, it is a
 * step of the load: level becomes the current, nothing else happens. A jump of streamTime is a pause. When a delivery
 * opens, flow is reset: the next on-sample is the delivery's first.
 *
 * Delivery mark. secret = SHA-256 of the compressed ECDH point of the two meter keys (libsecp256k1's default).
 *   interval(k) = EVLOCK_MARK_INTERVAL_MIN_MS
 *               + (first 4 bytes, big-endian, of HMAC-SHA256(secret, EVLOCK_MARK_LABEL | tradeId | u32 k))
 *                 mod EVLOCK_MARK_INTERVAL_SPAN_MS
 * k starts at 0. The mark k is due interval(k) after the first flowing current of the delivery, after the interruption
 * of the mark before it, or after a resume; it is an interruption of EVLOCK_MARK_LENGTH_MS. Every mark and every resume
 * adds one to k on both sides, each seeing it in its own current. The seller's NEXT_MARK counts by these rules, in the
 * time of the stream. A mark is announced until it is due, and then not again before its own current has shown it, so
 * that no mark is made twice. The buyer's TA expects mark k within EVLOCK_MARK_TOLERANCE_MS of its moment. The two may
 * have seen a pause differently: after a resume the buyer's TA accepts EVLOCK_MARK_RESYNC values of k, from the lowest
 * one plus 1; a mark keeps those whose moment it fits, each plus 1. MISSING, until the delivery is closed: the last
 * moment of all possible marks has passed; an interruption at none of them; more than EVLOCK_MARK_RESUMES_MAX resumes in
 * a row without a mark; since the last mark, or since the delivery opened, over all pauses, more energy than powerLimit
 * makes in EVLOCK_MARK_UNSEEN_MS. So keep a pause well above EVLOCK_PAUSE_MS: a shorter one is an interruption at the
 * wrong time. vectors/mark.json.
 */
#define EVLOCK_NANOWATT_MICROS_PER_MWH 3600000000000000
#define EVLOCK_FLOW_FRACTION 4
#define EVLOCK_FLOW_LEVEL_SAMPLES 64
#define EVLOCK_PAUSE_MS 1000
#define EVLOCK_MARK_LABEL "evlock mark v1"
#define EVLOCK_MARK_INTERVAL_MIN_MS 2000
#define EVLOCK_MARK_INTERVAL_SPAN_MS 2001
#define EVLOCK_MARK_LENGTH_MS 300
#define EVLOCK_MARK_MIN_MS 150
#define EVLOCK_MARK_TOLERANCE_MS 400
#define EVLOCK_MARK_RESYNC 3
#define EVLOCK_MARK_UNSEEN_MS 4400           /* the longest interval and the tolerance */
#define EVLOCK_MARK_RESUMES_MAX 3
#define EVLOCK_MARK_NOT_COUNTING 0xffffffff  /* NEXT_MARK: no current flows yet */

/*
 * 6. Layouts shared by several commands
 *
 * The comment of each offset is the size in bytes and the type. A field after the first variable one has no fixed
 * offset; it stands in the comment of that one, in order. SIZE is exact, SIZE_MIN that of a payload whose variable
 * fields are empty.
 *
 * sample     u16 count of current | u16 count of voltage
 * passkey    x bytes32 | y bytes32
 * mandate    mandateId u40 | side u8 | energyLeft u64 | energyReserved u64 | moneyLeft u128 | moneyReserved u128
 * assertion  signature 64 | authenticatorData bytes<EVLOCK_AUTHENTICATOR_DATA_MAX>
 *            | clientDataJSON text<EVLOCK_CLIENT_DATA_MAX>
 */
#define EVLOCK_LAYOUT_SAMPLE_SIZE 4
#define EVLOCK_LAYOUT_PASSKEY_SIZE 64
#define EVLOCK_LAYOUT_MANDATE_SIZE 54
#define EVLOCK_LAYOUT_ASSERTION_SIZE_MIN 68

/*
 * Signed structs (EIP-712): the type whose keccak256 is the type hash, and the canonical encoding: the fields in order,
 * big-endian at their own width. What is signed is keccak256(0x1901 | domain separator | hashStruct); the domain is
 * EIP712Domain(string name,string version,uint256 chainId,address verifyingContract) of EVLOCK_DOMAIN_NAME,
 * EVLOCK_DOMAIN_VERSION, the provisioned chain id and market. A bool is 0 or 1, an enumeration one of its values, or the
 * encoding is MALFORMED_STRUCT. docs/signed-data.md says what each field means.
 */
#define EVLOCK_DOMAIN_NAME "Evlock"
#define EVLOCK_DOMAIN_VERSION "1"

#define EVLOCK_TYPE_ORDER \
	"Order(uint8 side,address account,address meterKey,bytes32 counterOrder,uint64 energy," \
	"uint64 minEnergy,uint32 power,uint64 price,uint40 start,uint40 end,uint40 openBefore," \
	"uint32 lossBandPpm,int32 minReputation,uint8 minSensorClass,uint40 nonce)"
#define EVLOCK_LAYOUT_STRUCT_ORDER_SIDE_AT 0                       /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_ACCOUNT_AT 1                    /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_ORDER_METER_KEY_AT 21                 /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_ORDER_COUNTER_ORDER_AT 41             /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_ENERGY_AT 73                    /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_MIN_ENERGY_AT 81                /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_POWER_AT 89                     /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_PRICE_AT 93                     /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_START_AT 101                    /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_END_AT 106                      /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_OPEN_BEFORE_AT 111              /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_LOSS_BAND_PPM_AT 116            /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_MIN_REPUTATION_AT 120           /* 4 int32 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_MIN_SENSOR_CLASS_AT 124         /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_NONCE_AT 125                    /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_ORDER_SIZE 130

#define EVLOCK_TYPE_RECEIPT \
	"Receipt(bytes32 tradeId,uint8 role,uint40 sequence,uint64 energy,uint40 partnerSequence," \
	"uint64 partnerEnergy,bool final,uint8 cause)"
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_TRADE_ID_AT 0                 /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_ROLE_AT 32                    /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_SEQUENCE_AT 33                /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_ENERGY_AT 38                  /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_PARTNER_SEQUENCE_AT 46        /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_PARTNER_ENERGY_AT 51          /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_FINAL_AT 59                   /* 1 bool */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_CAUSE_AT 60                   /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_RECEIPT_SIZE 61

#define EVLOCK_TYPE_CANCEL \
	"Cancel(address account,address meterKey,bytes32 orderHash,uint40 minNonce,uint128 submitterFee," \
	"uint40 deadline)"
#define EVLOCK_LAYOUT_STRUCT_CANCEL_ACCOUNT_AT 0                   /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_METER_KEY_AT 20                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_ORDER_HASH_AT 40               /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_MIN_NONCE_AT 72                /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_SUBMITTER_FEE_AT 77            /* 16 uint128 */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_DEADLINE_AT 93                 /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_CANCEL_SIZE 98

#define EVLOCK_TYPE_WITHDRAWAL \
	"Withdrawal(address account,address token,address to,uint128 amount,uint128 submitterFee," \
	"uint64 nonce,uint40 deadline)"
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_ACCOUNT_AT 0               /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_TOKEN_AT 20                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_TO_AT 40                   /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_AMOUNT_AT 60               /* 16 uint128 */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_SUBMITTER_FEE_AT 76        /* 16 uint128 */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_NONCE_AT 92                /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_DEADLINE_AT 100            /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_WITHDRAWAL_SIZE 105

#define EVLOCK_TYPE_REPLACE \
	"Replace(address account,address oldMeterKey,address newMeterKey,uint64 nonce,uint40 deadline)"
#define EVLOCK_LAYOUT_STRUCT_REPLACE_ACCOUNT_AT 0                  /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_REPLACE_OLD_METER_KEY_AT 20           /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_REPLACE_NEW_METER_KEY_AT 40           /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_REPLACE_NONCE_AT 60                   /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_REPLACE_DEADLINE_AT 68                /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_REPLACE_SIZE 73

#define EVLOCK_TYPE_ENROLMENT \
	"Enrolment(uint8 purpose,bytes32 deviceIdHash,address account,address meterKey,uint8 sensorClass," \
	"uint64 nonce,uint40 deadline)"
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_PURPOSE_AT 0                /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_DEVICE_ID_HASH_AT 1         /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_ACCOUNT_AT 33               /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_METER_KEY_AT 53             /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_SENSOR_CLASS_AT 73          /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_NONCE_AT 74                 /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_DEADLINE_AT 82              /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_ENROLMENT_SIZE 87

#define EVLOCK_TYPE_READING \
	"Reading(address meterKey,uint40 sequence,uint40 intervalStart,uint40 intervalEnd,uint64 import," \
	"uint64 export,uint32 flags,bytes32 previousHash)"
#define EVLOCK_LAYOUT_STRUCT_READING_METER_KEY_AT 0                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_READING_SEQUENCE_AT 20                /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_READING_INTERVAL_START_AT 25          /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_READING_INTERVAL_END_AT 30            /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_READING_IMPORT_AT 35                  /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_READING_EXPORT_AT 43                  /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_READING_FLAGS_AT 51                   /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_READING_PREVIOUS_HASH_AT 55           /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_READING_SIZE 87

#define EVLOCK_TYPE_EVIDENCE \
	"Evidence(bytes32 verifierNonce,bytes32 deviceId,address meterKey,address account," \
	"bytes32 tlsKeyHash,bytes32 passkeyHash,bytes32 rpIdHash,bytes32 originHash," \
	"bytes32 calibrationHash,bytes32 limitsHash,bytes32 taHash,uint32 taVersion,uint8 securityClass," \
	"uint8 sensorClass,uint32 bootCount,uint40 sequence)"
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_VERIFIER_NONCE_AT 0          /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_DEVICE_ID_AT 32              /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_METER_KEY_AT 64              /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_ACCOUNT_AT 84                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_TLS_KEY_HASH_AT 104          /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_PASSKEY_HASH_AT 136          /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_RP_ID_HASH_AT 168            /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_ORIGIN_HASH_AT 200           /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_CALIBRATION_HASH_AT 232      /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_LIMITS_HASH_AT 264           /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_TA_HASH_AT 296               /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_TA_VERSION_AT 328            /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_SECURITY_CLASS_AT 332        /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_SENSOR_CLASS_AT 333          /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_BOOT_COUNT_AT 334            /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_SEQUENCE_AT 338              /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_EVIDENCE_SIZE 343

#define EVLOCK_TYPE_MANDATE \
	"Mandate(address meterKey,uint8 side,uint64 energyCap,uint64 minEnergy,uint128 moneyCap," \
	"uint64 limitPrice,uint40 deliveryFrom,uint40 deliveryUntil,uint40 approvedAt,uint40 validUntil," \
	"int32 minReputation,uint8 minSensorClass,uint32 lossBandPpm,uint40 mandateId)"
#define EVLOCK_LAYOUT_STRUCT_MANDATE_METER_KEY_AT 0                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_SIDE_AT 20                    /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_ENERGY_CAP_AT 21              /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_MIN_ENERGY_AT 29              /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_MONEY_CAP_AT 37               /* 16 uint128 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_LIMIT_PRICE_AT 53             /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_DELIVERY_FROM_AT 61           /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_DELIVERY_UNTIL_AT 66          /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_APPROVED_AT_AT 71             /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_VALID_UNTIL_AT 76             /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_MIN_REPUTATION_AT 81          /* 4 int32 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_MIN_SENSOR_CLASS_AT 85        /* 1 uint8 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_LOSS_BAND_PPM_AT 86           /* 4 uint32 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_MANDATE_ID_AT 90              /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE 95

#define EVLOCK_TYPE_PASSKEY_BINDING \
	"PasskeyBinding(address meterKey,bytes32 publicKeyX,bytes32 publicKeyY,uint40 bindingId)"
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_BINDING_METER_KEY_AT 0        /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_BINDING_PUBLIC_KEY_X_AT 20    /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_BINDING_PUBLIC_KEY_Y_AT 52    /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_BINDING_BINDING_ID_AT 84      /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_BINDING_SIZE 89

#define EVLOCK_TYPE_PASSKEY_REMOVAL \
	"PasskeyRemoval(address meterKey,bytes32 publicKeyX,bytes32 publicKeyY,uint40 bindingId)"
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_REMOVAL_METER_KEY_AT 0        /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_REMOVAL_PUBLIC_KEY_X_AT 20    /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_REMOVAL_PUBLIC_KEY_Y_AT 52    /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_REMOVAL_BINDING_ID_AT 84      /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_PASSKEY_REMOVAL_SIZE 89

#define EVLOCK_TYPE_MIGRATION \
	"Migration(address meterKey,uint64 chainId,address market,bytes32 settingsHash,uint40 migrationId)"
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_METER_KEY_AT 0              /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_CHAIN_ID_AT 20              /* 8 uint64 */
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_MARKET_AT 28                /* 20 address */
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_SETTINGS_HASH_AT 48         /* 32 bytes32 */
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_MIGRATION_ID_AT 80          /* 5 uint40 */
#define EVLOCK_LAYOUT_STRUCT_MIGRATION_SIZE 85

/* Bounds set at the meter, beyond which no passkey can go: mW, mWh, money, money. */
#define EVLOCK_LAYOUT_LIMITS_POWER_LIMIT_AT 0                      /* 4 u32 */
#define EVLOCK_LAYOUT_LIMITS_MANDATE_ENERGY_MAX_AT 4               /* 8 u64 */
#define EVLOCK_LAYOUT_LIMITS_MANDATE_MONEY_MAX_AT 12               /* 16 u128 */
#define EVLOCK_LAYOUT_LIMITS_SUBMITTER_FEE_MAX_AT 28               /* 16 u128 */
#define EVLOCK_LAYOUT_LIMITS_SIZE 44

/* Offsets in thousandths of a count, scales in uA and uV per count; noiseFloor and referenceCurrent in mA. */
#define EVLOCK_LAYOUT_CALIBRATION_CURRENT_OFFSET_AT 0              /* 4 i32 */
#define EVLOCK_LAYOUT_CALIBRATION_CURRENT_SCALE_AT 4               /* 4 i32 */
#define EVLOCK_LAYOUT_CALIBRATION_VOLTAGE_OFFSET_AT 8              /* 4 i32 */
#define EVLOCK_LAYOUT_CALIBRATION_VOLTAGE_SCALE_AT 12              /* 4 u32 */
#define EVLOCK_LAYOUT_CALIBRATION_NOISE_FLOOR_AT 16                /* 4 u32 */
#define EVLOCK_LAYOUT_CALIBRATION_REFERENCE_CURRENT_AT 20          /* 4 i32 */
#define EVLOCK_LAYOUT_CALIBRATION_REFERENCE_TOLERANCE_AT 24        /* 4 u32 */
#define EVLOCK_LAYOUT_CALIBRATION_SIZE 28

/*
 * 7. Commands
 */

/*
 * INFO. Always allowed. Versions, state, public keys, sequences; zero for what does not exist yet.
 * taHash: SHA-256 of the code that runs. passkeyHash: SHA-256(x | y) of the first passkey. selfTestAge in ms.
 * nextNonce, nextMandateId, nextBindingId, nextMigrationId: the lowest value that is accepted. orders: signed, and
 * neither opened nor released. date: see section 5; lastReadingEnd: end of the last reading's interval; both in s.
 * tradeId, role, tradeEnergy: of the delivery that is open or interrupted; import, export and tradeEnergy in mWh.
 */
#define EVLOCK_COMMAND_INFO 0x0001
#define EVLOCK_LAYOUT_INFO_IN_SIZE 0
#define EVLOCK_LAYOUT_INFO_OUT_ABI_VERSION_AT 0                    /* 2 u16 */
#define EVLOCK_LAYOUT_INFO_OUT_STATE_AT 2                          /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_SECURITY_CLASS_AT 3                 /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_TA_VERSION_AT 4                     /* 4 u32 */
#define EVLOCK_LAYOUT_INFO_OUT_TA_HASH_AT 8                        /* 32 bytes32 */
#define EVLOCK_LAYOUT_INFO_OUT_BOOT_COUNT_AT 40                    /* 4 u32 */
#define EVLOCK_LAYOUT_INFO_OUT_DEVICE_ID_AT 44                     /* 32 bytes32 */
#define EVLOCK_LAYOUT_INFO_OUT_METER_KEY_AT 76                     /* 20 address */
#define EVLOCK_LAYOUT_INFO_OUT_ACCOUNT_AT 96                       /* 20 address */
#define EVLOCK_LAYOUT_INFO_OUT_ATTESTATION_KEY_AT 116              /* 20 address */
#define EVLOCK_LAYOUT_INFO_OUT_METER_PUBLIC_KEY_AT 136             /* 33 public key */
#define EVLOCK_LAYOUT_INFO_OUT_CHAIN_ID_AT 169                     /* 8 u64 */
#define EVLOCK_LAYOUT_INFO_OUT_MARKET_AT 177                       /* 20 address */
#define EVLOCK_LAYOUT_INFO_OUT_PASSKEYS_AT 197                     /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_PASSKEY_HASH_AT 198                 /* 32 bytes32 */
#define EVLOCK_LAYOUT_INFO_OUT_MANDATES_AT 230                     /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_NEXT_NONCE_AT 231                   /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_NEXT_MANDATE_ID_AT 236              /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_NEXT_BINDING_ID_AT 241              /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_NEXT_READING_SEQUENCE_AT 246        /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_LAST_READING_HASH_AT 251            /* 32 bytes32 */
#define EVLOCK_LAYOUT_INFO_OUT_IMPORT_AT 283                       /* 8 u64 */
#define EVLOCK_LAYOUT_INFO_OUT_EXPORT_AT 291                       /* 8 u64 */
#define EVLOCK_LAYOUT_INFO_OUT_SELF_TEST_AT 299                    /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_SELF_TEST_AGE_AT 300                /* 4 u32 */
#define EVLOCK_LAYOUT_INFO_OUT_DELIVERY_AT 304                     /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_TRADE_ID_AT 305                     /* 32 bytes32 */
#define EVLOCK_LAYOUT_INFO_OUT_ROLE_AT 337                         /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_TRADE_ENERGY_AT 338                 /* 8 u64 */
#define EVLOCK_LAYOUT_INFO_OUT_DATE_AT 346                         /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_LAST_READING_END_AT 351             /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_SENSOR_CLASS_AT 356                 /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_ORDERS_AT 357                       /* 1 u8 */
#define EVLOCK_LAYOUT_INFO_OUT_NEXT_MIGRATION_ID_AT 358            /* 5 u40 */
#define EVLOCK_LAYOUT_INFO_OUT_SIZE 363

/*
 * PROVISION. Provisioning socket, once (ALREADY_PROVISIONED). Generates the meter key at random; entropy, from it the
 * recovery phrase (24 words of BIP-39), and from that the account key at EVLOCK_ACCOUNT_PATH; the attestation key if the
 * platform has none; deviceId = keccak256(EVLOCK_DEVICE_LABEL | 32 random bytes | serial). Before that,
 * EVLOCK_RANDOM_TEST_SIZE random bytes are tested: a run above EVLOCK_RANDOM_REPEATS_MAX, a value more often than
 * EVLOCK_RANDOM_PROPORTION_MAX, or two equal segments of 32 bytes give RANDOMNESS_FAULT and no key. The response contains
 * the recovery phrase, this once. date: UTC seconds, from the caller. origins: at least one, each a scheme, a host and
 * optionally a port, as browsers write them: https://, or http://localhost, which is accepted on the chains
 * EVLOCK_LOCAL_CHAIN_ID and EVLOCK_TEST_CHAIN_ID only.
 */
#define EVLOCK_COMMAND_PROVISION 0x0002
#define EVLOCK_LAYOUT_PROVISION_IN_CHAIN_ID_AT 0                   /* 8 u64 */
#define EVLOCK_LAYOUT_PROVISION_IN_MARKET_AT 8                     /* 20 address */
#define EVLOCK_LAYOUT_PROVISION_IN_DATE_AT 28                      /* 5 u40 */
#define EVLOCK_LAYOUT_PROVISION_IN_LIMITS_AT 33                    /* 44 limits */
#define EVLOCK_LAYOUT_PROVISION_IN_CALIBRATION_AT 77               /* 28 calibration */
#define EVLOCK_LAYOUT_PROVISION_IN_WITHDRAWAL_ADDRESSES_AT 105     /* list<EVLOCK_WITHDRAWAL_ADDRESSES_MAX> of address,
                                                                      rpId text<EVLOCK_RP_ID_MAX>,
                                                                      origins list<EVLOCK_ORIGINS_MAX> of text<EVLOCK_ORIGIN_MAX> */
#define EVLOCK_LAYOUT_PROVISION_IN_SIZE_MIN 111
#define EVLOCK_LAYOUT_PROVISION_OUT_METER_KEY_AT 0                 /* 20 address */
#define EVLOCK_LAYOUT_PROVISION_OUT_ACCOUNT_AT 20                  /* 20 address */
#define EVLOCK_LAYOUT_PROVISION_OUT_METER_PUBLIC_KEY_AT 40         /* 33 public key */
#define EVLOCK_LAYOUT_PROVISION_OUT_WORDS_AT 73                    /* text<EVLOCK_WORDS_MAX> */
#define EVLOCK_LAYOUT_PROVISION_OUT_SIZE_MIN 75

/*
 * RESTORE. Provisioning socket, unprovisioned. As PROVISION, but the account key comes from the recovery phrase (words);
 * the meter key is new.
 */
#define EVLOCK_COMMAND_RESTORE 0x0003
#define EVLOCK_LAYOUT_RESTORE_IN_CHAIN_ID_AT 0                     /* 8 u64 */
#define EVLOCK_LAYOUT_RESTORE_IN_MARKET_AT 8                       /* 20 address */
#define EVLOCK_LAYOUT_RESTORE_IN_DATE_AT 28                        /* 5 u40 */
#define EVLOCK_LAYOUT_RESTORE_IN_LIMITS_AT 33                      /* 44 limits */
#define EVLOCK_LAYOUT_RESTORE_IN_CALIBRATION_AT 77                 /* 28 calibration */
#define EVLOCK_LAYOUT_RESTORE_IN_WITHDRAWAL_ADDRESSES_AT 105       /* list<EVLOCK_WITHDRAWAL_ADDRESSES_MAX> of address,
                                                                      rpId text<EVLOCK_RP_ID_MAX>,
                                                                      origins list<EVLOCK_ORIGINS_MAX> of text<EVLOCK_ORIGIN_MAX>,
                                                                      words text<EVLOCK_WORDS_MAX> */
#define EVLOCK_LAYOUT_RESTORE_IN_SIZE_MIN 113
#define EVLOCK_LAYOUT_RESTORE_OUT_METER_KEY_AT 0                   /* 20 address */
#define EVLOCK_LAYOUT_RESTORE_OUT_ACCOUNT_AT 20                    /* 20 address */
#define EVLOCK_LAYOUT_RESTORE_OUT_METER_PUBLIC_KEY_AT 40           /* 33 public key */
#define EVLOCK_LAYOUT_RESTORE_OUT_SIZE 73

/*
 * BIND_PASSKEY. Provisioning socket, while none is bound (OUT_OF_STATE). confirmation = the first 8 bytes of
 * SHA-256(EVLOCK_CONFIRMATION_LABEL | x | y), which the owner reads on the device that holds the passkey: it differs if
 * the key was swapped on the way.
 */
#define EVLOCK_COMMAND_BIND_PASSKEY 0x0004
#define EVLOCK_LAYOUT_BIND_PASSKEY_IN_PUBLIC_KEY_X_AT 0            /* 32 bytes32 */
#define EVLOCK_LAYOUT_BIND_PASSKEY_IN_PUBLIC_KEY_Y_AT 32           /* 32 bytes32 */
#define EVLOCK_LAYOUT_BIND_PASSKEY_IN_CONFIRMATION_AT 64           /* 8 bytes */
#define EVLOCK_LAYOUT_BIND_PASSKEY_IN_SIZE 72
#define EVLOCK_LAYOUT_BIND_PASSKEY_OUT_SIZE 0

/*
 * BIND_FURTHER_PASSKEY. An assertion of a bound passkey over the digest of the binding; bindingId at least
 * nextBindingId (REPLAYED), and below that plus EVLOCK_ID_STEP_MAX (LIMIT_EXCEEDED, STEP); a passkey that is not bound
 * yet (OUT_OF_STATE); at most EVLOCK_PASSKEYS_MAX passkeys (LIMIT_EXCEEDED).
 */
#define EVLOCK_COMMAND_BIND_FURTHER_PASSKEY 0x0005
#define EVLOCK_LAYOUT_BIND_FURTHER_PASSKEY_IN_BINDING_AT 0         /* 89 struct PasskeyBinding */
#define EVLOCK_LAYOUT_BIND_FURTHER_PASSKEY_IN_ASSERTION_AT 89      /* assertion */
#define EVLOCK_LAYOUT_BIND_FURTHER_PASSKEY_IN_SIZE_MIN 157
#define EVLOCK_LAYOUT_BIND_FURTHER_PASSKEY_OUT_SIZE 0

/*
 * LIST_PASSKEYS. Provisioned. The public keys of the bound passkeys, the oldest first.
 */
#define EVLOCK_COMMAND_LIST_PASSKEYS 0x0006
#define EVLOCK_LAYOUT_LIST_PASSKEYS_IN_SIZE 0
#define EVLOCK_LAYOUT_LIST_PASSKEYS_OUT_PASSKEYS_AT 0              /* list<EVLOCK_PASSKEYS_MAX> of passkey */
#define EVLOCK_LAYOUT_LIST_PASSKEYS_OUT_SIZE_MIN 2

/*
 * REMOVE_PASSKEY. Own meterKey; bindingId as for BIND_FURTHER_PASSKEY; a passkey that is bound (OUT_OF_STATE,
 * PASSKEY_BOUND). Approved by an assertion of another bound passkey over the digest of the removal, or at the
 * provisioning socket. The last passkey is removed at the provisioning socket only, and with the recovery phrase
 * (COMMAND_NOT_AUTHORIZED, WORDS): otherwise anyone at that socket could replace it with a passkey of their own. The
 * phrase is read in no other case.
 */
#define EVLOCK_COMMAND_REMOVE_PASSKEY 0x0007
#define EVLOCK_LAYOUT_REMOVE_PASSKEY_IN_REMOVAL_AT 0               /* 89 struct PasskeyRemoval */
#define EVLOCK_LAYOUT_REMOVE_PASSKEY_IN_ASSERTIONS_AT 89           /* list<1> of assertion,
                                                                      words text<EVLOCK_WORDS_MAX> */
#define EVLOCK_LAYOUT_REMOVE_PASSKEY_IN_SIZE_MIN 93
#define EVLOCK_LAYOUT_REMOVE_PASSKEY_OUT_SIZE 0

/*
 * MIGRATE. Provisioning socket, and an assertion over the digest of the migration; own meterKey; migrationId at least
 * nextMigrationId (REPLAYED), and below that plus EVLOCK_ID_STEP_MAX (LIMIT_EXCEEDED, STEP); no delivery open or
 * interrupted (OUT_OF_STATE). settingsHash = SHA-256(date | limits | withdrawalAddresses | origins) as encoded in the
 * request (INVALID_INPUT, SETTINGS); each is checked as by PROVISION and replaces what was set before; the date may go
 * back. rpId and calibration stay. Mandates end. For a different market, trades and orders are forgotten too: close and
 * settle them first. The former market is kept for SIGN_FORMER_WITHDRAWAL (at most EVLOCK_FORMER_MARKETS_MAX,
 * LIMIT_EXCEEDED, MARKET), and the response is a Cancel in its domain, as from REVOKE_MANDATE, which withdraws every
 * order signed for it.
 */
#define EVLOCK_COMMAND_MIGRATE 0x0008
#define EVLOCK_LAYOUT_MIGRATE_IN_MIGRATION_AT 0                    /* 85 struct Migration */
#define EVLOCK_LAYOUT_MIGRATE_IN_DATE_AT 85                        /* 5 u40 */
#define EVLOCK_LAYOUT_MIGRATE_IN_LIMITS_AT 90                      /* 44 limits */
#define EVLOCK_LAYOUT_MIGRATE_IN_WITHDRAWAL_ADDRESSES_AT 134       /* list<EVLOCK_WITHDRAWAL_ADDRESSES_MAX> of address,
                                                                      origins list<EVLOCK_ORIGINS_MAX> of text<EVLOCK_ORIGIN_MAX>,
                                                                      assertion assertion */
#define EVLOCK_LAYOUT_MIGRATE_IN_SIZE_MIN 206
#define EVLOCK_LAYOUT_MIGRATE_OUT_CANCELS_AT 0                     /* list<1> of struct Cancel | signature */
#define EVLOCK_LAYOUT_MIGRATE_OUT_SIZE_MIN 2

/*
 * AUTHORIZE_MANDATE. An assertion over the digest of the mandate; own meterKey; mandateId at least nextMandateId
 * (REPLAYED), and below EVLOCK_ID_STEP_MAX after that or approvedAt (LIMIT_EXCEEDED, STEP: owners number by their
 * clock); minEnergy at least 1 and at most energyCap (INVALID_INPUT, MIN_ENERGY); approvedAt at most
 * EVLOCK_DATE_STEP_MAX_S after the date (LIMIT_EXCEEDED, DATE), which it becomes; caps within the provisioned limits
 * (LIMIT_EXCEEDED).
 *
 * An assertion may come from any bound passkey and is checked in this order: authenticatorData at least 37 bytes;
 * clientDataJSON as browsers write it, compared byte by byte and never parsed:
 * {"type":"webauthn.get","challenge":"<base64url of the digest>","origin":"<one of origins>" followed by } and the end,
 * or by ,"crossOrigin":false and then } and the end, or a comma and anything. CLIENT_DATA, CLIENT_DATA_TYPE, CHALLENGE,
 * ORIGIN or CROSS_ORIGIN says what differs first (vectors/client-data.json). Then rpIdHash = SHA-256(rpId); flags UP (bit
 * 0) and UV (bit 2); P-256 signature over authenticatorData | SHA-256(clientDataJSON). The signature counter is ignored:
 * synced passkeys keep it at 0.
 */
#define EVLOCK_COMMAND_AUTHORIZE_MANDATE 0x0010
#define EVLOCK_LAYOUT_AUTHORIZE_MANDATE_IN_MANDATE_AT 0            /* 95 struct Mandate */
#define EVLOCK_LAYOUT_AUTHORIZE_MANDATE_IN_ASSERTION_AT 95         /* assertion */
#define EVLOCK_LAYOUT_AUTHORIZE_MANDATE_IN_SIZE_MIN 163
#define EVLOCK_LAYOUT_AUTHORIZE_MANDATE_OUT_SIZE 0

/*
 * REVOKE_MANDATE. Always allowed, without passkey. Removes the mandate if it exists. If it does not exist yet, neither it
 * nor an earlier one can be approved any more: a mandateId from nextMandateId on, and at most EVLOCK_REVOKED_AHEAD_MAX_S
 * after the date, sets nextMandateId to its successor. The response is a Cancel by its own meter key: orderHash 0,
 * minNonce = nextNonce, submitterFee 0, deadline 2^40 - 1, with which every order signed so far can be withdrawn.
 */
#define EVLOCK_COMMAND_REVOKE_MANDATE 0x0011
#define EVLOCK_LAYOUT_REVOKE_MANDATE_IN_MANDATE_ID_AT 0            /* 5 u40 */
#define EVLOCK_LAYOUT_REVOKE_MANDATE_IN_SIZE 5
#define EVLOCK_LAYOUT_REVOKE_MANDATE_OUT_CANCEL_AT 0               /* 98 struct Cancel */
#define EVLOCK_LAYOUT_REVOKE_MANDATE_OUT_SIGNATURE_AT 98           /* 65 signature */
#define EVLOCK_LAYOUT_REVOKE_MANDATE_OUT_SIZE 163

/*
 * SELF_TEST_RESULT. No delivery open (OUT_OF_STATE). Samples with the relay open and on the reference load, at least
 * EVLOCK_SELF_TEST_SAMPLES_MIN each. Status is OK for a failed test too: fault says why. Means in mA.
 */
#define EVLOCK_COMMAND_SELF_TEST_RESULT 0x0012
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_IN_OPEN_AT 0                /* list<EVLOCK_SELF_TEST_SAMPLES_MAX> of sample,
                                                                      reference, the same */
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_IN_SIZE_MIN 4
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_OUT_FAULT_AT 0              /* 1 u8 */
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_OUT_OPEN_CURRENT_AT 1       /* 4 i32 */
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_OUT_REFERENCE_CURRENT_AT 5  /* 4 i32 */
#define EVLOCK_LAYOUT_SELF_TEST_RESULT_OUT_SIZE 9

/*
 * SIGN_ORDER. Self-test passed and at most EVLOCK_SELF_TEST_VALID_MS old, or a healthy open delivery: samples within
 * EVLOCK_SAMPLE_LAG_MS, no SENSOR_FAULT, no mark missing. Own meterKey and account; a consistent order
 * (ORDER_INVALID); power at most powerLimit (LIMIT_EXCEEDED, POWER); openBefore after the date (COMMAND_NOT_AUTHORIZED,
 * DATE); nonce at least nextNonce (REPLAYED), and below that plus EVLOCK_NONCE_STEP_MAX (LIMIT_EXCEEDED); inside a
 * mandate of its side (COMMAND_NOT_AUTHORIZED with the check): price, delivery interval, openBefore at most validUntil,
 * energy and minEnergy at least the mandate's minEnergy, minReputation and minSensorClass at least, lossBandPpm at most
 * the mandate's, energy at most energyLeft, and for bids ceil(energy * price / 1000000) at most moneyLeft. The lowest
 * mandateId that allows it is used.
 *
 * Energy and money are reserved when the order is signed. OPEN_DELIVERY charges the bid's energy, and for bids its money,
 * and releases the rest; CLOSE_UNOPENED, RELEASE_ORDER and EVLOCK_DATE_MARGIN_S after the order's end release all of it.
 * A mandate ends when less than its minEnergy can still be ordered (LIST_MANDATES, INFO). The TA bounds openBefore by the
 * mandate's validity, and the contract enforces openBefore.
 */
#define EVLOCK_COMMAND_SIGN_ORDER 0x0013
#define EVLOCK_LAYOUT_SIGN_ORDER_IN_ORDER_AT 0                     /* 130 struct Order */
#define EVLOCK_LAYOUT_SIGN_ORDER_IN_SIZE 130
#define EVLOCK_LAYOUT_SIGN_ORDER_OUT_SIGNATURE_AT 0                /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_ORDER_OUT_SIZE 65

/*
 * LIST_MANDATES. Provisioned. The mandates in force, by increasing mandateId: neither revoked ones nor those of which
 * less than minEnergy is left for good. energyLeft, moneyLeft: for further orders. energyReserved, moneyReserved: by
 * orders that are signed and neither opened nor released; what they do not use is released.
 */
#define EVLOCK_COMMAND_LIST_MANDATES 0x0014
#define EVLOCK_LAYOUT_LIST_MANDATES_IN_SIZE 0
#define EVLOCK_LAYOUT_LIST_MANDATES_OUT_MANDATES_AT 0              /* list<EVLOCK_MANDATES_MAX> of mandate */
#define EVLOCK_LAYOUT_LIST_MANDATES_OUT_SIZE_MIN 2

/*
 * RELEASE_ORDER. Releases the reserved energy and money of an order of its own, named by its nonce, to the mandate:
 * EVLOCK_DATE_MARGIN_S after its openBefore, by the date (OUT_OF_STATE, DATE). The order opens no delivery from then on,
 * so use this for orders that the chain has not opened. OUT_OF_STATE (GIVEN_BACK) for an order that was opened, released
 * or never signed. Without this command an order is released EVLOCK_DATE_MARGIN_S after its end.
 */
#define EVLOCK_COMMAND_RELEASE_ORDER 0x0015
#define EVLOCK_LAYOUT_RELEASE_ORDER_IN_NONCE_AT 0                  /* 5 u40 */
#define EVLOCK_LAYOUT_RELEASE_ORDER_IN_SIZE 5
#define EVLOCK_LAYOUT_RELEASE_ORDER_OUT_SIZE 0

/*
 * OPEN_DELIVERY. Self-test passed and at most EVLOCK_SELF_TEST_VALID_MS old; no delivery open or interrupted
 * (OUT_OF_STATE). Exactly one order is its own, with its own signature; the signature of the other gives the partner's
 * public key, which is pinned. The bid must match the offer: sides, counterOrder, price, power, energy and interval
 * inside the offer's. Each order opens once (REPLAYED), and not after its release (OUT_OF_STATE, GIVEN_BACK). tradeId =
 * digest of the bid.
 */
#define EVLOCK_COMMAND_OPEN_DELIVERY 0x0020
#define EVLOCK_LAYOUT_OPEN_DELIVERY_IN_BID_AT 0                    /* 130 struct Order */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_IN_BID_SIGNATURE_AT 130        /* 65 signature */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_IN_OFFER_AT 195                /* 130 struct Order */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_IN_OFFER_SIGNATURE_AT 325      /* 65 signature */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_IN_SIZE 390
#define EVLOCK_LAYOUT_OPEN_DELIVERY_OUT_TRADE_ID_AT 0              /* 32 bytes32 */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_OUT_ROLE_AT 32                 /* 1 u8 */
#define EVLOCK_LAYOUT_OPEN_DELIVERY_OUT_SIZE 33

/*
 * NEXT_MARK. Seller of the open delivery. Milliseconds until the next mark begins, 0 when it is due, or
 * EVLOCK_MARK_NOT_COUNTING.
 */
#define EVLOCK_COMMAND_NEXT_MARK 0x0021
#define EVLOCK_LAYOUT_NEXT_MARK_IN_TRADE_ID_AT 0                   /* 32 bytes32 */
#define EVLOCK_LAYOUT_NEXT_MARK_IN_SIZE 32
#define EVLOCK_LAYOUT_NEXT_MARK_OUT_WAIT_AT 0                      /* 4 u32 */
#define EVLOCK_LAYOUT_NEXT_MARK_OUT_SIZE 4

/*
 * ADD_SAMPLES. Provisioned. Raw counts taken intervalMicros apart, the last one just now; see section 5. SENSOR_FAULT
 * (FROZEN, delivery open: equal counts of current for longer than EVLOCK_FROZEN_MS; SATURATED: half or more at the
 * rails): nothing is counted, an open delivery signs no more receipts, and later samples do not count for it. power,
 * current, voltage: means of the batch in mW, mA, mV.
 */
#define EVLOCK_COMMAND_ADD_SAMPLES 0x0022
#define EVLOCK_LAYOUT_ADD_SAMPLES_IN_INTERVAL_MICROS_AT 0          /* 4 u32 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_IN_SAMPLES_AT 4                  /* list<EVLOCK_SAMPLES_MAX> of sample */
#define EVLOCK_LAYOUT_ADD_SAMPLES_IN_SIZE_MIN 6
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_IMPORT_AT 0                  /* 8 u64 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_EXPORT_AT 8                  /* 8 u64 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_POWER_AT 16                  /* 4 i32 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_CURRENT_AT 20                /* 4 i32 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_VOLTAGE_AT 24                /* 4 u32 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_MARK_AT 28                   /* 1 u8 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_TRADE_ENERGY_AT 29           /* 8 u64 */
#define EVLOCK_LAYOUT_ADD_SAMPLES_OUT_SIZE 37

/*
 * PARTNER_RECEIPT. A trade that was opened here and is still stored; signed by the pinned key (INVALID_SIGNATURE); the
 * other role; sequence larger than the last one's (REPLAYED), by at most EVLOCK_RECEIPT_STEP_MAX (LIMIT_EXCEEDED); energy
 * not smaller, final stays final (INVALID_INPUT, PARTNER_RECEIPT).
 */
#define EVLOCK_COMMAND_PARTNER_RECEIPT 0x0023
#define EVLOCK_LAYOUT_PARTNER_RECEIPT_IN_RECEIPT_AT 0              /* 61 struct Receipt */
#define EVLOCK_LAYOUT_PARTNER_RECEIPT_IN_SIGNATURE_AT 61           /* 65 signature */
#define EVLOCK_LAYOUT_PARTNER_RECEIPT_IN_SIZE 126
#define EVLOCK_LAYOUT_PARTNER_RECEIPT_OUT_SIZE 0

/*
 * SIGN_RECEIPT. The open delivery. energy = what its own register (seller: export, buyer: import) has counted since the
 * delivery opened. Refused with MARK_MISSING (buyer) or SENSOR_FAULT until the delivery is closed.
 */
#define EVLOCK_COMMAND_SIGN_RECEIPT 0x0024
#define EVLOCK_LAYOUT_SIGN_RECEIPT_IN_TRADE_ID_AT 0                /* 32 bytes32 */
#define EVLOCK_LAYOUT_SIGN_RECEIPT_IN_SIZE 32
#define EVLOCK_LAYOUT_SIGN_RECEIPT_OUT_RECEIPT_AT 0                /* 61 struct Receipt */
#define EVLOCK_LAYOUT_SIGN_RECEIPT_OUT_SIGNATURE_AT 61             /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_RECEIPT_OUT_SIZE 126

/*
 * CLOSE_DELIVERY. Any trade that was opened or closed here and is still stored. The first call fixes energy and cause:
 * the register's energy; if a mark is missing, the last signed energy and cause mark-missing; after a SENSOR_FAULT, the
 * energy before it and cause sensor-fault; after a restart, the last signed energy that was stored or recovered and cause
 * restarted. Later calls return the same with a new sequence and the partner's newest energy; their cause is ignored.
 */
#define EVLOCK_COMMAND_CLOSE_DELIVERY 0x0025
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_IN_TRADE_ID_AT 0              /* 32 bytes32 */
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_IN_CAUSE_AT 32                /* 1 u8 */
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_IN_SIZE 33
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_OUT_RECEIPT_AT 0              /* 61 struct Receipt */
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_OUT_SIGNATURE_AT 61           /* 65 signature */
#define EVLOCK_LAYOUT_CLOSE_DELIVERY_OUT_SIZE 126

/*
 * RECOVER. Own latest signed receipt and reading (INVALID_SIGNATURE), after a restart. The receipt (of the interrupted
 * trade) raises its energy and sequence; the reading raises registers, sequence and hash chain. An older one is REPLAYED.
 * Registers, and the last signed energy of an open trade, are stored at least when a delivery opens or closes and with
 * each block of sequences, so that the rollback counter of the storage needs few writes; without RECOVER everything
 * continues from there, at the next block. A message that is already known changes nothing and is not an error.
 */
#define EVLOCK_COMMAND_RECOVER 0x0026
#define EVLOCK_LAYOUT_RECOVER_IN_RECEIPTS_AT 0                     /* list<1> of struct Receipt | signature,
                                                                      readings list<1> of struct Reading | signature */
#define EVLOCK_LAYOUT_RECOVER_IN_SIZE_MIN 4
#define EVLOCK_LAYOUT_RECOVER_OUT_SIZE 0

/*
 * CLOSE_UNOPENED. Closes a trade of an order of its own that never delivered, so that no side loses reputation because it
 * did not begin. The pair is checked as by OPEN_DELIVERY, without self-test, and even while another delivery is open. The
 * final receipt has energy 0, and the order can no longer open (REPLAYED, OPENED_BEFORE for one that opened another
 * trade). A trade that is stored here is closed as by CLOSE_DELIVERY, whether it was opened or not.
 */
#define EVLOCK_COMMAND_CLOSE_UNOPENED 0x0027
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_BID_AT 0                   /* 130 struct Order */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_BID_SIGNATURE_AT 130       /* 65 signature */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_OFFER_AT 195               /* 130 struct Order */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_OFFER_SIGNATURE_AT 325     /* 65 signature */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_CAUSE_AT 390               /* 1 u8 */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_IN_SIZE 391
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_OUT_RECEIPT_AT 0              /* 61 struct Receipt */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_OUT_SIGNATURE_AT 61           /* 65 signature */
#define EVLOCK_LAYOUT_CLOSE_UNOPENED_OUT_SIZE 126

/*
 * SIGN_READING. Provisioned. The registers now, over an interval that does not begin before the last one's end (REPLAYED)
 * and ends at most EVLOCK_READING_STEP_MAX_S after that end or the date, whichever is later (LIMIT_EXCEEDED): a meter
 * that was away for longer makes several. flags: bit 0 from the caller, bit 1 (restarted since the last reading) and bit
 * 2 (last self-test failed) from the TA; others INVALID_INPUT.
 */
#define EVLOCK_COMMAND_SIGN_READING 0x0030
#define EVLOCK_LAYOUT_SIGN_READING_IN_INTERVAL_START_AT 0          /* 5 u40 */
#define EVLOCK_LAYOUT_SIGN_READING_IN_INTERVAL_END_AT 5            /* 5 u40 */
#define EVLOCK_LAYOUT_SIGN_READING_IN_FLAGS_AT 10                  /* 4 u32 */
#define EVLOCK_LAYOUT_SIGN_READING_IN_SIZE 14
#define EVLOCK_LAYOUT_SIGN_READING_OUT_READING_AT 0                /* 87 struct Reading */
#define EVLOCK_LAYOUT_SIGN_READING_OUT_SIGNATURE_AT 87             /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_READING_OUT_SIZE 152

/*
 * SIGN_WITHDRAWAL. Passkey over the digest; own account; to in the provisioned list; submitterFee at most
 * submitterFeeMax (LIMIT_EXCEEDED). Signed by the account key. Signing the same again gives the same bytes; the contract
 * accepts a nonce once.
 */
#define EVLOCK_COMMAND_SIGN_WITHDRAWAL 0x0031
#define EVLOCK_LAYOUT_SIGN_WITHDRAWAL_IN_WITHDRAWAL_AT 0           /* 105 struct Withdrawal */
#define EVLOCK_LAYOUT_SIGN_WITHDRAWAL_IN_ASSERTION_AT 105          /* assertion */
#define EVLOCK_LAYOUT_SIGN_WITHDRAWAL_IN_SIZE_MIN 173
#define EVLOCK_LAYOUT_SIGN_WITHDRAWAL_OUT_SIGNATURE_AT 0           /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_WITHDRAWAL_OUT_SIZE 65

/*
 * SIGN_REPLACE. Passkey over the digest; own account; its own meter key is the old or the new one. Signed by the
 * account key.
 */
#define EVLOCK_COMMAND_SIGN_REPLACE 0x0032
#define EVLOCK_LAYOUT_SIGN_REPLACE_IN_REPLACE_AT 0                 /* 73 struct Replace */
#define EVLOCK_LAYOUT_SIGN_REPLACE_IN_ASSERTION_AT 73              /* assertion */
#define EVLOCK_LAYOUT_SIGN_REPLACE_IN_SIZE_MIN 141
#define EVLOCK_LAYOUT_SIGN_REPLACE_OUT_SIGNATURE_AT 0              /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_REPLACE_OUT_SIZE 65

/*
 * SIGN_CANCEL. Passkey over the digest; own account; submitterFee at most submitterFeeMax. Signed by the meter key if it
 * names its own, and then minNonce at most nextNonce (LIMIT_EXCEEDED, NONCE): an order that is not signed yet is not
 * cancelled. Otherwise (orders of a replaced meter) signed by the account key.
 */
#define EVLOCK_COMMAND_SIGN_CANCEL 0x0033
#define EVLOCK_LAYOUT_SIGN_CANCEL_IN_CANCEL_AT 0                   /* 98 struct Cancel */
#define EVLOCK_LAYOUT_SIGN_CANCEL_IN_ASSERTION_AT 98               /* assertion */
#define EVLOCK_LAYOUT_SIGN_CANCEL_IN_SIZE_MIN 166
#define EVLOCK_LAYOUT_SIGN_CANCEL_OUT_SIGNATURE_AT 0               /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_CANCEL_OUT_SIZE 65

/*
 * ATTEST. Provisioned. Evidence, in the same domain as every signed struct, signed by attestation, meter and account key.
 * calibrationHash = SHA-256(calibration), limitsHash = SHA-256(limits | every withdrawal address), both as provisioned;
 * rpIdHash = SHA-256(rpId), originHash = SHA-256 of the origins in their order, joined by line feeds. sequence is
 * reserved in blocks.
 */
#define EVLOCK_COMMAND_ATTEST 0x0034
#define EVLOCK_LAYOUT_ATTEST_IN_VERIFIER_NONCE_AT 0                /* 32 bytes32 */
#define EVLOCK_LAYOUT_ATTEST_IN_TLS_KEY_HASH_AT 32                 /* 32 bytes32 */
#define EVLOCK_LAYOUT_ATTEST_IN_SIZE 64
#define EVLOCK_LAYOUT_ATTEST_OUT_EVIDENCE_AT 0                     /* 343 struct Evidence */
#define EVLOCK_LAYOUT_ATTEST_OUT_ATTESTATION_AT 343                /* 65 signature */
#define EVLOCK_LAYOUT_ATTEST_OUT_METER_AT 408                      /* 65 signature */
#define EVLOCK_LAYOUT_ATTEST_OUT_ACCOUNT_AT 473                    /* 65 signature */
#define EVLOCK_LAYOUT_ATTEST_OUT_SIZE 538

/*
 * SIGN_ENROLMENT. Provisioning socket, provisioned. Account key and meter key request admission together: the role that
 * admits them chooses neither. sensorClass is the secure world's own.
 */
#define EVLOCK_COMMAND_SIGN_ENROLMENT 0x0035
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_IN_PURPOSE_AT 0               /* 1 u8 */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_IN_DEVICE_ID_HASH_AT 1        /* 32 bytes32 */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_IN_NONCE_AT 33                /* 8 u64 */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_IN_DEADLINE_AT 41             /* 5 u40 */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_IN_SIZE 46
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_OUT_ENROLMENT_AT 0            /* 87 struct Enrolment */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_OUT_ACCOUNT_AT 87             /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_OUT_METER_AT 152              /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_ENROLMENT_OUT_SIZE 217

/*
 * SIGN_FORMER_WITHDRAWAL. As SIGN_WITHDRAWAL, in the domain of a former market (COMMAND_NOT_AUTHORIZED, MARKET), to
 * withdraw what is still there. The assertion is over the digest in that domain too.
 */
#define EVLOCK_COMMAND_SIGN_FORMER_WITHDRAWAL 0x0036
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_IN_CHAIN_ID_AT 0      /* 8 u64 */
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_IN_MARKET_AT 8        /* 20 address */
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_IN_WITHDRAWAL_AT 28   /* 105 struct Withdrawal */
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_IN_ASSERTION_AT 133   /* assertion */
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_IN_SIZE_MIN 201
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_OUT_SIGNATURE_AT 0    /* 65 signature */
#define EVLOCK_LAYOUT_SIGN_FORMER_WITHDRAWAL_OUT_SIZE 65

#endif /* EVLOCK_TA_H */
