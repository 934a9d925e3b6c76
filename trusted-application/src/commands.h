/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of the header. Each reads its whole request before it checks any of it, and writes only when it succeeds. */
#ifndef EVLOCK_COMMANDS_H
#define EVLOCK_COMMANDS_H

#include "codec.h"
#include "world.h"

typedef struct outcome command_handler(struct world *world, struct reader *in, struct writer *out);

command_handler info;
command_handler provision;
command_handler restore;
command_handler bind_passkey;
command_handler bind_further_passkey;
command_handler list_passkeys;
command_handler remove_passkey;
command_handler migrate;
command_handler authorize_mandate;
command_handler revoke_mandate;
command_handler self_test_result;
command_handler list_mandates;
command_handler sign_order;
command_handler release_order;
command_handler open_delivery;
command_handler next_mark;
command_handler add_samples;
command_handler partner_receipt;
command_handler sign_receipt;
command_handler close_delivery;
command_handler recover;
command_handler close_unopened;
command_handler sign_reading;
command_handler sign_withdrawal;
command_handler sign_replace;
command_handler sign_cancel;
command_handler attest;
command_handler sign_enrolment;
command_handler sign_former_withdrawal;

/* The largest request payload: what fits into a frame. */
#define REQUEST_MAX (EVLOCK_FRAME_MAX - EVLOCK_REQUEST_HEAD_SIZE)

/*
 * Runs one command. `is_local`: the session is one of the provisioning socket. `request` must be the caller's own copy. The
 * response is the command's, or the number of the check that failed.
 */
struct outcome run_command(struct world *world, uint32_t command, bool is_local, struct bytes request,
			   struct writer *response);

#endif
