/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EVLOCK_TEST_TEE_H
#define EVLOCK_TEST_TEE_H

#include <setjmp.h>

#include "tee_internal_api.h"

/* What the test decides about the TEE. */
struct tee {
	TEE_Identity client;
	TEE_Result client_result;
	/* No object can be written. */
	bool is_full;
	/* Where to go on when the application panics; the test ends when there is none. */
	jmp_buf *after_panic;
};

extern struct tee tee;

/* As if its files were gone. */
void tee_forget(const char *id);
/* As if its files were altered: opening it ends with this. */
void tee_break(const char *id, TEE_Result result);

#endif
