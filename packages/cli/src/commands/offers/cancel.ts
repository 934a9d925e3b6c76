/** `evlock offers cancel ORDER`: cancel an order on chain. */
import { requireProven } from '@evlock/owner';
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readHash, readMoney } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../../input/options.ts';
import { onlyWith } from '../../input/stray.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { readSocketAddress } from '../../meter/provisioning-socket.ts';
import { fields } from '../../output/format.ts';
import { sentRow } from '../../output/proof.ts';
import { withOwner } from '../../session/session.ts';
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
  if (order === 'all') throw wrongUsage('<order>', '`all` requires --local');
  return cancelByGateway(order, options, context);
}

export function registerCancelOrder(offers: Command, context: Context): void {
  const command = offers
    .command('cancel')
    .summary('cancel an order of yours that has opened no trade')
    .description(
      'Cancels an order on chain, an offer or a bid that has opened no trade. Your passkey approves it and your meter signs it for the chain. With --local the gateway is not involved: the cancel of one order, or of every order that the meter has signed so far, is signed at the meter and written to a file, which `evlock chain submit` submits with any key. To end a running delivery use `evlock trades stop`.',
    )
    .argument('<order>', 'hash of the order; with --local, `all` is allowed too', argument('<order>', readOrder))
    .option('--local', 'sign at the meter, without the gateway, and write a file')
    .option(
      '--socket <address>',
      "requires --local: the secure world's socket",
      argument('--socket', readSocketAddress),
    )
    .option(
      '--meter-profile <file>',
      "requires --local: the meter's profile, whose store has the order; not needed for `all`",
    )
    .option('--fee <tokens>', 'requires --local: fee for the submitter (default 0)', argument('--fee', readMoney))
    .option(
      '--rpc <url>',
      'requires --local: RPC endpoint, repeatable (default: those of the profile)',
      repeatedUrl('--rpc'),
    )
    .option('--out <file>', 'requires --local: file to write', 'cancel.json')
    .action((order: Bytes32 | 'all', options: CancelOptions) => cancel(order, options, context));
  onlyWith(command, ['local'], ['socket', 'meterProfile', 'fee', 'rpc', 'out']);
  examples(
    ownerOptions(command),
    [
      'evlock offers cancel 0x5f…e1',
      'evlock offers cancel all --local --socket /run/evlock/secure-world.sock --out cancel.json',
    ],
    true,
  );
}
