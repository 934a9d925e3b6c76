/** `evlock gateway run`: run the cloud service. */
import { runUntilStopped } from '@evlock/files';
import type { Part } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples } from '../../input/options.ts';

async function gatewayPart(file: string, { clock, env }: Context): Promise<Part<object>> {
  const { createGateway, readGatewayProfile } = await import('@evlock/gateway');
  return createGateway(await readGatewayProfile(file), { clock, databaseUrl: env.DATABASE_URL });
}

export function registerRunGateway(gateway: Command, context: Context): void {
  const command = gateway
    .command('run')
    .summary('run the gateway')
    .description(
      'Runs the gateway until Ctrl-C or SIGTERM: device link, HTTP API, market, submitter, indexer, PostgreSQL. It cannot trade, spend or alter a reading. Prints one line of JSON when ready; the log goes to standard error or to the file named in the profile.',
    )
    .requiredOption('--profile <file>', "the gateway's profile; `evlock profiles print gateway` prints an example")
    .action(async ({ profile }: { profile: string }) => runUntilStopped(await gatewayPart(profile, context), context));
  examples(command, ['evlock gateway run --profile gateway.json']);
}
