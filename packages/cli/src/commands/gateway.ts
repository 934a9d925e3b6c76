/** `evlock gateway`: run the cloud service. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../options.ts';
import { runUntilStopped } from '../parts.ts';

export function registerGateway(program: Command, context: Context): void {
  const command = program
    .command('gateway')
    .summary('run the gateway')
    .description(
      'Runs the gateway until Ctrl-C or SIGTERM: device link, HTTP API, market, submitter, indexer, PostgreSQL. It cannot trade, spend or alter a reading. Prints one line of JSON when it is ready; its log goes to stderr or the file that the profile names.',
    )
    .requiredOption('--profile <file>', "the gateway's profile; `evlock profile gateway` prints an example")
    .action(({ profile: file }: { profile: string }) =>
      runUntilStopped(context, async () => {
        const { createGateway, readGatewayProfile } = await import('@evlock/gateway');
        const part = await createGateway(await readGatewayProfile(file), {});
        await part.start();
        return { part, ready: { httpPort: part.httpPort, devicePort: part.devicePort } };
      }),
    );
  examples(command, ['evlock gateway --profile gateway.json']);
}
