/** `evlock cancel ORDER`: withdraw an order on chain. */
import { requireProven } from '@evlock/owner';
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readHash, readMoney } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { readConsoleAddress } from '../meter/provisioning-socket.ts';
import { fields } from '../output/format.ts';
import { sentRow } from '../output/proof.ts';
import { withOwner } from '../session/session.ts';
import { cancelLocally, type LocalCancel } from './cancel-local.ts';

interface CancelOptions extends LocalCancel {
  readonly local?: true;
}

const readOrder = (text: string): Bytes32 | 'all' => (text === 'all' ? text : readHash(text));

async function cancelByGateway(order: Bytes32, options: OwnerOptions, context: Context): Promise<void> {
  await withOwner(context, options, async (owner) => {
    const { transaction, verdict } = requireProven('transaction', await owner.cancel(order));
    show(context, options, { order, transaction, verdict }, () =>
      fields([['cancelled', order], ['transaction', transaction], sentRow(verdict)]),
    );
  });
}

async function cancel(order: Bytes32 | 'all', options: CancelOptions, context: Context): Promise<void> {
  if (options.local) return cancelLocally(order, options, context);
  if (order === 'all') throw wrongUsage('<order>', 'can be `all` with --local only');
  for (const name of ['socket', 'fee', 'endpoint'] as const) {
    if (options[name] !== undefined) throw wrongUsage(`--${name}`, 'requires --local');
  }
  return cancelByGateway(order, options, context);
}

export function registerCancel(program: Command, context: Context): void {
  const command = program
    .command('cancel')
    .summary('withdraw an order of yours, on chain')
    .description(
      "Withdraws an order that has opened no trade. Your passkey signs the cancel, the meter signs it for the chain. With --local the gateway is not asked: the cancel of one order, or of all that the meter has signed so far, is signed at the meter's console and written to a file, which `evlock submit` puts on chain by any key. To end a running trade use `evlock stop`.",
    )
    .argument('<order>', 'hash of the order; with --local also `all`', argument('<order>', readOrder))
    .option('--local', 'sign at the meter, without the gateway, into a file')
    .option('--socket <address>', "with --local: the secure world's socket", argument('--socket', readConsoleAddress))
    .option('--meter-profile <file>', "with --local: the meter's profile, whose store has the order; `all` needs none")
    .option('--fee <tokens>', 'with --local: what the submitter may keep (0)', argument('--fee', readMoney))
    .option(
      '--endpoint <url>',
      'with --local: RPC endpoint (the one of the profile), may be repeated',
      repeatedUrl('--endpoint'),
    )
    .option('--out <file>', 'with --local: file to write', 'cancel.json')
    .action((order: Bytes32 | 'all', options: CancelOptions) => cancel(order, options, context));
  examples(
    ownerOptions(command),
    ['evlock cancel 0x5f…e1', 'evlock cancel all --local --socket /run/evlock/secure-world.sock --out cancel.json'],
    true,
  );
}
