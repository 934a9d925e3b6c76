/** `evlock watchtower FILE`: see exported trades to their end, without a gateway. */
import type { Log } from '@evlock/chain';
import type { ErrorDetails } from '@evlock/protocol';
import { toJson } from '@evlock/protocol';
import type { Command } from 'commander';
import { readInteger } from '../arguments.ts';
import type { Context } from '../context.ts';
import { examples, showLine } from '../options.ts';
import { readPrivateKey } from '../session.ts';
import { readExports } from '../signed-files.ts';
import { endpointOf, outcomeText, type SubmitterOptions, submitterOptions, withSubmission } from '../submission.ts';
import { argument } from '../usage.ts';

interface WatchtowerOptions extends SubmitterOptions {
  readonly grace: number;
}

/** Warnings go to standard error, one line of JSON each; what is done goes to standard output. */
function warnings({ err }: Context): Log {
  const quiet = (): void => undefined;
  return { debug: quiet, info: quiet, warn: (details: ErrorDetails, message) => err(toJson({ message, ...details })) };
}

async function watch(files: readonly string[], options: WatchtowerOptions, context: Context): Promise<void> {
  const signed = await readExports(files);
  const { deployment } = signed;
  const endpoint = endpointOf(options.rpc, deployment);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  const wish = { endpoint, deployment, privateKey, graceSeconds: options.grace };
  const { SignedWatch } = await import('@evlock/chain');
  await withSubmission(context, wish, async ({ submission, reader }) => {
    const { clock, signal } = context;
    const tower = new SignedWatch({}, { submission, reader, clock, log: warnings(context) });
    for await (const outcome of tower.run(signed, signal)) {
      showLine(context, options, outcome, () => outcomeText(outcome));
    }
  });
}

export function registerWatchtower(program: Command, context: Context): void {
  const command = program
    .command('watchtower')
    .summary('see exported trades to their end on chain, without a gateway')
    .description(
      'Keeps watching the trades of files of `export-signed` and puts the best step on chain in time: a final pair at once, claims for both sides after the end and before the claim period is over, then the closing. It opens no trade and sends no withdrawal. Ends when every trade is over, or with Ctrl-C; started again, it goes on.',
    )
    .argument('<file...>', 'files of signed data')
    .option(
      '--grace <seconds>',
      "seconds after a trade's end in which a final pair is waited for before sides are claimed",
      argument('--grace', readInteger(0, 80_000)),
      180,
    )
    .action((files: readonly string[], options: WatchtowerOptions) => watch(files, options, context));
  examples(submitterOptions(command), ['evlock watchtower signed.json --rpc https://rpc.example --key-file any.key']);
}
