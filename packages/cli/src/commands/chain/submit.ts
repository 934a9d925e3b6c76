/** `evlock chain submit FILE`: submit signed data with any key, without a gateway. */
import type { Outcome } from '@evlock/chain';
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, showLine } from '../../input/options.ts';
import { readPrivateKey } from '../../session/session.ts';
import { readExports } from '../../signed/files.ts';
import {
  endpointsOf,
  outcomeText,
  type SubmitterOptions,
  submitterOptions,
  withSubmission,
} from '../../signed/submission.ts';

interface SubmitOptions extends SubmitterOptions {
  readonly dryRun?: true;
  readonly open?: true;
}

async function submit(files: readonly string[], options: SubmitOptions, context: Context): Promise<void> {
  const signed = await readExports(files);
  const { deployment } = signed;
  const endpoints = endpointsOf(options.rpc, deployment);
  const privateKey = options.dryRun ? null : await readPrivateKey(context, options.keyFile, '--key-file');
  const wish = { endpoints, deployment, privateKey, open: options.open === true };
  const refused: Outcome[] = [];
  await withSubmission(context, wish, async ({ submission }) => {
    for await (const outcome of submission.round(signed)) {
      showLine(context, options, outcome, () => outcomeText(outcome));
      if (outcome.result === 'refused') refused.push(outcome);
    }
  });
  const [first] = refused;
  if (first) throw new EvlockError('ITEMS_REFUSED', { count: refused.length, first: first.id, why: first.why });
}

export function registerSubmit(chain: Command, context: Context): void {
  const command = chain
    .command('submit')
    .summary('submit signed orders, receipts, cancels, withdrawals and replacements, without a gateway')
    .description(
      'Reads files of signed data and submits for each item what the chain allows now: openTrade (with --open), settleFinal, claim, settleClaimed, expire, free, cancel, withdraw, requestReplace or finishReplace. Reports for each item what was done, or what it waits for and until when; run it again then. Any key with enough native balance for gas can submit and can change nothing; it is paid the submitter fee that was signed. Give the files of both meters if you have them. Such files are written by `evlock meter export`, and by `evlock account withdraw`, `evlock offers cancel` and `evlock replacement request` with --local.',
    )
    .argument('<file...>', 'files of signed data')
    .option('--dry-run', 'report what would be submitted, and submit nothing; needs no key')
    .option('--open', "also open trades that are not on chain yet, which locks the buyer's money")
    .action((files: readonly string[], options: SubmitOptions) => submit(files, options, context));
  examples(submitterOptions(command), [
    'evlock chain submit signed.json --rpc https://rpc.example --dry-run',
    'evlock chain submit signed.json withdrawal.json --rpc https://rpc.example --key-file any.key',
  ]);
}
