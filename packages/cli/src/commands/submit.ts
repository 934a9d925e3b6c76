/** `evlock submit FILE`: put signed data on chain by any key, without a gateway. */
import type { Outcome } from '@evlock/chain';
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, showLine } from '../input/options.ts';
import { readPrivateKey } from '../session/session.ts';
import { readExports } from '../signed/files.ts';
import {
  endpointsOf,
  outcomeText,
  type SubmitterOptions,
  submitterOptions,
  withSubmission,
} from '../signed/submission.ts';

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

export function registerSubmit(program: Command, context: Context): void {
  const command = program
    .command('submit')
    .summary('put signed orders, receipts, cancels, withdrawals and replacements on chain, without a gateway')
    .description(
      'Reads files of `export-signed`, `withdraw --local`, `withdraw --words-file`, `cancel --local` and `replace --local`, looks at the chain, and puts on it what its state allows for each item: openTrade (with --open), settleFinal, claim, settleClaimed, expire, free, cancel, withdraw, requestReplace or finishReplace. Says for each what was done, or what it waits for. Any key with gas money may do it and can change nothing; a submitter fee that was signed is paid to it. Run it again when the time that it names has come. Give the files of both meters where you have both.',
    )
    .argument('<file...>', 'files of signed data')
    .option('--dry-run', 'only say what would be put on chain; needs no key')
    .option('--open', "also open trades that are not on chain, which locks the buyer's money")
    .action((files: readonly string[], options: SubmitOptions) => submit(files, options, context));
  examples(submitterOptions(command), [
    'evlock submit signed.json --rpc https://rpc.example --dry-run',
    'evlock submit signed.json withdrawal.json --rpc https://rpc.example --key-file any.key',
  ]);
}
