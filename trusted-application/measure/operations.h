/* SPDX-License-Identifier: Apache-2.0 */
/* What the trusted application computes most, over and over: the same loops inside OP-TEE and natively. Never in a product. */
#ifndef EVLOCK_MEASURE_OPERATIONS_H
#define EVLOCK_MEASURE_OPERATIONS_H

#include "codec.h"

enum operation {
	/* SIGN_RECEIPT without its storage: struct, digest and signature. */
	OPERATION_RECEIPT,
	/* The signature alone. */
	OPERATION_SIGN,
	/* The check of a partner's signature. */
	OPERATION_RECOVER,
	/* The digest of a receipt: keccak over its encoding. */
	OPERATION_DIGEST,
	/* The check of a passkey's assertion: SHA-256 and P-256. */
	OPERATION_ASSERTION,
	OPERATION_COUNT,
};

/* Microseconds since some moment; given by whatever runs the loops. */
uint64_t measure_clock(void);

/*
 * Runs an operation and writes how long all rounds took, u64 in us.
 *
 *   request   u8 operation | u32 rounds | for OPERATION_ASSERTION: passkey x 32 | y 32 | challenge 32 | assertion
 *
 * INVALID_INPUT for any other request, INTERNAL when an operation fails.
 */
struct outcome run_operation(struct bytes request, struct writer *out);

#endif
