/** `evlock mandates …`: what the meter may sign without its owner. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerListMandates } from './mandates/list.ts';
import { registerRevokeMandate } from './mandates/revoke.ts';

export function register(mandates: Command, context: Context): void {
  mandates.description(
    'What your meter may sign without asking you again. Each mandate was approved by your passkey; revoking one needs none.',
  );
  registerListMandates(mandates, context);
  registerRevokeMandate(mandates, context);
  examples(mandates, ['evlock mandates list --socket /run/evlock/secure-world.sock']);
}
