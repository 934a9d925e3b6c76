/** `evlock watchtower FILE`: see signed data to its end on chain, without a gateway. */
import type { Log } from '@evlock/chain';
import type { ErrorDetails } from '@evlock/protocol';
import { toJson } from '@evlock/protocol';
import type { Command } from 'commander';
import { readInteger } from '../arguments.ts';
import type { Context } from '../context.ts';
import { examples, showLine } from '../options.ts';
import { readPrivateKey } from '../session.ts';
import { WatchedFiles } from '../signed-files.ts';
import { endpointsOf, outcomeText, type SubmitterOptions, submitterOptions, withSubmission } from '../submission.ts';
import { argument } from '../usage.ts';

interface WatchtowerOptions extends SubmitterOptions {
  readonly grace: number;
  readonly interval: number;
}

/** Warnings go to standard error, one line of JSON each; what is done goes to standard output. */
function warnings({ err }: Context): Log {
  const quiet = (): void => undefined;
  return { debug: quiet, info: quiet, warn: (details: ErrorDetails, message) => err(toJson({ message, ...details })) };
}

async function watch(files: readonly string[], options: WatchtowerOptions, context: Context): Promise<void> {
  const log = warnings(context);
  const watched = await WatchedFiles.open(files, { log });
  const { deployment } = await watched.read();
  const endpoints = endpointsOf(options.rpc, deployment);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  const wish = { endpoints, deployment, privateKey, graceSeconds: options.grace };
  const { SignedWatch } = await import('@evlock/chain');
  await withSubmission(context, wish, async ({ submission, reader }) => {
    const { clock, signal } = context;
    const tower = new SignedWatch({ interval: options.interval * 1_000 }, { submission, reader, clock, log });
    for await (const outcome of tower.run(watched, signal)) {
      showLine(context, options, outcome, () => outcomeText(outcome));
    }
  });
}

export function registerWatchtower(program: Command, context: Context): void {
  const command = program
    .command('watchtower')
    .summary('see trades, cancels and withdrawals to their end on chain, without a gateway')
    .description(
      'Keeps watching files of signed data and puts the best step on chain in time: of a trade a final pair at once, claims for both sides after the end and before the claim period is over, then the closing; cancels and withdrawals as soon as the chain takes them. It opens no trade. A file that changes is read again. Given files, it ends when everything in them is over; given a folder, it goes on with every `.json` file that comes into it. Ctrl-C ends it. It keeps nothing of its own: killed and started again, it goes on.',
    )
    .argument('<file...>', 'files of signed data, or folders of them')
    .option(
      '--grace <seconds>',
      "seconds after a trade's end in which a final pair is waited for before sides are claimed",
      argument('--grace', readInteger(0, 80_000)),
      180,
    )
    .option(
      '--interval <seconds>',
      'least seconds between two looks at everything',
      argument('--interval', readInteger(1, 3_600)),
      5,
    )
    .action((files: readonly string[], options: WatchtowerOptions) => watch(files, options, context));
  examples(submitterOptions(command), [
    'evlock watchtower alice.json bob.json --rpc https://rpc.example --key-file any.key',
    'evlock watchtower /var/lib/evlock/signed --rpc https://rpc.example --rpc https://rpc.other.example --key-file any.key',
  ]);
}
